import type { Random } from "../style/scene/draw/random.ts";
import type { Scene } from "../style/scene/scene.ts";
import { fromHex, type Lab, mixer, type Palette, toRgb } from "./color.ts";
import { Model } from "./model.ts";
import { lay } from "./stroke.ts";
import { Surface } from "./surface.ts";

const palette: Palette = {
  pigments: [
    0xf6ead0, 0xf2cf86, 0xe8a53c, 0xd9672c, 0xb8352a, 0xd98c86, 0xe9bfae, 0x7a2e3b, 0x2a4d8f, 0x4b86b8, 0x8fb9c9,
    0xc9dcd8, 0x1d2c52, 0x1f5a56, 0x5f8f6b, 0x93a94e, 0xc3bf63, 0x4a5a2c, 0x6a5a86, 0xa99bb8, 0x6b4a34, 0xa87b4f,
    0x2a2430,
  ],
  tones: [14, 97],
  fidelity: 0.22,
  chroma: 1.22,
};

const ground = fromHex(0xb4713f);
const accents = [0xe8a53c, 0xd98c86, 0x4b86b8, 0xc3bf63, 0xa99bb8].map(fromHex);

/** Oil, loaded: a warm ground that is never quite covered, broken colour, strokes that turn with the form. */
export function paintImpasto(scene: Scene, width: number, height: number, random: Random): Uint8Array {
  const surface = new Surface(width, height, toRgb(ground));
  const model = new Model(scene, width, height, mixer(palette));
  const k = Math.max(width, height) / 1024;
  const passes = [
    { wide: 13, long: 40, step: 21, fine: false, jitter: 0.8, keep: 1, load: 0.5 },
    { wide: 7.5, long: 26, step: 13, fine: false, jitter: 1, keep: 0.92, load: 0.8 },
    { wide: 3.4, long: 14, step: 6.6, fine: true, jitter: 0.9, keep: 0.6, load: 1 },
  ];
  for (const pass of passes) {
    const points = Model.places(width, height, pass.step * k, random);
    const step = Math.max(1, pass.wide * k * 0.7);
    for (let p = 0; p < points.length; p += 2) {
      const x = points[p]!;
      const y = points[p + 1]!;
      const i = model.at(x, y);
      const index = scene.layer[i]!;
      const layer = scene.layers[index]!;
      const detail = layer.fine || scene.grain[i]! < 0.65;
      if (detail ? !pass.fine && pass.wide > 10 : random.next() > pass.keep * (pass.fine ? 1.15 - layer.calm : 1))
        continue;
      const size = pass.wide * k * (0.6 + 0.4 * scene.grain[i]!) * random.between(0.75, 1.2);
      const most = pass.long * k * (0.7 + 0.5 * scene.grain[i]!) * random.between(0.7, 1.3);
      const ahead = model.reach(x, y, 1, most, step);
      const back = model.reach(x, y, -1, most, step);
      const half = Math.hypot(ahead.x - back.x, ahead.y - back.y) / 2;
      if (half < size * 0.55 && pass.wide > 5) continue;
      const mx = (ahead.x + back.x) / 2;
      const my = (ahead.y + back.y) / 2;
      const angle = half > 1 ? Math.atan2(ahead.y - back.y, ahead.x - back.x) : scene.angle[i]!;
      const sag = (x - mx) * -Math.sin(angle) + (y - my) * Math.cos(angle);
      lay(surface, {
        x: mx + (x - mx) * 0.5,
        y: my + (y - my) * 0.5,
        half: Math.max(half, size * 0.8),
        wide: Math.max(0.9, Math.min(size, half * 0.9 + 1)),
        angle: angle + random.normal() * 0.06,
        bend: Math.max(-half * 0.4, Math.min(half * 0.4, -sag * 0.8)),
        color: toRgb(
          tone(model.colors[index]!, scene.shade[i]!, random, pass.jitter * (1 - 0.5 * layer.calm), layer.fine),
        ),
        bristle: 0.9,
        cover: 0.96,
        load: pass.load * random.between(0.7, 1.2),
        seed: random.next() * 32,
      });
    }
  }
  surface.relief(26, 1.6);
  return surface.finish();
}

/** Warm lights, cool shadows, and now and then a stroke of pure colour. */
function tone(base: Lab, shade: number, random: Random, jitter: number, fine: boolean): Lab {
  const light = (shade - 0.5) * 2;
  const color: Lab = [
    base[0] + light * 12 + random.normal() * 3.2 * jitter,
    base[1] + light * 2 + random.normal() * 4 * jitter,
    base[2] + light * 6 + random.normal() * 5 * jitter,
  ];
  if (fine || random.next() > 0.045 * jitter) return color;
  const accent = random.pick(accents);
  return [
    color[0] + (accent[0] - color[0]) * 0.15,
    color[1] + (accent[1] - color[1]) * 0.5,
    color[2] + (accent[2] - color[2]) * 0.5,
  ];
}
