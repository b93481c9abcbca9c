import { type Accessor, createEffect, on, onCleanup, onMount } from "solid-js";
import { useStylesLive, watchStyles } from "../live/style-live.ts";
import type { Wall } from "./wall.ts";

/** Sockets that one page keeps; pictures of styles beyond these appear when the page is looked at again. */
const LISTENED_MOST = 6;
/** A look away shorter than this misses nothing worth a question. */
const AWAY_MS = 30_000;

/** Lets new pictures hang themselves, and those that were deleted elsewhere go. */
export function useLiveWall(wall: Wall, styleIds: Accessor<string[]>): void {
  const lives = useStylesLive(() => styleIds().slice(0, LISTENED_MOST));
  // A snapshot does not say what was deleted while no socket stood.
  const snapshots = () => Object.values(lives()).map(({ epoch }) => epoch());
  createEffect(on(() => snapshots().join(), wall.refreshSoon, { defer: true }));
  onCleanup(
    watchStyles((before, after) => {
      // A higher number of what was finished before: out of a bin into which nobody here saw it go.
      const came = Object.values(after.generations).some(
        ({ id, status, rev }) => status === "COMPLETED" && before.generations[id]?.rev !== rev,
      );
      const went = after.removed !== before.removed || after.gone !== before.gone;
      if (came || went) wall.refreshSoon();
    }),
  );
  let away = 0;
  const look = () => {
    if (document.visibilityState === "hidden") away = Date.now();
    else if (away > 0 && Date.now() - away > AWAY_MS) void wall.refresh();
  };
  onMount(() => document.addEventListener("visibilitychange", look));
  onCleanup(() => document.removeEventListener("visibilitychange", look));
}
