import type { Raster } from "./raster.ts";

/** CIE Lab (D65): L 0–100, a and b about −100…100. */
export type Lab = [lightness: number, a: number, b: number];

const steps = 4096;
const linear = Float32Array.from({ length: 256 }, (_, i) => {
  const c = i / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});
const cubeRoot = Float32Array.from({ length: steps + 1 }, (_, i) => {
  const t = i / steps;
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
});
const gamma = Uint8Array.from({ length: steps + 1 }, (_, i) => {
  const c = i / steps;
  return Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
});

const byte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
const cube = (t: number): number => (t > 0.20689 ? t * t * t : (t - 16 / 116) / 7.787);
const encode = (t: number): number => gamma[t <= 0 ? 0 : t >= 1 ? steps : (t * steps + 0.5) | 0];

/** sRGB bytes, three a pixel, to Lab8 (IEC 61966-2-1, CIE 1976). */
export function toLab(rgb: Uint8Array, width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) {
    const r = linear[rgb[i]];
    const g = linear[rgb[i + 1]];
    const b = linear[rgb[i + 2]];
    const x = cubeRoot[Math.min(steps, ((0.4124 * r + 0.3576 * g + 0.1805 * b) * steps) / 0.9505 + 0.5) | 0];
    const y = cubeRoot[Math.min(steps, (0.2126 * r + 0.7152 * g + 0.0722 * b) * steps + 0.5) | 0];
    const z = cubeRoot[Math.min(steps, ((0.0193 * r + 0.1192 * g + 0.9505 * b) * steps) / 1.089 + 0.5) | 0];
    data[i] = byte((116 * y - 16) * 2.55 + 0.5);
    data[i + 1] = byte(500 * (x - y) + 128.5);
    data[i + 2] = byte(200 * (y - z) + 128.5);
  }
  return { width, height, data };
}

/** Lab8 to sRGB bytes, three a pixel; colours outside sRGB are clipped. */
export function toRgb({ data }: Raster): Uint8Array {
  const rgb = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const fy = (data[i] / 2.55 + 16) / 116;
    const x = 0.9505 * cube(fy + (data[i + 1] - 128) / 500);
    const y = cube(fy);
    const z = 1.089 * cube(fy - (data[i + 2] - 128) / 200);
    rgb[i] = encode(3.2406 * x - 1.5372 * y - 0.4986 * z);
    rgb[i + 1] = encode(-0.9689 * x + 1.8758 * y + 0.0415 * z);
    rgb[i + 2] = encode(0.0557 * x - 0.204 * y + 1.057 * z);
  }
  return rgb;
}

/** Writes a Lab colour as the Lab8 pixel at byte offset `o`. */
export function putLab(data: Uint8Array, o: number, lightness: number, a: number, b: number): void {
  data[o] = byte(lightness * 2.55 + 0.5);
  data[o + 1] = byte(a + 128.5);
  data[o + 2] = byte(b + 128.5);
}

/** The Lab colour of the Lab8 pixel at byte offset `o`. */
export const labAt = (data: Uint8Array, o: number): Lab => [data[o] / 2.55, data[o + 1] - 128, data[o + 2] - 128];
