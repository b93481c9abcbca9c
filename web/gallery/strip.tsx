import { For } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { SoftPicture } from "./soft-picture.tsx";

/** A row of small pictures; the white edge is the one that is shown large. */
export function Strip(props: {
  label: string;
  pictures: readonly GalleryPicture[];
  /** Which of them counts as shown. */
  isShown: (picture: GalleryPicture) => boolean;
  onPick: (id: string) => void;
  class: string;
  pictureClass: string;
  nameOf: (picture: GalleryPicture, place: number) => string;
}) {
  return (
    <ul class={props.class} aria-label={props.label}>
      <For each={props.pictures}>
        {(picture, place) => (
          <li class="shrink-0">
            <button
              type="button"
              aria-label={props.nameOf(picture, place())}
              aria-current={props.isShown(picture) ? "true" : undefined}
              class={`block rounded-picture opacity-60 hover:opacity-100 aria-[current]:opacity-100 aria-[current]:outline-2 aria-[current]:outline-white aria-[current]:outline-offset-2 ${props.pictureClass}`}
              onClick={() => props.onPick(picture.id)}
            >
              <SoftPicture picture={picture} eager class="size-full [&_img]:object-cover!" />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
