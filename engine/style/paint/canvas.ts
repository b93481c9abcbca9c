/**
 * One scale of a painting while it is worked on, as every thread sees it. Pixels are Lab8, positions in the sheet of
 * exemplars are pixel indices `row × stride + column`. Patches are squares of radius `radius` on a grid of `step` pixels.
 */
export interface Canvas {
  width: number;
  height: number;
  radius: number;
  step: number;
  columns: number;
  rows: number;
  /** What the patches must resemble. */
  wanted: Uint8Array;
  /** The guide's structure tensor, and the guide blurred. */
  tensor: Uint8Array;
  around: Uint8Array;
  /** The painting as voted. */
  painting: Uint8Array;
  /** 1 where the painting may change, or null for everywhere; elsewhere it keeps `wanted`. */
  open: Uint8Array | null;
  /** 1 for each grid point whose patch touches what is open; the others have no patch. Null for all. */
  busy: Uint8Array | null;
  /** Region of every pixel: a row of `fit`. */
  regions: Uint8Array;

  stride: number;
  /** Pixels of the sheet, and the same without their finest detail. */
  pixels: Uint8Array;
  soft: Uint8Array;
  /** See `markBytes`. */
  marks: Uint8Array;
  materials: number;
  /** Positions where a whole patch fits into one exemplar sorted by material, and where each material begins (one more entry than materials). */
  pool: Int32Array;
  poolStarts: Int32Array;
  /** Regions × materials: cost of taking a patch from a material. */
  fit: Float32Array;
  /** Regions × materials: cumulative chance of trying a material. */
  chances: Float32Array;

  /** For each grid point the position of its patch in the sheet, −1 before it has one, and its cost. */
  field: Int32Array;
  cost: Float32Array;
  /** Positions proposed by the dictionary, `proposals` for each grid point, −1 where there is none. */
  proposed: Int32Array;
  proposals: number;
  /** How often each square of 2^`usageShift` pixels of the sheet is in use, 1 = wholly once. */
  usage: Float32Array;
  usageShift: number;
  usageColumns: number;
  /** One value: not 0 when the work is called off. */
  stop: Int32Array;
}

/** The centre of the patch at grid column or row `at`, kept inside the canvas. */
export function centre(at: number, step: number, radius: number, size: number): number {
  const middle = at * step;
  return middle < radius ? radius : middle > size - 1 - radius ? size - 1 - radius : middle;
}
