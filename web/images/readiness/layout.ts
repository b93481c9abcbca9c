import { type Plane, shrinkPlane } from "./pixels.ts";

/** Pixels a side of the squeezed square every picture is compared in. */
export const SIDE = 64;
/** Samples a side when two are laid over each other. */
const SAMPLES = 28;
/** Share of a side that a crop may have taken off in all and still be found. */
const CROP = 0.24;
/** Correlation of the masses below which no detail is compared; twins cropped by a tenth stay above it. */
const ALIKE = 0.4;
/** Correlation of the luma at the best of the starts below which no crop is sought; twins start above 0.8, ink lines above 0.6. */
const NEAR = 0.6;
/** Luma steps of 255: fainter detail is grain and rounding and proves nothing. */
const FAINT = 2;
/** Without detail the masses must agree this closely. */
const SAME_MASSES = 0.99;

/** The picture squeezed into a 64 × 64 square of luma, 0–255. */
export function layout(plane: Plane): Uint8Array {
  return Uint8Array.from(shrinkPlane(plane, SIDE, SIDE).data, Math.round);
}

/** Pearson correlation, −1 to 1 (0 when either is even): blind to exposure and contrast. */
export function correlation(one: Float32Array, other: Float32Array): number {
  let sumA = 0;
  let sumB = 0;
  for (let at = 0; at < one.length; at++) {
    sumA += one[at] ?? 0;
    sumB += other[at] ?? 0;
  }
  const meanA = sumA / one.length;
  const meanB = sumB / one.length;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let at = 0; at < one.length; at++) {
    const a = (one[at] ?? 0) - meanA;
    const b = (other[at] ?? 0) - meanB;
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  return aa < 1e-6 || bb < 1e-6 ? 0 : ab / Math.sqrt(aa * bb);
}

const asPlane = (square: Uint8Array): Plane => ({ data: Float32Array.from(square), width: SIDE, height: SIDE });

/** 8 × 8: where the masses are, nothing of what they depict. */
export const masses = (square: Uint8Array): Float32Array => shrinkPlane(asPlane(square), 8, 8).data;

const mirrored = (data: Float32Array, side: number): Float32Array =>
  data.map((_, at) => data[at - (at % side) + side - 1 - (at % side)] ?? 0);

/**
 * What is finer than a ninth of the side: two seascapes share their horizon, only twins share their waves. Near the rim the
 * window narrows on both sides alike, or every sky that fades would leave the same trace there.
 */
function detail(data: Float32Array): Float32Array {
  const out = new Float32Array(data.length);
  for (let y = 0; y < SIDE; y++) {
    const tall = Math.min(3, y, SIDE - 1 - y);
    for (let x = 0; x < SIDE; x++) {
      const wide = Math.min(3, x, SIDE - 1 - x);
      let sum = 0;
      for (let v = y - tall; v <= y + tall; v++) {
        for (let u = x - wide; u <= x + wide; u++) sum += data[v * SIDE + u] ?? 0;
      }
      out[y * SIDE + x] = (data[y * SIDE + x] ?? 0) - sum / ((2 * tall + 1) * (2 * wide + 1));
    }
  }
  return out;
}

/** Left, top, right, bottom as shares of the side. */
type Window = [number, number, number, number];
const WHOLE: Window = [0, 0, 1, 1];

function through(data: Float32Array, [left, top, right, bottom]: Window): Float32Array {
  const out = new Float32Array(SAMPLES * SAMPLES);
  for (let y = 0; y < SAMPLES; y++) {
    const v = (top + ((y + 0.5) / SAMPLES) * (bottom - top)) * SIDE - 0.5;
    const v0 = Math.max(0, Math.min(SIDE - 2, Math.floor(v)));
    const dv = Math.max(0, Math.min(1, v - v0));
    for (let x = 0; x < SAMPLES; x++) {
      const u = (left + ((x + 0.5) / SAMPLES) * (right - left)) * SIDE - 0.5;
      const u0 = Math.max(0, Math.min(SIDE - 2, Math.floor(u)));
      const du = Math.max(0, Math.min(1, u - u0));
      const at = v0 * SIDE + u0;
      const above = (data[at] ?? 0) * (1 - du) + (data[at + 1] ?? 0) * du;
      const below = (data[at + SIDE] ?? 0) * (1 - du) + (data[at + SIDE + 1] ?? 0) * du;
      out[y * SAMPLES + x] = above * (1 - dv) + below * dv;
    }
  }
  return out;
}

function climb(whole: Float32Array, part: Float32Array, start: Window, steps: readonly number[]): [Window, number] {
  const target = through(part, WHOLE);
  let best = start;
  let score = correlation(through(whole, best), target);
  for (const step of steps) {
    for (let moved = true; moved; ) {
      moved = false;
      for (let edge = 0; edge < 4; edge++) {
        for (const by of [-step, step]) {
          const tried: Window = [...best];
          tried[edge] = (tried[edge] ?? 0) + by;
          const [left, top, right, bottom] = tried;
          if (left < 0 || top < 0 || right > 1 || bottom > 1 || right - left < 1 - CROP || bottom - top < 1 - CROP)
            continue;
          const value = correlation(through(whole, tried), target);
          if (value > score + 1e-4) {
            best = tried;
            score = value;
            moved = true;
          }
        }
      }
    }
  }
  return [best, score];
}

/** Where a crop may lie before its edges are sought: the whole, the middle, the four corners. */
const STARTS: readonly Window[] = [
  WHOLE,
  [0.06, 0.06, 0.94, 0.94],
  [0, 0, 0.88, 0.88],
  [0.12, 0, 1, 0.88],
  [0, 0.12, 0.88, 1],
  [0.12, 0.12, 1, 1],
];

const spread = (data: Float32Array): number =>
  Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);

/** A picture ready to be laid over another: its luma, and its detail once that is asked for. */
interface Sheet {
  luma: Float32Array;
  fine: () => Float32Array;
}

function sheet(luma: Float32Array): Sheet {
  let fine: Float32Array | undefined;
  return {
    luma,
    fine: () => {
      fine ??= detail(luma);
      return fine;
    },
  };
}

function fitted(whole: Sheet, part: Sheet): number {
  const target = through(part.luma, WHOLE);
  const starts = STARTS.map((window) => ({ window, score: correlation(through(whole.luma, window), target) }));
  const start = starts.reduce((best, tried) => (tried.score > best.score ? tried : best));
  if (start.score < NEAR) return -1;
  const [window, rough] = climb(whole.luma, part.luma, start.window, [0.08, 0.04, 0.02]);
  if (spread(whole.fine()) < FAINT || spread(part.fine()) < FAINT)
    return rough >= SAME_MASSES ? rough : Math.min(rough, 0.5);
  return climb(whole.fine(), part.fine(), window, [0.02, 0.01])[1];
}

/**
 * How much of the fine drawing two layouts share, −1 to 1, after laying one over the other with up to a quarter cropped off
 * and mirrored if that fits better. Different pictures of one hand stay below about 0.6, twins lie above 0.8.
 *
 * A 64-bit perceptual hash (Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010) breaks
 * at crops of 5 %; with 40 pictures there is time to align them and take the normalised correlation (Lewis, "Fast normalized cross-correlation", 1995).
 */
export function likeness(one: Uint8Array, other: Uint8Array): number {
  const coarse = masses(other);
  let best = -1;
  for (const mirror of [false, true]) {
    const mass = masses(one);
    if (correlation(mirror ? mirrored(mass, 8) : mass, coarse) < ALIKE) continue;
    const own = sheet(mirror ? mirrored(Float32Array.from(one), SIDE) : Float32Array.from(one));
    const others = sheet(Float32Array.from(other));
    best = Math.max(best, fitted(own, others), fitted(others, own));
  }
  return best;
}
