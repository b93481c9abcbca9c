import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Style } from "#contract/styles";
import type { Training } from "#contract/training";
import { Picture } from "../ui/picture.tsx";
import { count } from "../ui/say.ts";
import { StyleStatusBadge } from "./status.tsx";

/** A style on the dashboard: its cover, its name, its state. No box: the picture is the box. */
export function StyleCard(props: { style: Style; training?: Training | undefined }) {
  return (
    <A href={`/styles/${props.style.id}`} class="group block rounded-picture">
      <Show
        when={props.style.thumbnailUrl}
        fallback={
          <div class="grid aspect-12/7 place-items-center rounded-picture border border-border-control border-dashed text-foreground-secondary text-small">
            No picture yet
          </div>
        }
      >
        {(src) => <Picture src={src()} alt="" cover class="aspect-12/7" />}
      </Show>
      <div class="mt-3 flex items-baseline gap-3">
        <h3 class="min-w-0 flex-1 truncate group-hover:text-accent-text">{props.style.name}</h3>
        <StyleStatusBadge status={props.style.status} imageCount={props.style.imageCount} training={props.training} />
      </div>
      <p class="mono mt-0.5 text-foreground-secondary">{count(props.style.imageCount, "original")}</p>
    </A>
  );
}

/** The shapes of what comes, still: shimmer is not art. */
export function WaitingCards() {
  return (
    <div role="status">
      <span class="sr-only">Your styles are being read.</span>
      <div class="grid gap-6 sm:grid-cols-2 lg:grid-cols-3" aria-hidden="true">
        <For each={[0, 1, 2]}>{() => <div class="aspect-12/7 rounded-picture bg-background-secondary" />}</For>
      </div>
    </div>
  );
}
