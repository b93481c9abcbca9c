import Check from "lucide-solid/icons/check";
import Copy from "lucide-solid/icons/copy";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { createEffect, onCleanup, Show } from "solid-js";
import type { StyleImage } from "#contract/images";
import { Picture } from "../ui/picture.tsx";
import { CaptionField } from "./caption-field.tsx";
import { standInOf } from "./uploader.ts";

/** What readiness found on a picture, in a word or two. */
export interface Chip {
  label: string;
  kind: string;
}

export interface ImageTileProps {
  image: StyleImage;
  /** From 1, for names where there is no caption. */
  place: number;
  chip?: Chip | undefined;
  /** A tap selects instead of looking. */
  selecting: boolean;
  selected: boolean;
  /** It is being dragged. */
  carried: boolean;
  /** Where what is dragged would hang. */
  edge: "before" | "after" | undefined;
  /** Makes the tile draggable; comes late. */
  dragTile: ((element: HTMLElement, id: string) => () => void) | undefined;
  /** A key that may move the picture; true when it did. */
  onStep: (id: string, event: KeyboardEvent) => boolean;
  onSelect: (id: string, stretch: boolean) => void;
  onRemove: (image: StyleImage) => void;
  onLook: (image: StyleImage) => void;
  onLost: () => void;
}

export function ImageTile(props: ImageTileProps) {
  const name = () => props.image.caption ?? `picture ${props.place}`;
  let tile: HTMLLIElement | undefined;
  createEffect(() => {
    const undo = tile && props.dragTile?.(tile, props.image.id);
    if (undo) onCleanup(undo);
  });
  return (
    <li
      ref={tile}
      class="group relative transition-opacity duration-120"
      classList={{ "opacity-40": props.carried }}
      id={`picture-${props.image.id}`}
    >
      <Show when={props.edge}>
        <span
          class="pointer-events-none absolute inset-y-0 z-10 w-0.5 rounded-full bg-white"
          classList={{ "-left-[5px]": props.edge === "before", "-right-[5px]": props.edge === "after" }}
        />
      </Show>
      <button
        type="button"
        class="relative block w-full rounded-picture"
        classList={{ "outline-2 outline-white outline-offset-2": props.selected }}
        aria-label={`${props.selecting ? "Select" : "Look at"} ${name()}${props.chip ? `, ${props.chip.label.toLowerCase()}` : ""}`}
        aria-pressed={props.selecting ? props.selected : undefined}
        aria-describedby="how-to-move"
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
        onKeyDown={(event) => props.onStep(props.image.id, event) && event.preventDefault()}
        onClick={(event) => {
          if (props.selecting || event.shiftKey || event.ctrlKey || event.metaKey)
            props.onSelect(props.image.id, event.shiftKey);
          else props.onLook(props.image);
        }}
      >
        <Picture
          src={props.image.thumbnailUrl}
          alt=""
          cover
          held
          class="aspect-4/3"
          standIn={standInOf(props.image.id)}
          onLost={props.onLost}
        />
        <Show when={props.chip}>
          {(chip) => (
            <>
              <span class="pointer-events-none absolute inset-0 rounded-picture border-2 border-warning" />
              <span class="absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-chip bg-background-primary/85 px-1.5 py-1 font-medium text-[0.75rem] leading-4 sm:bottom-2 sm:left-2 sm:px-2">
                <Show
                  when={chip().kind === "twins"}
                  fallback={
                    <TriangleAlert
                      size={14}
                      strokeWidth={1.75}
                      class="shrink-0 text-warning max-sm:hidden"
                      aria-hidden="true"
                    />
                  }
                >
                  <Copy size={14} strokeWidth={1.75} class="shrink-0 text-warning max-sm:hidden" aria-hidden="true" />
                </Show>
                <span class="truncate">{chip().label}</span>
              </span>
            </>
          )}
        </Show>
      </button>
      <Show
        when={!props.selecting}
        fallback={
          <span
            class="pointer-events-none absolute top-2 right-2 grid size-6 place-items-center rounded-full ring-2 ring-white ring-inset"
            classList={{
              "bg-white text-background-primary": props.selected,
              "bg-background-primary/60": !props.selected,
            }}
            aria-hidden="true"
          >
            <Show when={props.selected}>
              <Check size={14} strokeWidth={3} />
            </Show>
          </span>
        }
      >
        <button
          type="button"
          data-no-drag
          class="touch absolute! top-2 right-2 grid size-7 place-items-center rounded-chip bg-background-primary/85 text-foreground-secondary transition-opacity duration-120 hover:text-foreground-primary focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:hover)]:opacity-0"
          aria-label={`Remove ${name()}`}
          onClick={() => props.onRemove(props.image)}
        >
          <X size={16} strokeWidth={1.75} />
        </button>
      </Show>
      <CaptionField image={props.image} name={`picture ${props.place}`} />
    </li>
  );
}
