import type { Random } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";

/** Patches of the dictionary are 5 × 5 pixels. */
export const patchRadius = 2;
/** Values of a patch: 5 × 5 pixels of L, a, b in Lab8. */
export const patchLength = 75;
/** Directions kept of the 75. */
export const patchDimensions = 16;

const row = (2 * patchRadius + 1) * 3;

/** Copies the patch around (x, y), which must lie `patchRadius` inside the picture. */
export function readPatch({ width, data }: Raster, x: number, y: number, out: Float32Array): void {
  for (let dy = -patchRadius, k = 0; dy <= patchRadius; dy++) {
    for (let p = ((y + dy) * width + x - patchRadius) * 3, end = p + row; p < end; p++, k++) out[k] = data[p];
  }
}

export interface Place {
  picture: number;
  x: number;
  y: number;
}

/** A patch position drawn evenly over pictures, then over pixels. */
export function drawPlace(pictures: Raster[], next: Random): Place {
  const picture = Math.floor(next() * pictures.length);
  const { width, height } = pictures[picture];
  return {
    picture,
    x: patchRadius + Math.floor(next() * (width - 2 * patchRadius)),
    y: patchRadius + Math.floor(next() * (height - 2 * patchRadius)),
  };
}

/** A linear basis of patches. */
export interface Basis {
  mean: Float32Array;
  /** `patchDimensions` × `patchLength`, strongest direction first. */
  basis: Float32Array;
}

/** Writes the coordinates of a patch in the basis to `out` at `at`. */
export function project({ mean, basis }: Basis, patch: Float32Array, out: Float32Array, at: number): void {
  for (let d = 0; d < patchDimensions; d++) {
    let sum = 0;
    for (let k = 0, o = d * patchLength; k < patchLength; k++, o++) sum += (patch[k] - mean[k]) * basis[o];
    out[at + d] = sum;
  }
}

/** The nearest of the first `count` centres; `distance` receives its squared distance. */
export function nearestWord(
  centres: Float32Array,
  count: number,
  point: Float32Array,
  at: number,
  distance: Float64Array,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0, o = 0; c < count; c++, o += patchDimensions) {
    let sum = 0;
    // The directions come strongest first, so most words are ruled out after the first four.
    for (let d = 0; d < patchDimensions && sum < least; d += 4) {
      const p = point[at + d] - centres[o + d];
      const q = point[at + d + 1] - centres[o + d + 1];
      const r = point[at + d + 2] - centres[o + d + 2];
      const s = point[at + d + 3] - centres[o + d + 3];
      sum += p * p + q * q + r * r + s * s;
    }
    if (sum < least) {
      least = sum;
      best = c;
    }
  }
  distance[0] = least;
  return best;
}
