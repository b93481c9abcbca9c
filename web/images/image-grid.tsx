import { createEffect, createMemo, createSignal, For, type JSX, onCleanup } from "solid-js";
import type { StyleImage } from "#contract/images";
import type { StyleLive } from "../live/style-live.ts";
import { online } from "../ui/network.ts";
import { type Hung, hang, isComing, movedBefore, movedBy } from "./arrange.ts";
import type { DragEvents } from "./drag-tiles.ts";
import { ImageLook } from "./image-look.tsx";
import { type Chip, ImageTile } from "./image-tile.tsx";
import type { Order } from "./order.ts";
import { removeImages } from "./remove-image.ts";
import type { Selection } from "./selection.ts";
import { UploadTile } from "./upload-tile.tsx";
import { uploadsOf } from "./uploader.ts";

export interface ImageGridProps {
  styleId: string;
  live: StyleLive;
  order: Order;
  selection: Selection;
  /** Takes a picture off the wall while it can still be brought back, or hangs it again. */
  onHide: (id: string, hide: boolean) => void;
  columns?: 2 | 3 | 4 | 5;
  /** What readiness found, by image id. */
  chips?: ReadonlyMap<string, Chip> | undefined;
  /** Stands after the pictures. */
  last: JSX.Element;
}

const columns = {
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-3",
  4: "sm:grid-cols-4",
  5: "sm:grid-cols-4 xl:grid-cols-5",
};

/** All pictures of a style as they hang, those on their way at their places. */
export function ImageGrid(props: ImageGridProps) {
  const [looking, look] = createSignal<StyleImage>();
  const [dragTile, setDragTile] = createSignal<(element: HTMLElement, id: string) => () => void>();
  const [carried, carry] = createSignal<string>();
  const [over, setOver] = createSignal<{ id: string; after: boolean }>();
  const [said, say] = createSignal("");
  let list: HTMLUListElement | undefined;
  const { order, selection } = props;
  const here = createMemo(() => new Set(Object.keys(props.live.state.images)));
  const going = () =>
    uploadsOf(props.styleId).filter(({ phase, imageId }) => phase !== "done" && !here().has(imageId ?? ""));
  const entries = createMemo<Hung[]>(() => hang(order.images(), going()));
  const placeOf = (id: string) => order.ids().indexOf(id) + 1;
  let renewed = 0;
  /** Signed links end: one look at the style renews them all. */
  const renew = () => {
    if (Date.now() - renewed < 60_000) return;
    renewed = Date.now();
    void props.live.refresh();
  };
  /** The one, or with it all that are selected. */
  const withSelected = (id: string) => (selection.ids().has(id) ? [...selection.ids()] : [id]);

  const events: DragEvents = {
    onDrag: carry,
    onOver: setOver,
    onDrop: (id, { id: target, after }) => {
      const ids = order.ids();
      const before = after ? ids[ids.indexOf(target) + 1] : target;
      order.hang(movedBefore(ids, withSelected(id), before));
      say(`Moved to place ${placeOf(id)} of ${ids.length}.`);
    },
  };
  let reached = false;
  /** Dragging comes with the first touch of the wall: a long press takes longer than its code. */
  const reach = () => {
    if (reached) return;
    reached = true;
    void import("./drag-tiles.ts")
      .then((drag) => setDragTile(() => (element, id) => drag.dragTile(element, id, events)))
      .catch(() => {
        reached = false;
      });
  };

  const across = () => (list ? getComputedStyle(list).gridTemplateColumns.split(" ").length : 1);
  const step = (id: string, event: KeyboardEvent): boolean => {
    const by = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -across(),
      ArrowDown: across(),
      Home: -order.ids().length,
      End: order.ids().length,
    }[event.key];
    if (!event.altKey || by === undefined) return false;
    order.hang(movedBy(order.ids(), withSelected(id), by));
    say(`Moved to place ${placeOf(id)} of ${order.ids().length}.`);
    // The picture was moved in the page, and the focus does not move with it.
    requestAnimationFrame(() =>
      document.getElementById(`picture-${id}`)?.querySelector("button")?.focus({ preventScroll: true }),
    );
    return true;
  };

  createEffect(() => {
    if (!selection.on()) return;
    const leave = (event: KeyboardEvent) => event.key === "Escape" && !event.defaultPrevented && selection.end();
    addEventListener("keydown", leave);
    onCleanup(() => removeEventListener("keydown", leave));
  });

  return (
    <>
      <p class="sr-only" role="status">
        {said()}
      </p>
      <p id="how-to-move" class="sr-only">
        Drag it to another place, or press Alt and an arrow key.
      </p>
      <ul
        ref={list}
        onPointerEnter={reach}
        onPointerDown={reach}
        class={`grid grid-cols-3 gap-x-1.5 gap-y-3 sm:gap-x-2 sm:gap-y-4 ${columns[props.columns ?? 5]}`}
      >
        <For each={entries()}>
          {(entry) =>
            isComing(entry) ? (
              <li>
                <UploadTile upload={entry} offline={!online()} />
              </li>
            ) : (
              <ImageTile
                image={entry}
                place={placeOf(entry.id)}
                chip={props.chips?.get(entry.id)}
                selecting={selection.on()}
                selected={selection.ids().has(entry.id)}
                carried={
                  carried() === entry.id ||
                  (carried() !== undefined && selection.ids().has(carried() ?? "") && selection.ids().has(entry.id))
                }
                edge={over()?.id === entry.id ? (over()?.after ? "after" : "before") : undefined}
                dragTile={dragTile()}
                onStep={step}
                onSelect={selection.toggle}
                onRemove={(image) => removeImages([image], props)}
                onLook={look}
                onLost={renew}
              />
            )
          }
        </For>
        {props.last}
      </ul>
      <ImageLook image={looking()} onClose={() => look(undefined)} />
    </>
  );
}
