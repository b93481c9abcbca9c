import { A } from "@solidjs/router";
import { createResource, For, Show } from "solid-js";
import type { Generation } from "#contract/generation";
import { api } from "../api.ts";
import { Picture } from "../ui/picture.tsx";
import { settled } from "../ui/settled.ts";

let kept: Generation[] | undefined;
const SHOWN = 14;

/** The newest finished pictures of all styles, in rows of one height. */
export function RecentWork() {
  const [recent] = createResource(
    async () => {
      kept = (await api.generations({ status: "COMPLETED", limit: SHOWN })).generations;
      return kept;
    },
    kept === undefined ? {} : { initialValue: kept },
  );
  const pictures = () => settled(recent) ?? kept ?? [];
  return (
    <Show when={pictures().length > 0}>
      <section>
        <div class="flex items-baseline">
          <h2 class="flex-1">Made lately</h2>
          <A href="/gallery" class="touch text-foreground-secondary text-small hover:text-foreground-primary">
            All in the gallery
          </A>
        </div>
        <ul class="mt-3.5 flex flex-wrap gap-1.5 sm:gap-2">
          <For each={pictures()}>
            {(picture) => (
              <li
                class="h-[7rem] grow-(--ratio) basis-[calc(var(--ratio)*7rem)] sm:h-[11rem] sm:basis-[calc(var(--ratio)*11rem)]"
                style={{ "--ratio": picture.width / picture.height }}
              >
                <A href={`/generate/${picture.styleId}?picture=${picture.id}`} class="block h-full rounded-picture">
                  <Show when={picture.thumbnailUrl}>
                    {(src) => <Picture src={src()} alt={picture.prompt} cover class="h-full" />}
                  </Show>
                </A>
              </li>
            )}
          </For>
          <li class="grow-[99]" aria-hidden="true" />
        </ul>
      </section>
    </Show>
  );
}
