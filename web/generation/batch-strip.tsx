import { For, Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { Picture } from "../ui/picture.tsx";

export interface BatchItem {
  id: string;
  generation: Generation | undefined;
}

const words = (generation: Generation | undefined) => {
  if (generation?.status === "FAILED") return "did not come out";
  if (generation?.status === "CANCELED") return "cancelled";
  if (generation?.status === "PROCESSING")
    return generation.progress === null ? "painting" : `${Math.floor(generation.progress)}%`;
  return "in line";
};

/** The pictures that were asked for together; the white edge is the one that is shown large. */
export function BatchStrip(props: { items: BatchItem[]; shown: string | undefined; onPick: (id: string) => void }) {
  return (
    <ul class="flex gap-1.5 md:flex-col md:gap-2">
      <For each={props.items}>
        {(item, place) => (
          <li class="flex-1 md:flex-none">
            <button
              type="button"
              aria-pressed={item.id === props.shown}
              aria-label={`Picture ${place() + 1} of ${props.items.length}`}
              onClick={() => props.onPick(item.id)}
              class="block h-15 w-full rounded-picture aria-pressed:outline-2 aria-pressed:outline-white aria-pressed:outline-offset-2 md:h-22"
            >
              <Show
                when={item.generation?.thumbnailUrl}
                fallback={
                  <span class="mono grid size-full place-items-center rounded-picture bg-background-secondary p-1 text-center text-foreground-secondary">
                    {words(item.generation)}
                  </span>
                }
              >
                {(src) => <Picture src={src()} alt="" cover class="h-full" />}
              </Show>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
