import type { Random } from "../pixels/random.ts";

/**
 * Lloyd's k-means from a k-means++ start (Arthur and Vassilvitskii 2007).
 * @param points rows of `dimensions` values
 * @param check called before every round; may throw
 * @returns the label of every point
 */
export function cluster(
  points: Float32Array,
  dimensions: number,
  count: number,
  next: Random,
  check: () => void,
): Uint8Array {
  const total = points.length / dimensions;
  const centres = seedCentres(points, dimensions, Math.min(count, total), next);
  const k = centres.length / dimensions;
  const labels = new Uint8Array(total);
  for (let round = 0; round < 12; round++) {
    check();
    const sums = new Float64Array(k * dimensions);
    const sizes = new Uint32Array(k);
    for (let i = 0; i < total; i++) {
      const label = nearestCentre(points, i * dimensions, centres, dimensions);
      labels[i] = label;
      sizes[label]++;
      for (let d = 0; d < dimensions; d++) sums[label * dimensions + d] += points[i * dimensions + d];
    }
    for (let c = 0; c < k; c++) {
      for (let d = 0; sizes[c] > 0 && d < dimensions; d++) {
        centres[c * dimensions + d] = sums[c * dimensions + d] / sizes[c];
      }
    }
  }
  return labels;
}

function seedCentres(points: Float32Array, dimensions: number, count: number, next: Random): Float32Array {
  const total = points.length / dimensions;
  const centres = new Float32Array(count * dimensions);
  const gaps = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(next() * total);
  for (let c = 0; c < count; c++) {
    centres.set(points.subarray(chosen * dimensions, (chosen + 1) * dimensions), c * dimensions);
    let sum = 0;
    for (let i = 0; i < total; i++) {
      gaps[i] = Math.min(gaps[i], squaredDistance(points, i * dimensions, centres, c * dimensions, dimensions));
      sum += gaps[i];
    }
    let left = next() * sum;
    for (chosen = 0; chosen < total - 1 && left > gaps[chosen]; chosen++) left -= gaps[chosen];
  }
  return centres;
}

function nearestCentre(points: Float32Array, at: number, centres: Float32Array, dimensions: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0, o = 0; o < centres.length; c++, o += dimensions) {
    const distance = squaredDistance(points, at, centres, o, dimensions);
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number, dimensions: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const gap = a[i + d] - b[j + d];
    sum += gap * gap;
  }
  return sum;
}
