import type { Lab } from "../../climate.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";
import { waters } from "./water.ts";

/** The image of a thing in the water before it; lengths in units. */
export interface Image {
  /** The waterline. */
  y: number;
  left: number;
  right: number;
  /** How far down the water shows it. */
  reach: number;
  /** Size of the thing, to which its ripples are drawn. */
  size: number;
  depth: number;
  /** -1 mirror … 1 storm. */
  rough: number;
}

/** Water with what lies on it. */
const surface = new Set<Role>([...waters, "foam", "glint"]);

/** What has been drawn over `before`, upside down on the water below its waterline: broken the more the farther down. */
export function mirrorDrawn(stage: Stage, before: Uint8Array, image: Image): void {
  const { canvas } = stage;
  const { width, height, unit } = canvas;
  const { y, size, rough } = image;
  const line = Math.min(height, Math.max(0, Math.round(y * unit)));
  const left = Math.max(0, Math.round(image.left * unit));
  const right = Math.min(width, Math.round(image.right * unit));
  const x = (image.left + image.right) / 2;
  const drawn = canvas.layer.slice(0, line * width);
  const tones = new Map<number, number>();
  for (let row = line; row < Math.min(height, line + image.reach * unit); row++) {
    const d = (row - line) / unit / size;
    for (let column = left; column < right; column++) {
      const i = row * width + column;
      const { role } = stage.layerOf(canvas.layer[i]!);
      if (!surface.has(role)) continue;
      const u = ((column + 0.5) / unit - x) / size;
      const ripple = stage.noise(u * 1.5 + 3, d * 15 + y * 7);
      if (ripple > 0.78 - 0.3 * d - 0.16 * rough) continue;
      const slide = (stage.noise(u * 0.9, d * 19 + 5) - 0.5) * (0.03 + 0.16 * d);
      const sy = line - 1 - Math.round((row - line) * 1.02 + slide * 0.4 * size * unit);
      const sx = column + Math.round(slide * size * unit);
      if (sy < 0 || sy >= line || sx < 0 || sx >= width) continue;
      const from = drawn[sy * width + sx]!;
      if (from === before[sy * width + sx]) continue;
      const to = tones.get(from) ?? toneOf(stage, from, role, image.depth);
      tones.set(from, to);
      canvas.layer[i] = to;
    }
  }
}

/** The colour of a thing seen in the water: darker where it is light, and with some of the water's own. */
function toneOf(stage: Stage, from: number, water: Role, depth: number): number {
  const seen = stage.layerOf(from);
  const ground = water === "foam" || water === "glint" ? "sea" : water;
  const own = stage.layerOf(stage.tone(ground, { depth: 0.72 })).natural;
  const offset = seen.natural.map((value, k) => (value - own[k]!) * (seen.natural[0] > own[0] ? 0.55 : 0.75)) as Lab;
  const key = offset.map((value) => Math.round(value / 8)).join();
  return stage.tone(ground, { name: `image ${key}`, offset, depth: Math.max(0.7, depth), calm: 0.8 });
}
