import type { Hour } from "./climate.ts";

/**
 * What a part of a scene is made of. Known roles are those the composer paints and the painter has natural colours for;
 * abstract scenes count their shapes: `shape1`, `shape2`, …
 */
export type Role =
  | "sky"
  | "cloud"
  | "sea"
  | "lake"
  | "river"
  | "foam"
  | "glint"
  | "grass"
  | "leaf"
  | "trunk"
  | "rock"
  | "snow"
  | "sand"
  | "earth"
  | "wall"
  | "roof"
  | "window"
  | "road"
  | "flower"
  | "petal"
  | "stem"
  | "vase"
  | "table"
  | "fruit"
  | "skin"
  | "hair"
  | "cloth"
  | "hull"
  | "sail"
  | "sun"
  | "moon"
  | "star"
  | "halo"
  | "fur"
  | "feather"
  | "backdrop"
  | `shape${number}`;

/** One material of a scene in one tone. */
export interface Layer {
  role: Role;
  /** The role this one is derived from by an offset in Lab, as a shaded wall is from its wall. */
  parent?: Role;
  /** The colour a viewer expects: CIE Lab (D65), L 0–100. */
  natural: [number, number, number];
  /** What hour, season and weather of the prompt change in `natural`, against a fair summer's day. */
  turn: [number, number, number];
  /** True if a colour word of the prompt set `natural`. */
  asked: boolean;
  /** Mean vertical position: 0 top, 1 bottom. */
  height: number;
  /** 0 busy, 1 a calm surface. */
  calm: number;
  /** Small detail whose outline must survive the painting. */
  fine: boolean;
  /** 0 far, 1 near. */
  depth: number;
  /** The words of the prompt that put it there. */
  words: string[];
}

/** Where things are, without any colour of the artist's. Arrays hold width × height values, row by row. */
export interface Scene {
  width: number;
  height: number;
  /** Index into `layers`. */
  layer: Uint8Array;
  /** 0 dark … 1 light, within the layer. */
  shade: Float32Array;
  /** Direction of the stroke in radians, 0 along +x, growing towards +y (down). */
  angle: Float32Array;
  /** Factor on the size of the stroke: 1 is the artist's own. */
  grain: Float32Array;
  layers: Layer[];
  /** The hour whose light `natural` has. */
  hour: Hour;
}

/** How the artist stages a picture, as learned from the originals; all 0–1. */
export interface Staging {
  /** Height of the strongest horizontal division: 0 top, 1 bottom. */
  horizon: number;
  /** Mean lightness of the upper third. */
  tonalTop: number;
  /** Mean lightness of the lower third. */
  tonalBottom: number;
  /** Share of the surface that is nearly flat. */
  emptiness: number;
}
