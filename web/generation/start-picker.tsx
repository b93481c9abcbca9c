import Upload from "lucide-solid/icons/upload";
import { createSignal, For, Show } from "solid-js";
import type { Generation } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import { FileButton } from "../ui/file-button.tsx";
import { Picture } from "../ui/picture.tsx";

export interface StartPickerProps {
  originals: readonly StyleImage[];
  made: readonly Generation[];
  busy: boolean;
  onFile: (file: File) => void;
  onOriginal: (image: StyleImage) => void;
  onMade: (picture: Generation) => void;
}

const MOST = 24;

/** Where a picture may begin: a file, one of the originals, one that was made here. */
export default function StartPicker(props: StartPickerProps) {
  const [from, setFrom] = createSignal<"originals" | "made">("originals");
  const shown = () =>
    from() === "originals"
      ? props.originals.map((image) => ({
          id: image.id,
          src: image.thumbnailUrl,
          name: image.caption ?? image.filename,
          pick: () => props.onOriginal(image),
        }))
      : props.made
          .slice(0, MOST)
          .flatMap((picture) =>
            picture.thumbnailUrl
              ? [{ id: picture.id, src: picture.thumbnailUrl, name: picture.prompt, pick: () => props.onMade(picture) }]
              : [],
          );
  return (
    <div class="mt-4">
      <FileButton
        name="A picture from this device"
        accept="image/*,.heic,.heif"
        onFile={props.onFile}
        fullWidth
        loading={props.busy}
        act="Sending"
        icon={<Upload size={16} strokeWidth={1.75} />}
      >
        Choose a file
      </FileButton>
      <p class="mt-2 text-foreground-secondary text-small">
        Or drop or paste one anywhere on the desk. It stays private and is gone after a day, unless a picture began from
        it.
      </p>
      <div class="mt-4 flex gap-2">
        <For each={["originals", "made"] as const}>
          {(where) => (
            <button
              type="button"
              aria-pressed={from() === where}
              class="h-8 rounded-chip px-3 text-foreground-secondary text-small ring-1 ring-border ring-inset aria-pressed:bg-background-tertiary aria-pressed:text-foreground-primary"
              onClick={() => setFrom(where)}
            >
              {where === "originals" ? "Yours" : "Made here"}
            </button>
          )}
        </For>
      </div>
      <Show
        when={shown().length > 0}
        fallback={<p class="mt-4 text-foreground-secondary text-small">Nothing hangs here yet.</p>}
      >
        <ul class="mt-3 grid max-h-72 grid-cols-4 gap-1.5 overflow-y-auto p-0.5">
          <For each={shown()}>
            {(one) => (
              <li>
                <button
                  type="button"
                  class="block aspect-square w-full rounded-picture"
                  aria-label={`Begin from: ${one.name}`}
                  disabled={props.busy}
                  onClick={() => one.pick()}
                >
                  <Picture src={one.src} alt="" cover class="size-full" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
