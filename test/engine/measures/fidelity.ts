import { hash, normal, random } from "../../../engine/style/pixels/random.ts";
import type { Raster } from "../../../engine/style/pixels/raster.ts";
import { atSize } from "./at-size.ts";

/** Scales at which patches are compared, of the paintings' own size. */
const scales = [1, 1 / 2, 1 / 4];
const samples = 900;
const directions = 16;
const side = 5;

/** Samples of one kind: rows of `dimensions` values. */
interface Cloud {
  dimensions: number;
  values: Float32Array;
}

/** What a set of pictures looks like, without where things are: its colours, and its patches at three scales. */
type Look = Cloud[];

/**
 * The look of pictures taken together, every picture weighing the same.
 * @param size longer side in pixels at which they are seen: that of the paintings
 */
function lookOf(pictures: Raster[], size: number): Look {
  const next = random(1);
  const draw = (radius: number, scale: number): Cloud => {
    const levels = pictures.map((picture) => atSize(picture, size * scale));
    const dimensions = (2 * radius + 1) ** 2 * 3;
    const values = new Float32Array(samples * dimensions);
    for (let i = 0; i < samples; i++) {
      const { width, height, data } = levels[i % levels.length]!;
      const x = radius + Math.floor(next() * (width - 2 * radius));
      const y = radius + Math.floor(next() * (height - 2 * radius));
      let o = i * dimensions;
      for (let dy = -radius; dy <= radius; dy++) {
        const row = ((y + dy) * width + x - radius) * 3;
        // Lab8 to Lab: L is 2.55 times finer.
        for (let p = 0; p < (2 * radius + 1) * 3; p++) values[o++] = data[row + p]! / (p % 3 === 0 ? 2.55 : 1);
      }
      if (radius > 0) withoutMean(values.subarray(i * dimensions, (i + 1) * dimensions));
    }
    return { dimensions, values };
  };
  return [draw(0, 1 / 4), ...scales.map((scale) => draw(Math.floor(side / 2), scale))];
}

/** Patches are compared without their mean colour, which the first cloud holds. */
function withoutMean(patch: Float32Array): void {
  for (let k = 0; k < 3; k++) {
    let mean = 0;
    for (let p = k; p < patch.length; p += 3) mean += (patch[p]! * 3) / patch.length;
    for (let p = k; p < patch.length; p += 3) patch[p]! -= mean;
  }
}

const aimed: Float32Array[][] = [];

/** Random directions of length 1, the same for every cloud of a kind. */
function directionsOf(kind: number, dimensions: number): Float32Array[] {
  aimed[kind] ??= (() => {
    const next = random(hash("directions", kind));
    return Array.from({ length: directions }, () => {
      const direction = Float32Array.from({ length: dimensions }, () => normal(next));
      const length = Math.hypot(...direction);
      return direction.map((value) => value / length);
    });
  })();
  return aimed[kind]!;
}

const projected = new WeakMap<Cloud, Float32Array[]>();

/** Sorted projections of a cloud on each direction; kept, as every look is held against many. */
function projections(cloud: Cloud, kind: number): Float32Array[] {
  const known =
    projected.get(cloud) ??
    directionsOf(kind, cloud.dimensions).map((direction) => project(cloud.values, direction).sort());
  projected.set(cloud, known);
  return known;
}

/**
 * Sliced Wasserstein distance of two looks (Rabin, Peyré, Delon and Bernot 2011): for each cloud the mean distance of sorted
 * projections on random directions, in Lab.
 */
function distances(a: Look, b: Look): number[] {
  return a.map((cloud, kind) => {
    const others = projections(b[kind]!, kind);
    let sum = 0;
    for (const [d, own] of projections(cloud, kind).entries()) {
      const other = others[d]!;
      for (let i = 0; i < samples; i++) sum += Math.abs(own[i]! - other[i]!);
    }
    return sum / samples / directions;
  });
}

function project(values: Float32Array, direction: Float32Array): Float32Array {
  const out = new Float32Array(samples);
  const { length } = direction;
  for (let i = 0, v = 0; i < samples; i++) {
    let sum = 0;
    for (let d = 0; d < length; d++) sum += values[v++]! * direction[d]!;
    out[i] = sum;
  }
  return out;
}

/**
 * How far pictures taken together are from each style, in units of how far works by the same hand are from all of them: 1 is as near as the
 * artist's own, on average over the artists. Colour and each scale of patches weigh the same.
 * @param styles the works of each artist, at least two
 */
export function ranking(styles: Raster[][], size: number): (pictures: Raster[]) => number[] {
  const whole = styles.map((works) => lookOf(works, size));
  const own = styles.flatMap((works, style) => works.map((work) => distances(lookOf([work], size), whole[style]!)));
  const units = whole[0]!.map((_, kind) => own.reduce((sum, values) => sum + values[kind]! / own.length, 0));
  return (pictures) => {
    const look = lookOf(pictures, size);
    return whole.map((style) =>
      distances(look, style).reduce((sum, value, kind) => sum + value / units[kind]! / units.length, 0),
    );
  };
}
