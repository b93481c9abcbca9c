import { createMemo } from "solid-js";
import type { Style } from "#contract/styles";
import { newestTraining, statusOf } from "../live/select.ts";
import { useStylesLive } from "../live/style-live.ts";
import { settled } from "../ui/settled.ts";
import { useStyles } from "./shelf.ts";

/** The artist's styles as they are now: one that learns tells its own state, the others are as they were read. */
export function useLiveStyles() {
  const [read, { refetch }] = useStyles();
  const known = (): Style[] => settled(read) ?? [];
  const learning = createMemo(
    () =>
      known()
        .filter(({ status }) => status === "TRAINING")
        .map(({ id }) => id),
    [],
    { equals: (a, b) => a.join() === b.join() },
  );
  const lives = useStylesLive(learning);
  const current = createMemo(() =>
    known().map((style) => {
      const live = lives()[style.id];
      return live?.state.style ? { ...style, status: statusOf(live.state) } : style;
    }),
  );
  return {
    /** The resource itself: whether it waits, what went wrong. */
    read,
    refetch,
    current,
    liveOf: (id: string) => lives()[id],
    trainingOf: (id: string) => {
      const live = lives()[id];
      return live && newestTraining(live.state);
    },
  };
}
