import { noise } from "../style/scene/draw/noise.ts";
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
  const { x, y, half, wide, angle, bend, color, bristle, seed } = stroke;
  const { width, height, rgb, body } = surface;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const side = wide + Math.abs(bend) + 1;
  const reachX = Math.abs(c) * (half + wide) + Math.abs(s) * side;
  const reachY = Math.abs(s) * (half + wide) + Math.abs(c) * side;
  const x0 = Math.max(0, Math.floor(x - reachX));
  const x1 = Math.min(width - 1, Math.ceil(x + reachX));
  const y0 = Math.max(0, Math.floor(y - reachY));
  const y1 = Math.min(height - 1, Math.ceil(y + reachY));
  const curl = bend / (half * half);
  const hair = 2.1 / Math.max(1.5, wide);
  const along = 0.5 / (half + 6);
  for (let py = y0; py <= y1; py++) {
    const dy = py - y;
    for (let px = x0; px <= x1; px++) {
      const dx = px - x;
      const u = dx * c + dy * s;
      const v = dy * c - dx * s - curl * u * u;
      const edge = wide - (v < 0 ? -v : v);
      if (edge < -0.5) continue;
      const end = half + wide * 0.6 - (u < 0 ? -u : u);
      if (end < -0.5) continue;
      const furrow = noise(v * hair + seed, u * along + seed * 0.37) - 0.5;
      const lift = end + furrow * wide * 2.6;
      if (lift < 0) continue;
      const soft = edge < 0.5 ? edge + 0.5 : 1;
      const alpha =
        stroke.cover * soft * (lift < 2 ? lift * 0.5 : 1) * (1 - bristle * Math.max(0, -furrow - 0.08) * 2.4);
      if (alpha <= 0) continue;
      const i = py * width + px;
      const k = i * 3;
      const tone = 1 + furrow * bristle * 0.34;
      rgb[k] = rgb[k]! + (color[0] * tone - rgb[k]!) * alpha;
      rgb[k + 1] = rgb[k + 1]! + (color[1] * tone - rgb[k + 1]!) * alpha;
      rgb[k + 2] = rgb[k + 2]! + (color[2] * tone - rgb[k + 2]!) * alpha;
      const ridge = edge < 2 ? 0.25 * (2 - edge) : 0;
      body[i] = body[i]! + (stroke.load * (0.75 + furrow * 1.7 * bristle + ridge) - body[i]!) * alpha;
    }
  }
}
