import { blur } from "../pixels/blur.ts";
import { random } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import type { Style } from "../style.ts";
import { brushOf, dab } from "./brush.ts";

const passes = [
  { width: 2.2, length: 1.6, coverage: 1.6 },
  { width: 1.1, length: 1.2, coverage: 1.4 },
  { width: 0.6, length: 0.8, coverage: 0.8 },
];

/** Colour difference in Lab8 a stroke may cover: it stops at outlines. */
const tolerance = 34;

/**
 * Lays strokes of the artist's size over a picture, along its forms and in its colours (after Hertzmann 1998; Litwinowicz
 * 1997 for stopping at edges).
 * @param boldness 0 leaves the picture alone, 1 covers it
 * @param variation how far strokes differ by the artist's own residuals, 0–1
 */
export function restroke(picture: Raster, style: Style, boldness: number, variation: number, seed: number): Raster {
  const { width, height } = picture;
  const data = picture.data.slice();
  const unit = Math.max(width, height) / 512;
  const tensor = structureTensor(picture, Math.max(2, Math.round(4 * unit)));
  const soft = blur(picture, Math.max(1, Math.round(1.5 * unit))).data;
  const brush = brushOf(style.strokes, unit);
  const next = random(seed);
  for (const pass of passes) {
    const area = brush.width * pass.width * brush.length * pass.length;
    for (let left = Math.round((width * height * pass.coverage * boldness) / area); left > 0; left--) {
      const x = Math.floor(next() * width);
      const y = Math.floor(next() * height);
      const p = (y * width + x) * 3;
      const direction = Math.atan2(tensor[p + 1] - 128, tensor[p] - 128) / 2 + (next() - 0.5) * 0.5;
      const { residuals } = style.materials[Math.floor(next() * style.materials.length)];
      const pick = Math.floor(next() * (residuals.length / 3)) * 3;
      const [l, a, b] = [0.255, 0.1, 0.1].map((scale, k) => soft[p + k] + residuals[pick + k] * scale * variation);
      const half = (brush.width * pass.width * (0.6 + 0.8 * next())) / 2;
      const extent = (brush.length * pass.length * (0.5 + next())) / 2;
      dab({ x, y, half, extent, direction, bend: ((next() - 0.5) * 0.5) / extent }, width, height, (i) => {
        const o = i * 3;
        const gap =
          Math.abs(soft[o] - soft[p]) + Math.abs(soft[o + 1] - soft[p + 1]) + Math.abs(soft[o + 2] - soft[p + 2]);
        if (gap > tolerance) return;
        data[o] = Math.max(0, Math.min(255, l));
        data[o + 1] = Math.max(0, Math.min(255, a));
        data[o + 2] = Math.max(0, Math.min(255, b));
      });
    }
  }
  return { width, height, data };
}
