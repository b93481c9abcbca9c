import { boxBlur } from "./blur.ts";
import type { Raster } from "./raster.ts";

/**
 * Local orientation and busyness from the smoothed structure tensor of L (Bigün and Granlund 1987), three bytes a pixel:
 * 128 + 127 c·cos 2θ, 128 + 127 c·sin 2θ, 8 × gradient magnitude; θ is the direction along the stroke and
 * c its coherence, which fades out below a gradient of 10 Lab8 steps a pixel.
 */
export function structureTensor({ width, height, data }: Raster, radius: number): Uint8Array {
  const n = width * height;
  const xx = new Float32Array(n);
  const yy = new Float32Array(n);
  const xy = new Float32Array(n);
  for (let y = 0, i = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++, i++) {
      const gx = (data[(y * width + Math.min(width - 1, x + 1)) * 3] - data[(y * width + Math.max(0, x - 1)) * 3]) / 2;
      const gy = (data[(below + x) * 3] - data[(above + x) * 3]) / 2;
      xx[i] = gx * gx;
      yy[i] = gy * gy;
      xy[i] = gx * gy;
    }
  }
  for (const channel of [xx, yy, xy]) {
    boxBlur(channel, width, height, radius);
    boxBlur(channel, width, height, radius);
  }
  const out = new Uint8Array(n * 3);
  for (let i = 0, o = 0; i < n; i++, o += 3) {
    const trace = xx[i] + yy[i];
    const gradient = Math.sqrt(Math.max(0, trace));
    const k = trace > 1 ? Math.min(1, gradient / 10) / trace : 0;
    out[o] = 128 - 127 * k * (xx[i] - yy[i]);
    out[o + 1] = 128 - 127 * k * 2 * xy[i];
    out[o + 2] = Math.min(255, gradient * 8);
  }
  return out;
}
