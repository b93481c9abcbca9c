import type { Lab } from "./pixels/lab.ts";
import type { Staging } from "./scene/scene.ts";

/** A kind of painted surface the artist uses: a colour with its variation, its busyness and where it tends to lie. */
export interface Material {
  /** Share of the artist's surface, 0–1. */
  weight: number;
  mean: Lab;
  /** Unit direction in Lab of the strongest variation, towards light. */
  axis: Lab;
  /** Deviation along `axis`, in Lab. */
  deviation: number;
  /** Mean gradient of L, Lab8 steps a pixel at 256 px. */
  energy: number;
  /** 0 no direction, 1 strokes all one way. */
  coherence: number;
  /** Mean vertical position: 0 top, 1 bottom. */
  height: number;
  /** Mean absolute detail at 1, 2, 4, 8 px of a 512 px picture, in Lab8 steps. */
  bands: number[];
  /** Differences of real pixels from their cell's mean, Lab × 10, three a pixel, sorted from dark to light. */
  residuals: number[];
}

export interface Strokes {
  /** Pixels of a 512 px picture. */
  width: number;
  length: number;
  /** 0 no direction, 1 strokes all one way. */
  coherence: number;
  /** The direction the artist's strokes prefer whatever they show, in radians, and how strongly: 0 not at all, 1 always. */
  direction: number;
  habit: number;
  /** How far the artist draws dark contours: 0 never, 1 always. */
  contour: number;
}

/** An original as the painter keeps it. */
export interface Exemplar {
  width: number;
  height: number;
  /** JPEG, sRGB. */
  jpeg: Uint8Array;
  /** Index of the material at every 8th pixel of the picture at 256 px, `columns` a row. */
  cells: Uint8Array;
  columns: number;
}

/** Dictionary words of one scale: a basis of patches, centres in it, and where in the exemplars each is found. */
export interface Dictionary {
  /** Longer side in pixels of the pictures it was learned on. */
  scale: number;
  /** 75 values: the mean 5 × 5 × 3 patch in Lab8. */
  mean: Float32Array;
  /** 16 × 75: principal directions, strongest first. */
  basis: Float32Array;
  /** Words × 16. */
  centres: Float32Array;
  /** Words × 48 × 3: exemplar, x, y of a patch that speaks the word; exemplar −1 where there is none. */
  places: Int16Array;
}

/** Everything learned from an artist's pictures. */
export interface Style {
  /** 33 quantiles of L. */
  tone: number[];
  /** Chroma that half, and nine tenths, of the pixels stay below. */
  chroma: [median: number, high: number];
  /** Mean absolute detail at 1, 2, 4, 8 px of a 512 px picture, in Lab8 steps. */
  bands: number[];
  /** Lab8 colours drawn from the pictures, three a sample. */
  palette: Uint8Array;
  materials: Material[];
  strokes: Strokes;
  staging: Staging;
  /** For each word of the captions: how much likelier than usual each material is in the pictures it names. */
  words: Record<string, number[]>;
  exemplars: Exemplar[];
  dictionaries: Dictionary[];
}
