import { speck } from "../style/scene/draw/noise.ts";
import type { Rgb } from "./color.ts";
import type { Surface } from "./surface.ts";

export interface Stroke {
  x: number;
  y: number;
  /** Half-length and half-width in pixels. */
  half: number;
  wide: number;
  angle: number;
  /** Sideways offset of the ends, in pixels. */
  bend: number;
  color: Rgb;
  /** Depth of the bristle marks, 0–1. */
  bristle: number;
  /** Opacity, 0–1. */
  cover: number;
  /** Thickness of the paint. */
  load: number;
  seed: number;
}

/** One mark of a bristle brush: furrowed along its length, lifting off in ragged ends. */
export function lay(surface: Surface, stroke: Stroke): void {
  const { x, y, half, wide, angle, bend, color, bristle, cover, load, seed } = stroke;
  const { width, height, rgb, body } = surface;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const long = half + wide * 0.6 + 0.5;
  const side = wide + Math.abs(bend) + 0.5;
  const tall = Math.abs(s) * long + Math.abs(c) * side;
  const y0 = Math.max(0, Math.ceil(y - tall));
  const y1 = Math.min(height - 1, Math.floor(y + tall));
  const curl = bend / (half * half);
  const hair = 34 / Math.max(1.5, wide);
  const along = 8 / (half + 6);
  const [red, green, blue] = color;
  const shiftV = seed * 16;
  const shiftU = seed * 97;
  for (let py = y0; py <= y1; py++) {
    const dy = py - y;
    let from = -1e9;
    let to = 1e9;
    if (c > 1e-3 || c < -1e-3) {
      const p = (long - dy * s) / c;
      const q = (-long - dy * s) / c;
      from = p < q ? p : q;
      to = p < q ? q : p;
    }
    if (s > 1e-3 || s < -1e-3) {
      const p = (dy * c - side) / s;
      const q = (dy * c + side) / s;
      from = Math.max(from, p < q ? p : q);
      to = Math.min(to, p < q ? q : p);
    }
    const x0 = Math.max(0, Math.ceil(x + from));
    const x1 = Math.min(width - 1, Math.floor(x + to));
    for (let px = x0; px <= x1; px++) {
      const dx = px - x;
      const u = dx * c + dy * s;
      const v = dy * c - dx * s - curl * u * u;
      const edge = wide - (v < 0 ? -v : v);
      if (edge < -0.5) continue;
      const furrow = speck(v * hair + shiftV, u * along + shiftU) - 0.5;
      const lift = long - (u < 0 ? -u : u) + furrow * wide * 2.2;
      if (lift <= 0) continue;
      const thin = furrow < -0.08 ? 1 + bristle * 2.4 * (furrow + 0.08) : 1;
      const alpha = cover * (edge < 0.5 ? edge + 0.5 : 1) * (lift < 2 ? lift * 0.5 : 1) * thin;
      if (alpha <= 0) continue;
      const i = py * width + px;
      const k = i * 3;
      const tone = 1 + furrow * bristle * 0.34;
      rgb[k] = rgb[k]! + (red * tone - rgb[k]!) * alpha;
      rgb[k + 1] = rgb[k + 1]! + (green * tone - rgb[k + 1]!) * alpha;
      rgb[k + 2] = rgb[k + 2]! + (blue * tone - rgb[k + 2]!) * alpha;
      const ridge = edge < 2 ? 0.25 * (2 - edge) : 0;
      body[i] = body[i]! + (load * (0.75 + furrow * 1.7 * bristle + ridge) - body[i]!) * alpha;
    }
  }
}
