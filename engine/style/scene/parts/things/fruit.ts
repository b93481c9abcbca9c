import type { Lab } from "../../climate.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import { shadowOn } from "./room.ts";

/** Fruit told apart by shape and colour. */
export type FruitKind = "apple" | "pear" | "orange" | "lemon" | "grapes";

const fruitColor: Record<FruitKind, Lab> = {
  apple: [48, 50, 34],
  pear: [70, -6, 52],
  orange: [68, 34, 62],
  lemon: [84, 0, 66],
  grapes: [34, 24, -14],
};

/** A fruit on the table with its shadow. */
export function paintFruit(stage: Stage, x: number, base: number, r: number, kind: FruitKind): void {
  const color = stage.setting.colors.fruit ?? fruitColor[kind];
  const at = (name: string, offset: Lab) => ({ depth: 0.9, name: `${kind} ${name}`, color, offset });
  shadowOn(stage, x, base - r * 0.06, r);
  if (kind === "grapes") {
    const random = stage.random.branch(`grapes ${x}`);
    for (let i = 0; i < 22; i++) {
      const t = i / 22;
      const gx = x + random.between(-1, 1) * r * (1.3 - t);
      const gy = base - r * 0.25 - t * r * 1.2;
      const lit = random.chance(0.5);
      stage.fill(
        blob(gx, gy, r * 0.3, r * 0.3),
        "fruit",
        at(lit ? "lit" : "dim", lit ? [6, 2, 2] : [-8, 0, -2]),
        stage.round(gx, gy, r * 0.3, r * 0.3),
        0.6,
        0.5,
      );
    }
    return;
  }
  const cy = base - r * 0.92;
  const shape =
    kind === "pear"
      ? curve(
          [
            x - r * 0.9,
            base - r * 0.75,
            x - r * 0.55,
            base - r * 1.5,
            x - r * 0.28,
            base - r * 2.2,
            x + r * 0.24,
            base - r * 2.25,
            x + r * 0.5,
            base - r * 1.5,
            x + r * 0.92,
            base - r * 0.75,
            x + r * 0.5,
            base - r * 0.04,
            x - r * 0.5,
            base - r * 0.04,
          ],
          4,
        )
      : kind === "lemon"
        ? curve(
            [
              x - r * 1.3,
              cy + r * 0.1,
              x - r * 0.8,
              cy - r * 0.6,
              x + r * 0.3,
              cy - r * 0.78,
              x + r * 1.3,
              cy - r * 0.1,
              x + r * 0.8,
              cy + r * 0.66,
              x - r * 0.4,
              cy + r * 0.72,
            ],
            5,
          )
        : blob(x, cy, r, r * 0.93, 0.05, x * 30);
  const body = stage.round(x, cy, r * 1.2, r * 1.2, 0.52, 0.42);
  const around = (px: number, py: number) => Math.atan2(py - cy, px - x) + Math.PI / 2;
  stage.fill(shape, "fruit", at("body", [0, 0, 0]), body, around, 0.8);
  const shift = (k: number, path: number[]) =>
    path.map((v, i) =>
      i % 2 ? cy + (v - cy) * 0.8 - stage.light.y * r * k : x + (v - x) * 0.8 - stage.light.x * r * k,
    );
  stage.fill(shift(0.2, shape), "fruit", at("dim", [-13, 2, -10]), body, around, 0.8);
  stage.fill(shift(-0.05, shape), "fruit", at("body", [0, 0, 0]), body, around, 0.8);
  stage.fill(
    blob(x + stage.light.x * r * 0.38, cy + stage.light.y * r * 0.42, r * 0.24, r * 0.18, 0.15, 4),
    "fruit",
    at("light", [20, -8, -6]),
    0.7,
    around,
    0.6,
  );
  if (kind === "apple" || kind === "pear") {
    const top = kind === "pear" ? base - r * 2.2 : cy - r * 0.75;
    stage.fill(
      limb([x, top + r * 0.1, x + r * 0.1, top - r * 0.4], r * 0.05, r * 0.04),
      "trunk",
      { depth: 0.9, fine: true, name: "stalk" },
      0.4,
      1.4,
      0.4,
    );
  }
}
