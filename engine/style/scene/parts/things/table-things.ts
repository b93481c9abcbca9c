import type { Lab } from "../../climate.ts";
import { blob, box, curve } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import { shadowOn } from "./room.ts";

const upright = Math.PI / 2;

/** A bottle with the light in its glass. */
export function paintBottle(stage: Stage, x: number, base: number, tall: number): void {
  const half = tall * 0.15;
  const color: Lab = stage.setting.colors.vase ?? [28, -14, 14];
  shadowOn(stage, x, base, half);
  const glass = stage.round(x, base - tall * 0.4, half, tall, 0.46, 0.4);
  const outline = curve(
    [
      x - half,
      base,
      x - half,
      base - tall * 0.55,
      x - half * 0.4,
      base - tall * 0.72,
      x - half * 0.34,
      base - tall,
      x + half * 0.34,
      base - tall,
      x + half * 0.4,
      base - tall * 0.72,
      x + half,
      base - tall * 0.55,
      x + half,
      base,
    ],
    5,
  );
  stage.fill(outline, "vase", { depth: 0.86, name: "bottle", color }, glass, upright, 0.8);
  stage.fill(
    box(x - half * 0.98, base - tall * 0.44, half * 1.96, tall * 0.24),
    "wall",
    { depth: 0.86, name: "label", offset: [2, 0, 2] },
    glass,
    0,
    0.7,
  );
  stage.fill(
    blob(x + stage.light.x * half * 0.55, base - tall * 0.3, half * 0.12, tall * 0.2, 0.1, 3),
    "vase",
    { depth: 0.86, name: "gleam", color, offset: [46, 6, -4], fine: true },
    0.7,
    upright,
    0.5,
  );
}

/** A candle in its stick. */
export function paintCandle(stage: Stage, x: number, base: number, tall: number): void {
  const half = tall * 0.09;
  shadowOn(stage, x, base, half * 2);
  stage.fill(
    blob(x, base - half * 0.3, half * 2.6, half * 0.8),
    "vase",
    { depth: 0.86, name: "dish", color: [62, 12, 44] },
    0.5,
    0,
    0.7,
  );
  for (const [r, lift] of [
    [2.6, -14],
    [1.5, 0],
  ] as const)
    stage.fill(
      blob(x, base - tall * 1.12, tall * 0.16 * r, tall * 0.2 * r, 0.08, 4),
      "halo",
      { name: `flame${r}`, offset: [lift, 4, 10], depth: 0.8 },
      0.6,
      (px, py) => Math.atan2(py - base + tall * 1.12, px - x) + upright,
      1,
    );
  stage.fill(
    box(x - half, base - tall, half * 2, tall * 0.98),
    "sail",
    { depth: 0.86, name: "wax" },
    stage.round(x, base - tall / 2, half, tall, 0.55, 0.35),
    upright,
    0.7,
  );
  stage.fill(
    curve(
      [
        x,
        base - tall * 1.02,
        x - half * 0.7,
        base - tall * 1.12,
        x,
        base - tall * 1.32,
        x + half * 0.7,
        base - tall * 1.12,
      ],
      5,
    ),
    "sun",
    { depth: 0.86, name: "flame", fine: true },
    0.8,
    upright,
    0.5,
  );
}

/** A small pile of books seen from the side. */
export function paintBooks(stage: Stage, x: number, base: number, wide: number, count: number): void {
  const random = stage.random.branch(`books ${x.toFixed(3)}`);
  shadowOn(stage, x, base, wide * 0.5);
  const covers: Lab[] = [
    [38, 40, 26],
    [34, 2, -32],
    [44, -22, 14],
    [66, 12, 46],
  ];
  let y = base;
  for (let i = 0; i < count; i++) {
    const tall = wide * random.between(0.14, 0.22);
    const half = wide * random.between(0.42, 0.52);
    const shift = wide * random.between(-0.05, 0.05);
    const color = stage.setting.colors.cloth ?? covers[(i + random.whole(0, 3)) % covers.length]!;
    stage.fill(
      box(x + shift - half, y - tall, half * 2, tall),
      "cloth",
      { depth: 0.86, name: `cover${i}`, color },
      stage.grainy(0.5, 0.2, 8, 30),
      0,
      0.7,
    );
    stage.fill(
      box(x + shift - half * 0.9, y - tall * 0.8, half * 1.9, tall * 0.56),
      "sail",
      { depth: 0.86, name: "pages", offset: [-6, 1, 6] },
      stage.grainy(0.55, 0.3, 2, 120),
      0,
      0.5,
    );
    y -= tall;
  }
}
