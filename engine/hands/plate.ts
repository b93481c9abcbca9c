import { noise } from "../style/scene/draw/noise.ts";
import type { Scene } from "../style/scene/scene.ts";
import { type Lab, toRgb } from "./color.ts";

/** A picture plane at the size of the scene: RGB 0–255, interleaved. */
export type Plane = Float32Array;

/** Colours the scene pixel by pixel. Tones of a layer are cut into `steps` flat steps; 0 keeps them continuous. */
export function flats(scene: Scene, colors: Lab[], contrast: number, steps: number): Plane {
  const out = new Float32Array(scene.layer.length * 3);
  const levels = 64;
  const table = scene.layers.map((_, index) => {
    const base = colors[index]!;
    return Array.from({ length: levels + 1 }, (_, k) => {
      const light = k / levels;
      const cut = steps > 0 ? (Math.min(steps - 1, Math.floor(light * steps)) + 0.5) / steps : light;
      const t = cut - 0.5;
      return toRgb([base[0] + t * contrast, base[1] - t * contrast * 0.06, base[2] + t * contrast * 0.16]);
    });
  });
  for (let i = 0; i < scene.layer.length; i++) {
    const rgb = table[scene.layer[i]!]![Math.round(scene.shade[i]! * levels)]!;
    out[i * 3] = rgb[0];
    out[i * 3 + 1] = rgb[1];
    out[i * 3 + 2] = rgb[2];
  }
  return out;
}

/** Where unlike things meet, 0–1 per scene pixel: `weigh` says how much a border between two layers counts. */
export function borders(scene: Scene, weigh: (a: number, b: number) => number): Float32Array {
  const { width, height, layer } = scene;
  const count = scene.layers.length;
  const weights = new Float32Array(count * count);
  for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) weights[a * count + b] = a === b ? 0 : weigh(a, b);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = y * width + x;
      const a = layer[i]! * count;
      out[i] = Math.max(weights[a + layer[i + 1]!]!, weights[a + layer[i + width]!]!);
    }
  }
  return out;
}

/** Three box blurs in place of a Gaussian; `radius` in pixels. */
export function blur(field: Float32Array, width: number, height: number, radius: number): Float32Array {
  let from = field.slice();
  let to = new Float32Array(field.length);
  for (let pass = 0; pass < 2; pass++) {
    for (const [lines, length, stride, step] of [
      [height, width, width, 1],
      [width, height, 1, width],
    ] as const) {
      const norm = 1 / (radius * 2 + 1);
      for (let line = 0; line < lines; line++) {
        const base = line * stride;
        let sum = 0;
        for (let k = -radius; k <= radius; k++) sum += from[base + Math.min(length - 1, Math.max(0, k)) * step]!;
        for (let k = 0; k < length; k++) {
          to[base + k * step] = sum * norm;
          sum +=
            from[base + Math.min(length - 1, k + radius + 1) * step]! - from[base + Math.max(0, k - radius) * step]!;
        }
      }
      [from, to] = [to, from];
    }
  }
  return from;
}

/** Reads a field of the scene's size at any point of a larger picture, its outlines moved by a hand's unsteadiness. */
export class Reader {
  readonly #scaleX: number;
  readonly #scaleY: number;

  constructor(
    readonly scene: Scene,
    readonly width: number,
    readonly height: number,
    /** Reach of the unsteadiness in pixels of the scene, and how many waves it makes over the picture. */
    readonly wobble: number,
    readonly waves: number,
    readonly phase: number,
  ) {
    this.#scaleX = scene.width / width;
    this.#scaleY = scene.height / height;
  }

  /** Scene coordinates of a picture's row, two numbers a pixel. */
  row(y: number, dx: number, dy: number, out: Float32Array): void {
    const { width, wobble, phase } = this;
    const f = this.waves / Math.max(this.width, this.height);
    for (let x = 0; x < width; x++) {
      const u = wobble === 0 ? 0.5 : noise(x * f + phase, y * f);
      const v = wobble === 0 ? 0.5 : noise(x * f, y * f + phase + 9);
      const sx = (x + dx + 0.5) * this.#scaleX - 0.5 + (u - 0.5) * 2 * wobble;
      const sy = (y + dy + 0.5) * this.#scaleY - 0.5 + (v - 0.5) * 2 * wobble;
      out[x * 2] = Math.min(this.scene.width - 1.001, Math.max(0, sx));
      out[x * 2 + 1] = Math.min(this.scene.height - 1.001, Math.max(0, sy));
    }
  }
}

/** Bilinear value of channel `c` of `n` at scene coordinates. */
export function value(field: Float32Array, width: number, sx: number, sy: number, n = 1, c = 0): number {
  const x0 = sx | 0;
  const y0 = sy | 0;
  const fx = sx - x0;
  const fy = sy - y0;
  const i = (y0 * width + x0) * n + c;
  const below = width * n;
  const top = field[i]! + (field[i + n]! - field[i]!) * fx;
  const bottom = field[i + below]! + (field[i + below + n]! - field[i + below]!) * fx;
  return top + (bottom - top) * fy;
}

export const step = (low: number, high: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - low) / (high - low)));
  return t * t * (3 - 2 * t);
};
