import { noise, speck } from "../style/scene/draw/noise.ts";
import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import { mixer, type Palette } from "./color.ts";
import { blur, borders, flats, Reader, step, value } from "./plate.ts";

const palette: Palette = {
  pigments: [
    0xfbf1dc, 0xf3cfa0, 0xedb04e, 0xe0793f, 0xcc4a39, 0x8e2f3f, 0xf0a79a, 0xf6d3cb, 0x2f6f73, 0x5fa39a, 0xa9cfc0,
    0x1f3f55, 0x3b2a4a, 0x7b7a3a, 0xb4ad58, 0x5b4636, 0xd8c7b0,
  ],
  tones: [20, 96],
  fidelity: 0.05,
  chroma: 1.1,
};
const board = [250, 241, 222] as const;

/** Flat opaque shapes with a slit of bare board between them and a dry-brushed grain in the shadows. */
export function paintGouache(scene: Scene, width: number, height: number, random: Random): Uint8Array {
  const mix = mixer(palette);
  const colors = scene.layers.map((layer) => mix(layer.natural));
  const lit = flats(scene, colors, 6, 1);
  const dark = flats(
    scene,
    colors.map(([L, a, b]) => [L - 15, a * 1.02 + 5, b - 7]),
    4,
    1,
  );
  const shade = blur(scene.shade, scene.width, scene.height, 2);
  const slits = borders(scene, (a, b) => {
    const p = scene.layers[a]!;
    const q = scene.layers[b]!;
    if (p.fine || q.fine) return 0;
    return p.role === q.role ? 0 : 0.9;
  });
  const gap = blur(slits, scene.width, scene.height, 1);
  const calm = scene.layers.map((layer) => 0.14 * Math.max(0, layer.calm - 0.5));
  const k = Math.max(width, height) / 1024;
  const reader = new Reader(scene, width, height, 1.1, 20, random.between(0, 9));
  const at = new Float32Array(width * 2);
  const out = new Uint8Array(width * height * 3);
  const seed = random.between(0, 30);
  for (let y = 0; y < height; y++) {
    reader.row(y, 0, 0, at);
    for (let x = 0; x < width; x++) {
      const sx = at[x * 2]!;
      const sy = at[x * 2 + 1]!;
      const tooth =
        0.5 + 1.3 * (speck((x / k) * 2.3 + seed * 16, (y / k) * 2.3) - speck((x / k) * 0.5 + 90, (y / k) * 0.5));
      const drag = noise(x / (70 * k) + seed, y / (7 * k));
      const level = value(shade, scene.width, sx, sy);
      const shadow = step(
        0.46,
        0.3,
        level + 0.3 * (tooth - 0.5) + 0.16 * (drag - 0.5) + calm[scene.layer[(sy | 0) * scene.width + (sx | 0)]!]!,
      );
      const opening = value(gap, scene.width, sx, sy);
      const bare = step(0.36, 0.56, opening * (0.7 + 0.7 * noise(x / (40 * k), y / (40 * k) + seed)));
      const coat = 1 + 0.045 * (drag - 0.5) + 0.05 * (noise(x / (22 * k), y / (22 * k)) - 0.5) + 0.03 * (tooth - 0.5);
      const o = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const light = value(lit, scene.width, sx, sy, 3, c);
        const deep = value(dark, scene.width, sx, sy, 3, c);
        const body = (light + (deep - light) * shadow) * coat;
        const v = body + (board[c]! - body) * bare * 0.85;
        out[o + c] = v < 0 ? 0 : v > 255 ? 255 : v;
      }
    }
  }
  return out;
}
