import { hex, lab } from "./lab.ts";
import { type Pixels, shrinkPixels } from "./pixels.ts";

/** Samples a side; 576 colours describe a picture to within a ΔE of 1. */
const GRID = 24;
/** Each sample is one pixel of a copy this many times finer: averages of whole areas would mix mud that is on no palette. */
const FINER = 4;
export const QUANTILES = 32;

/** The 13 axes of a cube: 3 through faces, 6 through edges, 4 through corners; even cover of the half sphere. */
const AXES: readonly (readonly [number, number, number])[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [1, -1, 0],
  [1, 0, 1],
  [1, 0, -1],
  [0, 1, 1],
  [0, 1, -1],
  [1, 1, 1],
  [1, 1, -1],
  [1, -1, 1],
  [-1, 1, 1],
].map(([x = 0, y = 0, z = 0]) => {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length] as const;
});

/** CIELAB of 576 points spread evenly over the picture: L*, a*, b*, L*, … */
export function sampleColours(pixels: Pixels): Float32Array {
  const side = GRID * FINER;
  const small = shrinkPixels(pixels, side, side);
  const out = new Float32Array(GRID * GRID * 3);
  for (let y = 0; y < GRID; y++) {
    for (let x = 0; x < GRID; x++) {
      const at = ((y * FINER + 1) * side + x * FINER + 1) * 4;
      out.set(lab(small.data[at] ?? 0, small.data[at + 1] ?? 0, small.data[at + 2] ?? 0), (y * GRID + x) * 3);
    }
  }
  return out;
}

/** 13 × 32 quantiles of the colours along the axes: two such lists differ by the distance below. */
export function slices(colours: Float32Array): Float32Array {
  const count = colours.length / 3;
  const out = new Float32Array(AXES.length * QUANTILES);
  AXES.forEach(([x, y, z], axis) => {
    const along = new Float32Array(count);
    for (let at = 0; at < count; at++) {
      along[at] = x * (colours[at * 3] ?? 0) + y * (colours[at * 3 + 1] ?? 0) + z * (colours[at * 3 + 2] ?? 0);
    }
    along.sort();
    for (let q = 0; q < QUANTILES; q++) {
      out[axis * QUANTILES + q] = along[Math.floor(((q + 0.5) / QUANTILES) * count)] ?? 0;
    }
  });
  return out;
}

/**
 * How far one picture's colours must travel to become another's, in ΔE*ab (CIELAB units; 2.3 is just noticeable): the sliced
 * Wasserstein distance of Rabin, Peyré, Delon & Bernot, "Wasserstein barycenter and its application to texture mixing", 2011.
 * Unlike a histogram difference it knows that neighbouring colours are near.
 */
export function colourDistance(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
}

export interface Colour {
  hex: string;
  /** 0–1; all of them add up to 1. */
  share: number;
}

const SHADES = 7;

/** The set's own colours, dark to light, in proportion: k-means (Lloyd 1982) in CIELAB from evenly ranked starts. */
export function palette(pictures: readonly Float32Array[]): Colour[] {
  const points = pictures.flatMap((colours) =>
    Array.from({ length: colours.length / 3 }, (_, at) => colours.subarray(at * 3, at * 3 + 3)),
  );
  if (points.length === 0) return [];
  const byLight = [...points].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  let centres = Array.from({ length: SHADES }, (_, k) => [
    ...(byLight[Math.floor(((k + 0.5) / SHADES) * byLight.length)] ?? []),
  ]);
  let counts = centres.map(() => 0);
  for (let round = 0; round < 12; round++) {
    const sums = centres.map(() => [0, 0, 0]);
    counts = centres.map(() => 0);
    for (const [l = 0, a = 0, b = 0] of points) {
      let nearest = 0;
      let best = Number.POSITIVE_INFINITY;
      centres.forEach(([cl = 0, ca = 0, cb = 0], k) => {
        const far = (l - cl) ** 2 + (a - ca) ** 2 + (b - cb) ** 2;
        if (far < best) {
          best = far;
          nearest = k;
        }
      });
      const sum = sums[nearest] ?? [];
      sum[0] = (sum[0] ?? 0) + l;
      sum[1] = (sum[1] ?? 0) + a;
      sum[2] = (sum[2] ?? 0) + b;
      counts[nearest] = (counts[nearest] ?? 0) + 1;
    }
    centres = centres.map((centre, k) =>
      counts[k] ? (sums[k] ?? []).map((value) => value / (counts[k] ?? 1)) : centre,
    );
  }
  return centres
    .map(([l = 0, a = 0, b = 0], k) => ({ light: l, hex: hex(l, a, b), share: (counts[k] ?? 0) / points.length }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => one.light - other.light)
    .map(({ hex: colour, share }) => ({ hex: colour, share }));
}
