import { random } from "../pixels/random.ts";
import { aroundMark, fitsMark, markBytes, materialMark } from "./atlas.ts";
import { type Canvas, centre } from "./canvas.ts";

/** How strictly patches are compared during one repeat. */
export interface Matching {
  /** Grid rows of this band: propagation never leaves it, so bands can run in any thread. */
  from: number;
  to: number;
  seed: number;
  sweeps: number;
  /** Random positions tried before the first sweep. */
  tries: number;
  /** Compare with the sheet without its finest detail: for a guide that has none yet. */
  soft: boolean;
  /** Use the dictionary's proposals. */
  propose: boolean;
  /** Weights against the mean squared difference of a pixel in Lab8. */
  patchWeight: number;
  tensorWeight: number;
  aroundWeight: number;
  usageWeight: number;
  /** A neighbour's patch may cost this much more and still be preferred: larger pieces of the original stay whole. */
  coherence: number;
  /** First radius of the random search around a patch, in pixels. */
  search: number;
}

/** a and b weigh this much against L, whose Lab8 step is 2.55 times finer: 6.5 would be the eye's measure. */
const chromaWeight = 3;
const aroundChromaWeight = 4;

/**
 * Improves the field of nearest patches in one band of grid rows: proposals, propagation from neighbours and random search
 * (Barnes, Shechtman, Finkelstein and Goldman 2009, PatchMatch).
 */
export function matchBand(canvas: Canvas, matching: Matching): void {
  const { width, height, radius, step, columns, field, cost, stride, marks, pool, busy, stop } = canvas;
  const { from, to, sweeps, coherence, seed } = matching;
  const next = random(seed);
  const costOf = costFunction(canvas, matching);
  const last = marks.length / markBytes;
  const fits = (position: number) => marks[position * markBytes + fitsMark] === 1;
  const draw = (region: number) => drawFrom(canvas, region, next() < 0.6, next(), next());

  for (let row = from; row < to && Atomics.load(stop, 0) === 0; row++) {
    const y = centre(row, step, radius, height);
    for (let column = 0; column < columns; column++) {
      const x = centre(column, step, radius, width);
      const i = row * columns + column;
      if (busy && !busy[i]) continue;
      const region = canvas.regions[y * width + x];
      let best = field[i];
      let least = best >= 0 ? costOf(x, y, region, best, Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
      if (matching.propose) {
        for (let k = i * canvas.proposals, end = k + canvas.proposals; k < end; k++) {
          const position = canvas.proposed[k];
          if (position < 0 || !fits(position)) continue;
          const found = costOf(x, y, region, position, least);
          if (found < least) {
            least = found;
            best = position;
          }
        }
      }
      for (let k = best < 0 ? Math.max(1, matching.tries) : matching.tries; k > 0; k--) {
        const position = draw(region);
        const found = costOf(x, y, region, position, least);
        if (found < least) {
          least = found;
          best = position;
        }
      }
      field[i] = best < 0 ? pool[0] : best;
      cost[i] = least;
    }
  }

  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forward = sweep % 2 === 0;
    const back = forward ? -1 : 1;
    for (let r = 0; r < to - from && Atomics.load(stop, 0) === 0; r++) {
      const row = forward ? from + r : to - 1 - r;
      const y = centre(row, step, radius, height);
      for (let c = 0; c < columns; c++) {
        const column = forward ? c : columns - 1 - c;
        const x = centre(column, step, radius, width);
        const i = row * columns + column;
        if (busy && !busy[i]) continue;
        const region = canvas.regions[y * width + x];
        let best = field[i];
        let least = cost[i];
        const neighbour = column + back;
        if (neighbour >= 0 && neighbour < columns && field[i + back] >= 0) {
          const position = field[i + back] + (x - centre(neighbour, step, radius, width));
          if (position !== best && position >= 0 && position < last && fits(position)) {
            const found = costOf(x, y, region, position, least * coherence);
            if (found < least * coherence) {
              least = found;
              best = position;
            }
          }
        }
        const beside = row + back;
        if (beside >= from && beside < to && field[i + back * columns] >= 0) {
          const position = field[i + back * columns] + (y - centre(beside, step, radius, height)) * stride;
          if (position !== best && position >= 0 && position < last && fits(position)) {
            const found = costOf(x, y, region, position, least * coherence);
            if (found < least * coherence) {
              least = found;
              best = position;
            }
          }
        }
        const left = best % stride;
        const top = (best - left) / stride;
        for (let reach = matching.search; reach >= 1; reach /= 2) {
          const px = left + Math.round((next() * 2 - 1) * reach);
          const position = (top + Math.round((next() * 2 - 1) * reach)) * stride + px;
          if (px < 0 || px >= stride || position < 0 || position >= last || !fits(position)) continue;
          const found = costOf(x, y, region, position, least);
          if (found < least) {
            least = found;
            best = position;
          }
        }
        for (let k = sweep === 0 ? 3 : 0; k > 0; k--) {
          const position = draw(region);
          const found = costOf(x, y, region, position, least);
          if (found < least) {
            least = found;
            best = position;
          }
        }
        field[i] = best;
        cost[i] = least;
      }
    }
  }
}

/** A valid position: from a material that fits the region, or from anywhere. */
function drawFrom(canvas: Canvas, region: number, fitting: boolean, u: number, v: number): number {
  const { pool, poolStarts, chances, materials } = canvas;
  if (!fitting) return pool[Math.floor(u * pool.length)];
  const row = region * materials;
  let material = 0;
  while (material < materials - 1 && chances[row + material] < v) material++;
  const start = poolStarts[material];
  const size = poolStarts[material + 1] - start;
  return pool[size > 0 ? start + Math.floor(u * size) : Math.floor(u * pool.length)];
}

/** The cost of putting the patch at a sheet position around (x, y); stops early above `limit`. */
function costFunction(canvas: Canvas, matching: Matching) {
  const { width, radius, wanted, tensor, around, stride, marks, materials } = canvas;
  const { fit, usage, usageShift, usageColumns } = canvas;
  const { patchWeight, tensorWeight, aroundWeight, usageWeight } = matching;
  const sheet = matching.soft ? canvas.soft : canvas.pixels;
  const side = 2 * radius + 1;
  const perPixel = patchWeight / (side * side);
  const rowLength = side * 3;
  return (x: number, y: number, region: number, position: number, limit: number): number => {
    const q = (y * width + x) * 3;
    const s = position * markBytes;
    const t0 = tensor[q] - marks[s];
    const t1 = tensor[q + 1] - marks[s + 1];
    const t2 = tensor[q + 2] - marks[s + 2];
    const a0 = around[q] - marks[s + aroundMark];
    const a1 = around[q + 1] - marks[s + aroundMark + 1];
    const a2 = around[q + 2] - marks[s + aroundMark + 2];
    let sum =
      tensorWeight * (t0 * t0 + t1 * t1 + 0.5 * t2 * t2) +
      aroundWeight * (a0 * a0 + aroundChromaWeight * (a1 * a1 + a2 * a2)) +
      fit[region * materials + marks[s + materialMark]];
    if (usageWeight > 0) {
      const column = position % stride;
      const row = (position - column) / stride;
      sum += usageWeight * usage[(row >> usageShift) * usageColumns + (column >> usageShift)];
    }
    const budget = (limit - sum) / perPixel;
    let patch = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      if (patch >= budget) return Number.POSITIVE_INFINITY;
      let p = ((y + dy) * width + x - radius) * 3;
      let o = (position + dy * stride - radius) * 3;
      for (const end = p + rowLength; p < end; p += 3, o += 3) {
        const l = wanted[p] - sheet[o];
        const a = wanted[p + 1] - sheet[o + 1];
        const b = wanted[p + 2] - sheet[o + 2];
        patch = (patch + Math.imul(l, l) + Math.imul(chromaWeight, Math.imul(a, a) + Math.imul(b, b))) | 0;
      }
    }
    return sum + patch * perPixel;
  };
}
