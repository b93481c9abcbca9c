import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import type { GalleryPicture } from "#contract/generation";
import { beside, hang, inSight, type Way } from "./masonry.ts";
import { Tile } from "./tile.tsx";

export interface MasonryWallProps {
  pictures: readonly GalleryPicture[];
  /** How many there are with those that are not read yet. */
  count: number;
  hrefOf: (id: string) => string;
  /** The one the keyboard stands on. */
  current: string | undefined;
  chosen: ReadonlySet<string>;
  choosing: boolean;
  onCurrent: (id: string) => void;
  onOpen: (id: string) => void;
  onChoose: (id: string, range: boolean) => void;
  onFavourite: (picture: GalleryPicture) => void;
  onDelete: (picture: GalleryPicture) => void;
  onDownload: (picture: GalleryPicture) => void;
  onLost: () => void;
  /** The end is near. */
  onEnd: () => void;
  /** Hands out what puts the focus on a picture and brings it into sight. */
  onReady: (standOn: (id: string) => void) => void;
}

/** Pixels: a lane that shows a thumbnail sharp on a dense screen. */
const LANE = 262;
/** Screens above and below that hang already. */
const AHEAD = 1;
/** Screens before the end at which the next page is asked for. */
const NEAR_END = 3;

const ways: readonly string[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/** A wall of any length: only what is in sight, and a screen around it, hangs in the page. */
export function MasonryWall(props: MasonryWallProps) {
  let list: HTMLUListElement | undefined;
  const [width, setWidth] = createSignal(0);
  const [view, setView] = createSignal(
    { top: 0, height: innerHeight },
    { equals: (a, b) => a.top === b.top && a.height === b.height },
  );
  const phone = () => width() < 608;
  const lanes = () => (phone() ? 2 : Math.max(3, Math.min(6, Math.round(width() / LANE))));
  const hung = createMemo(() =>
    hang(width() === 0 ? [] : props.pictures, { width: width(), lanes: lanes(), gap: phone() ? 6 : 8 }),
  );
  const places = createMemo(() => new Map(props.pictures.map(({ id }, place) => [id, place])));
  const shown = createMemo<string[]>((before) => {
    const { top, height } = view();
    const [first, end] = inSight(hung(), top - AHEAD * height, top + (1 + AHEAD) * height);
    const next = props.pictures.slice(first, end).map(({ id }) => id);
    // The keyboard's place stays in the page, so that the focus is never lost.
    if (props.current !== undefined && places().has(props.current) && !next.includes(props.current))
      next.push(props.current);
    return next.length === before.length && next.every((id, at) => id === before[at]) ? before : next;
  }, []);

  const look = () => {
    if (!list) return;
    setView({ top: -list.getBoundingClientRect().top, height: innerHeight });
  };
  let frame = 0;
  const lookSoon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
    });
  };
  onMount(() => {
    if (!list) return;
    const sizes = new ResizeObserver(() => {
      setWidth(list?.clientWidth ?? 0);
      look();
    });
    sizes.observe(list);
    setWidth(list.clientWidth);
    look();
    addEventListener("scroll", lookSoon, { passive: true });
    addEventListener("resize", lookSoon, { passive: true });
    onCleanup(() => {
      sizes.disconnect();
      cancelAnimationFrame(frame);
      removeEventListener("scroll", lookSoon);
      removeEventListener("resize", lookSoon);
    });
  });

  createEffect(() => {
    const { top, height } = view();
    if (width() > 0 && top + (1 + NEAR_END) * height > hung().height) props.onEnd();
  });

  const stand = (at: number) => {
    const picture = props.pictures[at];
    const spot = hung().spots[at];
    if (!picture || !spot || !list) return;
    props.onCurrent(picture.id);
    const top = list.getBoundingClientRect().top + spot.y;
    const free = 88;
    if (top < free) scrollBy({ top: top - free });
    else if (top + spot.height > innerHeight - free)
      scrollBy({ top: Math.min(top - free, top + spot.height - innerHeight + free) });
    look();
    queueMicrotask(() =>
      list?.querySelector<HTMLElement>(`[data-picture="${picture.id}"]`)?.focus({ preventScroll: true }),
    );
  };

  const onKey = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-picture]")?.dataset.picture;
    const at = id === undefined ? undefined : places().get(id);
    const picture = at === undefined ? undefined : props.pictures[at];
    if (at === undefined || !picture || event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways.includes(event.key)) {
      const to = beside(hung(), at, event.key as Way);
      if (event.shiftKey) {
        if (!props.chosen.has(picture.id)) props.onChoose(picture.id, false);
        const next = props.pictures[to];
        if (next) props.onChoose(next.id, true);
      }
      stand(to);
    } else if (event.key === "x" || event.key === "X" || event.key === " ") props.onChoose(picture.id, event.shiftKey);
    else if (event.key === "f") props.onFavourite(picture);
    else if (event.key === "d") props.onDownload(picture);
    else if (event.key === "Delete" || event.key === "Backspace") {
      const next = Math.min(at, props.pictures.length - 2);
      props.onDelete(picture);
      queueMicrotask(() => stand(next));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  onMount(() =>
    props.onReady((id) => {
      const at = places().get(id);
      if (at !== undefined) stand(at);
    }),
  );

  return (
    <ul ref={list} class="relative" aria-label="Pictures" style={{ height: `${hung().height}px` }} onKeyDown={onKey}>
      <For each={shown()}>
        {(id) => (
          <Show when={places().get(id) !== undefined && hung().spots[places().get(id)!]}>
            {(spot) => {
              const place = () => places().get(id) ?? 0;
              const picture = () => props.pictures[place()]!;
              return (
                <Tile
                  picture={picture()}
                  spot={spot()}
                  place={place()}
                  count={props.count}
                  href={props.hrefOf(id)}
                  current={id === (props.current ?? props.pictures[0]?.id)}
                  chosen={props.chosen.has(id)}
                  choosing={props.choosing}
                  onOpen={() => props.onOpen(id)}
                  onChoose={(range) => props.onChoose(id, range)}
                  onFavourite={() => props.onFavourite(picture())}
                  onFocus={() => props.onCurrent(id)}
                  onLost={() => props.onLost()}
                />
              );
            }}
          </Show>
        )}
      </For>
    </ul>
  );
}
