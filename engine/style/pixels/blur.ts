import type { Raster } from "./raster.ts";

/** Box blur of one channel in place, edges repeated; `radius` in pixels. */
export function boxBlur(channel: Float32Array, width: number, height: number, radius: number): void {
  blurRows(channel, width, height, radius);
  blurColumns(channel, width, height, radius);
}

function blurRows(channel: Float32Array, width: number, height: number, radius: number): void {
  const line = new Float32Array(width);
  const last = width - 1;
  const size = 2 * radius + 1;
  for (let y = 0, start = 0; y < height; y++, start += width) {
    line.set(channel.subarray(start, start + width));
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += line[Math.min(last, Math.max(0, i))];
    for (let x = 0; x < width; x++) {
      channel[start + x] = sum / size;
      const enters = x + radius + 1;
      const leaves = x - radius;
      sum += line[enters > last ? last : enters] - line[leaves < 0 ? 0 : leaves];
    }
  }
}

/** All columns at once, row by row, as they lie in memory. */
function blurColumns(channel: Float32Array, width: number, height: number, radius: number): void {
  const source = channel.slice();
  const last = height - 1;
  const size = 2 * radius + 1;
  const sums = new Float64Array(width);
  for (let i = -radius; i <= radius; i++) {
    const row = Math.min(last, Math.max(0, i)) * width;
    for (let x = 0; x < width; x++) sums[x] += source[row + x];
  }
  for (let y = 0, o = 0; y < height; y++) {
    const enters = Math.min(last, y + radius + 1) * width;
    const leaves = Math.max(0, y - radius) * width;
    for (let x = 0; x < width; x++, o++) {
      channel[o] = sums[x] / size;
      sums[x] += source[enters + x] - source[leaves + x];
    }
  }
}

/** Two box blurs of every channel: near a Gaussian of deviation about 0.82 × `radius` + 0.4. */
export function blur({ width, height, data }: Raster, radius: number): Raster {
  const out = new Uint8Array(data.length);
  const channel = new Float32Array(width * height);
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < channel.length; i++) channel[i] = data[i * 3 + k];
    boxBlur(channel, width, height, radius);
    boxBlur(channel, width, height, radius);
    for (let i = 0; i < channel.length; i++) out[i * 3 + k] = channel[i] + 0.5;
  }
  return { width, height, data: out };
}
