import Check from "lucide-solid/icons/check";
import Heart from "lucide-solid/icons/heart";
import { Show } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import type { Spot } from "./masonry.ts";
import { SoftPicture } from "./soft-picture.tsx";

export interface TileProps {
  picture: GalleryPicture;
  spot: Spot;
  place: number;
  count: number;
  href: string;
  /** The one the Tab key stops at. */
  current: boolean;
  chosen: boolean;
  /** A click chooses instead of opening. */
  choosing: boolean;
  onOpen: () => void;
  onChoose: (range: boolean) => void;
  onFavourite: () => void;
  onFocus: () => void;
  onLost: () => void;
}

/** One picture on the wall. Its heart and its tick are for the pointer; the keyboard has F and X. */
export function Tile(props: TileProps) {
  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (props.choosing || event.shiftKey) props.onChoose(event.shiftKey);
    else props.onOpen();
  };
  return (
    <li
      class="group absolute top-0 left-0"
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      style={{
        transform: `translate(${props.spot.x}px, ${props.spot.y}px)`,
        width: `${props.spot.width}px`,
        height: `${props.spot.height}px`,
      }}
    >
      <a
        href={props.href}
        data-picture={props.picture.id}
        tabIndex={props.current ? 0 : -1}
        class="block size-full rounded-picture"
        classList={{ "outline-2 outline-white outline-offset-1 md:outline-offset-2": props.chosen }}
        onClick={click}
        onFocus={() => props.onFocus()}
        draggable={false}
      >
        <SoftPicture picture={props.picture} class="size-full" onLost={() => props.onLost()} />
        <Show when={props.choosing}>
          <span class="sr-only">{props.chosen ? ", chosen" : ", not chosen"}</span>
        </Show>
      </a>
      <Show when={props.choosing || props.chosen} fallback={<Hearts {...props} />}>
        <span
          aria-hidden="true"
          class="pointer-events-none absolute top-2 left-2 grid size-6 place-items-center rounded-full ring-[1.5px] ring-white"
          classList={{ "bg-accent-primary-hover": props.chosen, "bg-[#0a0a0b]/60": !props.chosen }}
        >
          <Show when={props.chosen}>
            <Check size={16} strokeWidth={2.5} />
          </Show>
        </span>
      </Show>
    </li>
  );
}

function Hearts(props: TileProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={props.picture.favourite}
      aria-label={props.picture.favourite ? "Take the heart away" : "Give it a heart"}
      class="absolute top-1 right-1 grid size-9 place-items-center rounded-control text-white transition-opacity duration-120"
      classList={{
        "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-md:hidden": !props.picture.favourite,
      }}
      onClick={() => props.onFavourite()}
    >
      <span class="grid size-7 place-items-center rounded-full bg-[#0a0a0b]/70">
        <Heart size={16} strokeWidth={1.75} fill={props.picture.favourite ? "currentColor" : "none"} />
      </span>
    </button>
  );
}
