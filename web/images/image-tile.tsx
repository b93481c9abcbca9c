import X from "lucide-solid/icons/x";
import type { StyleImage } from "#contract/images";
import { Picture } from "../ui/picture.tsx";
import { CaptionField } from "./caption-field.tsx";
import { standInOf } from "./uploader.ts";

export interface ImageTileProps {
  image: StyleImage;
  /** From 1, for names where there is no caption. */
  place: number;
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
        class="block w-full rounded-picture"
        aria-label={`Look at ${name()}`}
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
