import type { Raster } from "./raster.ts";

/** Box blur of one channel in place, edges repeated; `radius` in pixels. */
export function boxBlur(channel: Float32Array, width: number, height: number, radius: number): void {
  const line = new Float32Array(Math.max(width, height));
  for (let y = 0; y < height; y++) runningMean(channel, y * width, 1, width, radius, line);
  for (let x = 0; x < width; x++) runningMean(channel, x, width, height, radius, line);
}

function runningMean(
  channel: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
  line: Float32Array,
): void {
  const last = length - 1;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += channel[start + Math.min(last, Math.max(0, i)) * step];
  for (let i = 0; i < length; i++) {
    line[i] = sum / (2 * radius + 1);
    sum += channel[start + Math.min(last, i + radius + 1) * step] - channel[start + Math.max(0, i - radius) * step];
  }
  for (let i = 0; i < length; i++) channel[start + i * step] = line[i];
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
