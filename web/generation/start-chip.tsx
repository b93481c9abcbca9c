import ImagePlus from "lucide-solid/icons/image-plus";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import type { StartPicture } from "./recipe.ts";

/** What the next picture begins from, or the way to choose it. */
export function StartChip(props: {
  start: StartPicture | null;
  busy: boolean;
  onChoose: () => void;
  onClear: () => void;
}) {
  return (
    <span class="inline-flex h-8 items-center rounded-chip ring-1 ring-border ring-inset">
      <button
        type="button"
        class="flex h-8 items-center gap-2 rounded-chip px-2 text-foreground-secondary text-small hover:text-foreground-primary"
        aria-label={props.start ? "Begins from a picture. Choose another." : "Start from a picture"}
        onClick={() => props.onChoose()}
      >
        <Show when={props.start} fallback={<ImagePlus size={16} strokeWidth={1.75} />}>
          {(start) => (
            <span class="picture size-6 shrink-0">
              <img src={start().url} alt="" class="size-full object-cover" />
            </span>
          )}
        </Show>
        <span class="max-sm:sr-only">
          {props.busy ? "Sending the picture" : props.start ? "Begins from this" : "Start from a picture"}
        </span>
      </button>
      <Show when={props.start}>
        <button
          type="button"
          class="touch grid size-8 place-items-center text-foreground-secondary hover:text-foreground-primary"
          aria-label="Begin from words alone"
          onClick={() => props.onClear()}
        >
          <X size={14} strokeWidth={1.75} />
        </button>
      </Show>
    </span>
  );
}
