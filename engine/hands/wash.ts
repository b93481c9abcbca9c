import { noise, speck } from "../style/scene/draw/noise.ts";
import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import { mixer, type Palette } from "./color.ts";
import { blur, borders, flats, Reader, step, value } from "./plate.ts";

const palette: Palette = {
  pigments: [
    0xfdfaf2, 0xe8dcc4, 0xc9d6dc, 0x8fa9b8, 0x51708a, 0x2d3f55, 0xb9835a, 0x8a5a3c, 0x5e4636, 0xc2b27a, 0x8f9a6b,
    0x5f7358, 0xcf9d8d, 0x9a6a72, 0x3c3a44,
  ],
  tones: [26, 101],
  fidelity: 0.14,
  chroma: 0.8,
};
const sheet = [250, 247, 239] as const;
const pen = [48, 40, 40] as const;
/** Left to the brush: no pen goes round them. */
const airy = new Set([
  "sky",
  "cloud",
  "halo",
  "sun",
  "moon",
  "star",
  "sea",
  "lake",
  "river",
  "foam",
  "glint",
  "backdrop",
]);

/** Thin colour floated on wet paper, pooled at its edges, with a broken pen line and hatching laid over it dry. */
export function paintWash(scene: Scene, width: number, height: number, random: Random): Uint8Array {
  const mix = mixer(palette);
  const colors = scene.layers.map((layer) => mix(layer.natural));
  const plane = flats(scene, colors, 34, 0);
  const edges = borders(scene, (a, b) => {
    const p = scene.layers[a]!;
    const q = scene.layers[b]!;
    return (
      Math.min(1, (Math.abs(colors[a]![0] - colors[b]![0]) + Math.abs(p.depth - q.depth) * 30) / 26) *
      (p.role === q.role ? 0.6 : 1)
    );
  });
  const contour = borders(scene, (a, b) => {
    const p = scene.layers[a]!;
    const q = scene.layers[b]!;
    if (airy.has(p.role) && airy.has(q.role)) return 0;
    if (p.role === q.role)
      return p.role === "leaf" || p.role === "rock" || p.role === "wall" || p.role === "petal" || p.role === "flower"
        ? 0.55
        : 0;
    return p.calm > 0.75 && q.calm > 0.75 ? 0.3 : 0.5 + 0.5 * Math.max(p.depth, q.depth);
  });
  const k = Math.max(width, height) / 1024;
  const spread = Math.max(1, Math.round(1.2 * k * (scene.width / width)));
  const wet = [0, 1, 2].map((c) =>
    blur(
      plane.filter((_, i) => i % 3 === c),
      scene.width,
      scene.height,
      spread,
    ),
  );
  const rim = blur(edges, scene.width, scene.height, spread);
  const line = blur(contour, scene.width, scene.height, 1);
  const reader = new Reader(scene, width, height, 1.6, 24, random.between(0, 9));
  const steady = new Reader(scene, width, height, 0.9, 34, random.between(9, 19));
  const at = new Float32Array(width * 2);
  const drawn = new Float32Array(width * 2);
  const out = new Uint8Array(width * height * 3);
  const seed = random.between(0, 30);
  for (let y = 0; y < height; y++) {
    reader.row(y, 0, 0, at);
    steady.row(y, 0.8 * k, -0.6 * k, drawn);
    for (let x = 0; x < width; x++) {
      const sx = at[x * 2]!;
      const sy = at[x * 2 + 1]!;
      const tooth = speck(x / k + seed * 16, y / k);
      const pool = noise(x / (130 * k) + seed, y / (100 * k));
      const bloom = Math.abs(noise(x / (210 * k), y / (170 * k) + seed) - 0.5);
      const granule = (tooth - 0.5) * 0.5 + (noise(x / (6 * k), y / (6 * k)) - 0.5) * 0.3;
      const load =
        0.84 +
        0.5 * (pool - 0.5) +
        0.16 * step(0.02, 0.0, bloom) +
        0.75 * value(rim, scene.width, sx, sy) +
        0.26 * granule;
      const spare =
        0.78 +
        0.3 * step(0.3, 0.62, pool) -
        0.24 * step(0.12, 0, Math.min(x, y, width - x, height - y) / (0.6 * Math.min(width, height)));
      const dx = drawn[x * 2]!;
      const dy = drawn[x * 2 + 1]!;
      const i = (dy | 0) * scene.width + (dx | 0);
      const gate = noise(x / (46 * k) + seed, y / (46 * k) + 4);
      const stroke = value(line, scene.width, dx, dy);
      let ink = gate > 0.36 ? step(0.34, 0.5, Math.min(stroke, 0.5) * (0.7 + 0.75 * gate)) : 0;
      const dim = 0.4 - scene.shade[i]!;
      if (dim > 0 && scene.layers[scene.layer[i]!]!.calm < 0.65) {
        const across = x * 0.62 + y * 0.78 + 5 * k * (noise(x / (60 * k), y / (60 * k)) - 0.5);
        const hatch = Math.abs(((across / (6.2 * k)) % 1) - 0.5);
        ink = Math.max(ink, 0.75 * step(0.14, 0.05, hatch) * step(0.02, 0.12, dim) * (gate > 0.42 ? 1 : 0));
      }
      ink *= 0.86 + 0.2 * (tooth - 0.3);
      const o = (y * width + x) * 3;
      const grain = 1 - 0.05 * (tooth - 0.5);
      for (let c = 0; c < 3; c++) {
        const stain = Math.min(1, value(wet[c]!, scene.width, sx, sy) / 255);
        const v0 = sheet[c]! * stain ** Math.max(0.2, load * spare) * grain;
        const v = v0 + (pen[c]! - v0) * Math.min(0.94, Math.max(0, ink));
        out[o + c] = v < 0 ? 0 : v > 255 ? 255 : v;
      }
    }
  }
  return out;
}
