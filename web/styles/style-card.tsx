import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { MIN_IMAGES, type Style } from "#contract/styles";
import type { Training } from "#contract/training";
import { Picture } from "../ui/picture.tsx";
import { count } from "../ui/say.ts";
import { StyleStatusBadge } from "./status.tsx";
import { Thread } from "./thread.tsx";

/** A style on the wall: three of its pictures, its colours, its name, its state. No box: the pictures are the box. */
export function StyleCard(props: { style: Style; training?: Training | undefined }) {
  const versions = () => props.style.versionCount;
  return (
    <A href={`/styles/${props.style.id}`} class="group block rounded-picture">
      <Show when={props.style.mosaicUrls.length > 0} fallback={<NoPicture />}>
        <div class="overflow-hidden rounded-picture">
          <Mosaic pictures={props.style.mosaicUrls} />
          <Thread pictures={props.style.mosaicUrls} class="mt-0.5" />
        </div>
      </Show>
      <div class="mt-3 flex items-baseline gap-3">
        <h3 class="min-w-0 flex-1 truncate group-hover:text-accent-text">{props.style.name}</h3>
        <StyleStatusBadge status={props.style.status} imageCount={props.style.imageCount} training={props.training} />
      </div>
      <p class="mono mt-0.5 text-foreground-secondary">
        {count(props.style.imageCount, "original")}
        {versions() > 0 ? `, v${versions()}` : ""}
      </p>
    </A>
  );
}

/** One large, two beside it; fewer pictures are larger. */
function Mosaic(props: { pictures: string[] }) {
  return (
    <div
      class="grid aspect-12/7 gap-0.5"
      classList={{
        "grid-cols-[2fr_1fr] grid-rows-2": props.pictures.length >= 3,
        "grid-cols-2": props.pictures.length === 2,
      }}
    >
      <For each={props.pictures}>
        {(src, place) => (
          <Picture
            src={src}
            alt=""
            cover
            class={`min-h-0 rounded-none! ${place() === 0 && props.pictures.length >= 3 ? "row-span-2" : ""}`}
          />
        )}
      </For>
    </div>
  );
}

function NoPicture() {
  return (
    <div class="mb-5 grid aspect-12/7 place-items-center rounded-picture border border-border-control border-dashed text-foreground-secondary text-small">
      No picture yet. {MIN_IMAGES} make a style.
    </div>
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
