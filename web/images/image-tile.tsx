import Copy from "lucide-solid/icons/copy";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
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
  onRemove: (image: StyleImage) => void;
  onLook: (image: StyleImage) => void;
  onLost: () => void;
}

export function ImageTile(props: ImageTileProps) {
  const name = () => props.image.caption ?? `picture ${props.place}`;
  return (
    <li class="group relative" id={`picture-${props.image.id}`}>
      <button
        type="button"
        class="relative block w-full rounded-picture"
        aria-label={`Look at ${name()}${props.chip ? `, ${props.chip.label.toLowerCase()}` : ""}`}
        onClick={() => props.onLook(props.image)}
      >
        <Picture
          src={props.image.thumbnailUrl}
          alt=""
          cover
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
      <button
        type="button"
        class="touch absolute! top-2 right-2 grid size-7 place-items-center rounded-chip bg-background-primary/85 text-foreground-secondary transition-opacity duration-120 hover:text-foreground-primary focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:hover)]:opacity-0"
        aria-label={`Remove ${name()}`}
        onClick={() => props.onRemove(props.image)}
      >
        <X size={16} strokeWidth={1.75} />
      </button>
      <CaptionField image={props.image} name={`picture ${props.place}`} />
    </li>
  );
}
