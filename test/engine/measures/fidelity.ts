import { hash, normal, random } from "../../../engine/style/pixels/random.ts";
import { type Raster, resize } from "../../../engine/style/pixels/raster.ts";

/** Sizes at which patches are compared: the longer side in pixels. */
const scales = [256, 128, 64];
const samples = 900;
const directions = 16;
const side = 5;

/** Samples of one kind: rows of `dimensions` values. */
interface Cloud {
  dimensions: number;
  values: Float32Array;
}

/** What a set of pictures looks like, without where things are: its colours, and its patches at three scales. */
export type Look = Cloud[];

/** The look of pictures taken together, every picture weighing the same. */
export function lookOf(pictures: Raster[], seed = 1): Look {
  const next = random(seed);
  const draw = (radius: number, scale: number): Cloud => {
    const levels = pictures.map((picture) => {
      const factor = scale / Math.max(picture.width, picture.height);
      return resize(picture, Math.round(picture.width * factor), Math.round(picture.height * factor));
    });
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
  return [draw(0, 128), ...scales.map((scale) => draw(Math.floor(side / 2), scale))];
}

/** Patches are compared without their mean colour, which the first cloud holds. */
function withoutMean(patch: Float32Array): void {
  for (let k = 0; k < 3; k++) {
    let mean = 0;
    for (let p = k; p < patch.length; p += 3) mean += (patch[p]! * 3) / patch.length;
    for (let p = k; p < patch.length; p += 3) patch[p]! -= mean;
  }
}

/**
 * Sliced Wasserstein distance of two looks (Rabin, Peyré, Delon and Bernot 2011): for each cloud the mean distance of sorted
 * projections on random directions, in Lab.
 */
export function distances(a: Look, b: Look): number[] {
  return a.map((cloud, kind) => {
    const next = random(hash("directions", kind));
    let sum = 0;
    for (let d = 0; d < directions; d++) {
      const direction = Float32Array.from({ length: cloud.dimensions }, () => normal(next));
      const length = Math.hypot(...direction);
      const [x, y] = [cloud, b[kind]!].map(({ values }) => project(values, direction, length));
      for (let i = 0; i < samples; i++) sum += Math.abs(x![i]! - y![i]!);
    }
    return sum / samples / directions;
  });
}

function project(values: Float32Array, direction: Float32Array, length: number): Float32Array {
  const out = new Float32Array(samples);
  for (let i = 0, v = 0; i < samples; i++) {
    let sum = 0;
    for (let d = 0; d < direction.length; d++) sum += values[v++]! * direction[d]!;
    out[i] = sum / length;
  }
  return out.sort();
}

/**
 * How far a look is from each style, in units of the mean distance between the styles: 0 the style itself, 1 as far as
 * another style is. Colour and each scale of patches weigh the same.
 */
export function ranking(styles: Look[]): (look: Look) => number[] {
  const pairs = styles.flatMap((a, i) => styles.slice(i + 1).map((b) => distances(a, b)));
  const units = pairs[0]!.map((_, kind) => pairs.reduce((sum, pair) => sum + pair[kind]! / pairs.length, 0));
  return (look) =>
    styles.map((style) =>
      distances(look, style).reduce((sum, value, kind) => sum + value / units[kind]! / units.length, 0),
    );
}
