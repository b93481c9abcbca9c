import type { Raster } from "../pixels/raster.ts";
import type { Staging } from "../scene/scene.ts";

/** What the known part of a picture tells of how it goes on. */
export interface View {
  /** The row its horizon or ground line lies on. */
  horizon: number;
  /** Mean lightness above and below it, 0–1. */
  above: number;
  below: number;
}

/** Columns the picture is looked at in: what stands before the horizon hides it in some of them. */
const strips = 12;

/** How much lighter, darker or otherwise coloured the two sides of a horizon must be, in Lab8 steps. */
const leastStep = 9;

/**
 * Finds the level division of the known part: the row on whose two sides most of its columns differ, near it and as a
 * whole. A bank of clouds or a near shore may differ more at its edge, but leaves most of the picture on one side
 * (weighted by the variance between the two sides as in Otsu 1979, A Threshold Selection Method from Gray-Level Histograms).
 * @returns null if nothing divides it from side to side, as in a close-up
 */
export function readView(known: Raster, open: Uint8Array): View | null {
  const { width, height } = known;
  const sums = Array.from({ length: strips }, (_, strip) => columnSums(known, open, strip));
  const reach = Math.max(2, Math.round(height * 0.06));
  const mean = (strip: number, from: number, to: number): [number, number, number, number] => {
    const sum = sums[strip];
    const [a, b] = [Math.max(0, from) * 4, Math.min(height, to) * 4];
    const count = sum[b + 3] - sum[a + 3];
    return [0, 1, 2].map((k) => (sum[b + k] - sum[a + k]) / Math.max(1, count)).concat(count) as never;
  };
  const all = (from: number, to: number): [number, number, number, number] => {
    const sum = [0, 0, 0, 0];
    for (let strip = 0; strip < strips; strip++) {
      const part = mean(strip, from, to);
      for (let k = 0; k < 3; k++) sum[k] += part[k] * part[3];
      sum[3] += part[3];
    }
    return sum.map((value, k) => (k < 3 ? value / Math.max(1, sum[3]) : value)) as never;
  };
  const needed = (reach * width) / strips / 3;
  let best = { row: -1, step: 0, score: 0 };
  const seen: number[] = [];
  for (let row = reach; row < height - reach; row++) {
    const steps: number[] = [];
    for (let strip = 0; strip < strips; strip++) {
      const [up, down] = [mean(strip, row - reach, row), mean(strip, row, row + reach)];
      if (up[3] < needed || down[3] < needed) continue;
      steps.push(apart(up, down));
    }
    if (steps.length < 2) continue;
    steps.sort((p, q) => p - q);
    // A third of the columns may show something else.
    const step = steps[Math.floor(steps.length / 3)];
    seen.push(step);
    const [above, below] = [all(0, row), all(row, height)];
    const share = above[3] / Math.max(1, above[3] + below[3]);
    // Squared, since few horizons lie near an edge.
    const score = step * (share * (1 - share)) ** 2 * apart(above, below);
    if (score > best.score) best = { row, step, score };
  }
  seen.sort((p, q) => p - q);
  const usual = seen[Math.floor(seen.length / 2)] ?? 0;
  if (best.row < 0 || best.step < leastStep || best.step < 1.5 * usual) return null;
  const lightness = (from: number, to: number) => all(from, to)[0] / 255;
  return { horizon: best.row, above: lightness(0, best.row), below: lightness(best.row, height) };
}

/** How differently coloured two Lab8 means are; hue tells more than light. */
const apart = (one: readonly number[], other: readonly number[]): number =>
  Math.hypot(one[0] - other[0], 1.5 * (one[1] - other[1]), 1.5 * (one[2] - other[2]));

/** Running sums down a strip: Lab8 and the number of known pixels of all rows above each. */
function columnSums({ width, height, data }: Raster, open: Uint8Array, strip: number): Float64Array {
  const sums = new Float64Array((height + 1) * 4);
  const from = Math.floor((strip * width) / strips);
  const to = Math.floor(((strip + 1) * width) / strips);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < 4; k++) sums[(y + 1) * 4 + k] = sums[y * 4 + k];
    for (let x = from; x < to; x++) {
      const i = y * width + x;
      if (open[i]) continue;
      for (let k = 0; k < 3; k++) sums[(y + 1) * 4 + k] += data[i * 3 + k];
      sums[(y + 1) * 4 + 3]++;
    }
  }
  return sums;
}

/** The artist's staging, lit as the picture is that it goes on with. */
export const stagedTo = (staging: Staging, { above, below }: View): Staging => ({
  ...staging,
  tonalTop: (staging.tonalTop + 2 * above) / 3,
  tonalBottom: (staging.tonalBottom + 2 * below) / 3,
});
