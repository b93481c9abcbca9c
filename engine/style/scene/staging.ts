import type { Staging } from "./scene.ts";

const views = ["open", "framed", "winding", "low", "slope"] as const;

/** From where a scene is looked at: each setting says what that means for what it paints. */
export type View = (typeof views)[number];

/** Where a picture puts its weight. */
export interface Arrangement {
  view: View;
  /** Height of the horizon as a share of the picture. */
  horizon: number;
  /** The horizon of the picture this scene goes on with, which nothing may move. */
  level: number | undefined;
  /** Where the main thing stands, as a share of the width. */
  focus: number;
  /** Share of the width around `focus` that is to be seen; what the prompt names stands there. */
  room: number;
  /** The side that carries the counterweight. */
  side: 1 | -1;
  /** Share left quiet. */
  emptiness: number;
  /** Lightness of sky and ground relative to nature, -1 … 1. */
  top: number;
  bottom: number;
}

const heights: Record<View, number> = { open: 0.5, framed: 0.45, winding: 0.34, low: 0.68, slope: 0.42 };

/** The habits of an artist who has none. */
export const evenStaging: Staging = { horizon: 0.5, tonalTop: 0.62, tonalBottom: 0.5, emptiness: 0.4 };

/** What a picture that a scene goes on with has settled. */
export interface Given {
  /** Height of the horizon as a share of the scene. */
  level: number;
  /** Where there is room for the main thing, as a share of the width; absent where there is room everywhere. */
  focus?: number | undefined;
  /** How wide that room is, as a share of the width. */
  room?: number | undefined;
}

/**
 * The artist's habit moves the horizon of the view, its emptiness and its balance of light.
 * @param turn whole number: neighbours in number, as the pictures of one wish are, take different views
 */
export function arrange(
  turn: number,
  random: { next(): number },
  staging: Staging,
  emptiness: number | undefined,
  given?: Given,
): Arrangement {
  const view = views.at(turn % views.length)!;
  const learned = heights[view] * 0.45 + staging.horizon * 0.55;
  const third = random.next() < 0.5 ? 0.34 : 0.66;
  const own = Math.min(0.76, Math.max(0.24, learned + (random.next() - 0.5) * 0.06));
  const focus = view === "open" && random.next() < 0.3 ? 0.5 : third + (random.next() - 0.5) * 0.08;
  return {
    view,
    horizon: given?.level ?? own,
    level: given?.level,
    focus: given?.focus ?? focus,
    room: given?.room ?? 1,
    side: (given?.focus ?? third) < 0.5 ? 1 : -1,
    emptiness: Math.min(1, Math.max(0, (emptiness ?? staging.emptiness) * 0.75 + random.next() * 0.25)),
    top: Math.min(1, Math.max(-1, (staging.tonalTop - evenStaging.tonalTop) * 2)),
    bottom: Math.min(1, Math.max(-1, (staging.tonalBottom - evenStaging.tonalBottom) * 2)),
  };
}
