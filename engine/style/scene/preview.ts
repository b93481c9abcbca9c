import { mkdirSync } from "node:fs";
import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { compose } from "./compose.ts";
import type { Scene } from "./scene.ts";

/** The scene in its natural colours, lightened and darkened by its shade: RGB, for looking at compositions. */
export function preview(scene: Scene): Uint8Array {
  const out = new Uint8Array(scene.width * scene.height * 3);
  for (let i = 0; i < scene.layer.length; i++) {
    const [L, a, b] = scene.layers[scene.layer[i]!]!.natural;
    const rgb = toRgb(L + (scene.shade[i]! - 0.5) * 30, a, b);
    out[i * 3] = rgb[0];
    out[i * 3 + 1] = rgb[1];
    out[i * 3 + 2] = rgb[2];
  }
  return out;
}

function toRgb(L: number, a: number, b: number): [number, number, number] {
  const fy = (L + 16) / 116;
  const cube = (t: number) => (t > 6 / 29 ? t ** 3 : (t - 4 / 29) * 0.12842);
  const x = cube(fy + a / 500) * 0.95047;
  const y = cube(fy);
  const z = cube(fy - b / 200) * 1.08883;
  const gamma = (v: number) =>
    Math.round(255 * Math.min(1, Math.max(0, v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)));
  return [
    gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
    gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
    gamma(0.0557 * x - 0.204 * y + 1.057 * z),
  ];
}

/** `npm run engine:scenes -- out.png [seeds] [size] prompt…`: a contact sheet, prompts across, seeds down. */
async function sheet([file = ".cache/scenes.png", seeds = "3", size = "384", ...prompts]: string[]): Promise<void> {
  const list =
    prompts.length > 0
      ? prompts
      : [
          "a sailing boat on the sea at sunset",
          "mountains above a lake",
          "a village in the hills",
          "flowers in a vase",
        ];
  const [w, h] = size.includes("x") ? (size.split("x").map(Number) as [number, number]) : [Number(size), Number(size)];
  const rows = Number(seeds);
  const cells: OverlayOptions[] = [];
  for (let row = 0; row < rows; row++) {
    for (const [column, prompt] of list.entries()) {
      const scene = compose(prompt, row + 1, w, h);
      cells.push({
        input: Buffer.from(preview(scene)),
        raw: { width: w, height: h, channels: 3 },
        left: column * (w + 6),
        top: row * (h + 6),
      });
    }
  }
  mkdirSync(path.dirname(file), { recursive: true });
  await sharp({
    create: { width: list.length * (w + 6) - 6, height: rows * (h + 6) - 6, channels: 3, background: "#0a0a0b" },
  })
    .composite(cells)
    .png()
    .toFile(file);
}

if (process.argv[1] === import.meta.filename) await sheet(process.argv.slice(2));
