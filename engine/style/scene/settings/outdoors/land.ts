import type { Curve } from "../../draw/canvas.ts";
import type { Reading } from "../../read/reading.ts";
import type { Stage } from "../../stage.ts";
import type { Arrangement } from "../../staging.ts";

/** What the later steps of a landscape need to know of the earlier ones. */
export interface Land {
  stage: Stage;
  reading: Reading;
  plan: Arrangement;
  /** Horizon in units. */
  horizon: number;
  /** The water of the scene, if it has any. */
  water: "sea" | "lake" | "river" | undefined;
  /** Surface on which middle-distance things stand. */
  middle: Curve;
  /** Surface on which near things stand. */
  near: Curve;
  /** Upper edge of what lies before the water: a boat floats above it. */
  shore: Curve;
  /** True if there is ground to stand on near the viewer. */
  solid: boolean;
  /** Paints what the viewer stands on, once what is beyond it is there. */
  foreground: (() => void) | undefined;
  /** Doubles in still water what was painted above it. */
  mirror: (() => void) | undefined;
  /** True if nothing is to be added that nobody asked for: no bush, bough or tree in the corner. */
  bare: boolean;
  /** True if the prompt names one of these. */
  has: (...nouns: string[]) => boolean;
}
