import { noise, speck } from "../style/scene/draw/noise.ts";
import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import { mixer, type Palette } from "./color.ts";
import { blur, borders, flats, Reader, step, value } from "./plate.ts";

const palette: Palette = {
  pigments: [
    0xf0e6cf, 0xe4d3ac, 0xd9b778, 0xc9694a, 0xa33b36, 0xe0a08a, 0x1f3557, 0x34598a, 0x6f97b5, 0xa9c3c8, 0xd3dccf,
    0x3f5b4c, 0x6f8463, 0xa3ab7c, 0x57403a, 0x8a7462, 0x2a2b36, 0x8f8794,
  ],
  tones: [16, 92],
  fidelity: 0.08,
  chroma: 0.95,
};
const ink = [30, 34, 52] as const;
const paper = [241, 231, 209] as const;
const soft = new Set(["sky", "cloud", "halo", "sea", "lake", "river", "foam", "glint", "backdrop", "grass", "sand"]);

/** Colour blocks printed flat with a wiped gradation, the grain of the plank in them, and a key block in blue-black. */
export function printWoodblock(scene: Scene, width: number, height: number, random: Random): Uint8Array {
  const mix = mixer(palette);
  const colors = scene.layers.map((layer) => mix(layer.natural));
  const plane = flats(scene, colors, 16, 3);
  const lines = borders(scene, (a, b) => {
    const p = scene.layers[a]!;
    const q = scene.layers[b]!;
    if (p.role === q.role)
      return p.fine || q.fine
        ? 0.5
        : p.role === "rock" || p.role === "flower" || p.role === "petal" || p.role === "wall"
          ? 0.55
          : 0;
    if (soft.has(p.role) && soft.has(q.role))
      return Math.abs(p.depth - q.depth) > 0.08 || p.role === "grass" || q.role === "grass" ? 0.6 : 0.28;
    return p.fine || q.fine ? 0.75 : 1;
  });
  const key = blur(lines, scene.width, scene.height, 1);
  const k = Math.max(width, height) / 1024;
  const reader = new Reader(scene, width, height, 0.7, 26, random.between(0, 9));
  const block = new Float32Array(width * 2);
  const keyed = new Float32Array(width * 2);
  const out = new Uint8Array(width * height * 3);
  const grainTurn = random.between(-0.05, 0.05);
  const seed = random.between(0, 30);
  const shiftX = random.between(-1.3, 1.3) * k;
  const shiftY = random.between(-1, 1) * k;
  for (let y = 0; y < height; y++) {
    reader.row(y, shiftX, shiftY, block);
    reader.row(y, 0, 0, keyed);
    const wiped = 1 - 0.2 * step(0.3, 0, y / height) - 0.1 * step(0.82, 1, y / height);
    for (let x = 0; x < width; x++) {
      const sx = block[x * 2]!;
      const sy = block[x * 2 + 1]!;
      const plank = noise(
        (x * 0.9) / (300 * k) + seed,
        (y + x * grainTurn) / (9 * k) + 0.35 * noise(x / (240 * k), y / (60 * k)) * 9,
      );
      const fibre = speck((x / k) * 0.9, (y / k) * 0.9 + seed * 16);
      const worn = step(0.74, 0.9, plank * 0.62 + fibre * 0.46);
      const swell = 0.94 + 0.1 * noise(x / (90 * k) + 3, y / (90 * k));
      const edge = value(key, scene.width, keyed[x * 2]!, keyed[x * 2 + 1]!);
      const pressure = 0.2 + 0.16 * noise(x / (34 * k), y / (34 * k) + seed);
      const line = step(pressure, pressure + 0.13, edge * 1.55) * (fibre > 0.2 ? 0.94 : 0.72);
      const sheet = 1 - 0.05 * (fibre - 0.5) - 0.03 * (noise(x / (14 * k), y / (14 * k)) - 0.5);
      const o = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const pigment = value(plane, scene.width, sx, sy, 3, c) * wiped * swell * (1 + 0.09 * (plank - 0.5));
        const printed = pigment + (paper[c]! - pigment) * worn * 0.5;
        const v = (printed + (ink[c]! - printed) * line) * sheet;
        out[o + c] = v < 0 ? 0 : v > 255 ? 255 : v;
      }
    }
  }
  return out;
}
