import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import { fromHex, type Lab, mixer, type Palette, type Rgb, toRgb } from "./color.ts";
import { Model } from "./model.ts";
import { Surface } from "./surface.ts";

const palette: Palette = {
  pigments: [
    0xfbf3d9, 0xf7d774, 0xf0a13a, 0xe0603a, 0xc83a5a, 0xe79ab4, 0x8a4f9e, 0x4b56b0, 0x3f87cf, 0x7cc0de, 0x2f9a8a,
    0x57a84f, 0xa7c957, 0x2b3a6b, 0x6a3a4a, 0xb98a5a,
  ],
  tones: [22, 97],
  fidelity: 0.4,
  chroma: 1.3,
};
const ground: Rgb = [244, 235, 214];

/** Small touches of unmixed colour, laid so that the eye mixes them: each tone is split into its neighbours and its opposite. */
export function paintDots(scene: Scene, width: number, height: number, random: Random): Uint8Array {
  const surface = new Surface(width, height, ground);
  const pigments = palette.pigments.map(fromHex);
  const model = new Model(scene, width, height, mixer(palette));
  const splits = model.colors.map((color) => split(color, pigments));
  const k = Math.max(width, height) / 1024;
  const passes = [
    { step: 7.4, r: 5, whole: 0.75 },
    { step: 5.2, r: 3.1, whole: 0.45 },
    { step: 4.9, r: 2.4, whole: 0.35 },
  ];
  for (const pass of passes) {
    const points = Model.places(width, height, Math.max(1.6, pass.step * k), random);
    for (let p = 0; p < points.length; p += 2) {
      const x = points[p]!;
      const y = points[p + 1]!;
      const i = model.at(x, y);
      const index = scene.layer[i]!;
      const light = scene.shade[i]! - 0.5;
      const base = random.next() < pass.whole ? model.colors[index]! : random.pick(splits[index]!);
      const r = Math.max(0.9, pass.r * k * random.between(0.72, 1.2) * (scene.layers[index]!.fine ? 0.72 : 1));
      dab(
        surface,
        x,
        y,
        r,
        scene.angle[i]!,
        toRgb([
          base[0] + light * 26 + random.normal() * 2.6,
          base[1] - light * 3 + random.normal() * 3,
          base[2] + light * 9 + random.normal() * 3,
        ]),
        random.between(0.5, 1),
      );
    }
  }
  surface.relief(9, 0);
  return surface.finish();
}

/** The touches that stand for a colour: a lighter and a warmer neighbour, a cooler one, and a little of the opposite. */
function split(color: Lab, pigments: Lab[]): Lab[] {
  const near = [...pigments].sort((p, q) => gap(p, color) - gap(q, color));
  const opposite: Lab = [color[0], -color[1] * 0.6, -color[2] * 0.6];
  const hue = (lab: Lab): Lab => [color[0] * 0.72 + lab[0] * 0.28, lab[1], lab[2]];
  return [
    hue(near[0]!),
    hue(near[1]!),
    hue(near[2]!),
    hue(near[0]!),
    [color[0] + 9, color[1] * 0.8, color[2] * 1.1 + 6],
    [color[0] - 8, color[1] + 5, color[2] - 14],
    opposite,
  ];
}

const gap = (p: Lab, q: Lab) => Math.hypot((p[0] - q[0]) * 0.7, p[1] - q[1], p[2] - q[2]);

/** One oval touch, a little thicker in the middle. */
function dab(surface: Surface, x: number, y: number, r: number, angle: number, color: Rgb, load: number): void {
  const { width, height, rgb, body } = surface;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const long = r * 1.22;
  const x0 = Math.max(0, Math.ceil(x - long - 0.5));
  const x1 = Math.min(width - 1, Math.floor(x + long + 0.5));
  const y0 = Math.max(0, Math.ceil(y - long - 0.5));
  const y1 = Math.min(height - 1, Math.floor(y + long + 0.5));
  for (let py = y0; py <= y1; py++) {
    for (let px = x0; px <= x1; px++) {
      const dx = px - x;
      const dy = py - y;
      const u = (dx * c + dy * s) / 1.22;
      const v = dy * c - dx * s;
      const d = r - Math.sqrt(u * u + v * v);
      if (d < -0.5) continue;
      const alpha = (d < 0.5 ? d + 0.5 : 1) * 0.95;
      const i = py * width + px;
      rgb[i * 3] = rgb[i * 3]! + (color[0] - rgb[i * 3]!) * alpha;
      rgb[i * 3 + 1] = rgb[i * 3 + 1]! + (color[1] - rgb[i * 3 + 1]!) * alpha;
      rgb[i * 3 + 2] = rgb[i * 3 + 2]! + (color[2] - rgb[i * 3 + 2]!) * alpha;
      const dome = load * Math.min(1, d / r + 0.3);
      body[i] = body[i]! + (dome - body[i]!) * alpha;
    }
  }
}
