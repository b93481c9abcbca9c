import type { Lab } from "../../climate.ts";
import { blob, box, limb } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";

/** A street lamp, lit by night, with the pool of its light on the ground. */
export function paintLamp(stage: Stage, x: number, base: number, tall: number): void {
  const night = stage.setting.climate.hour === "night";
  const k = tall / 0.3;
  const iron = { name: "lamp", depth: 0.92, color: [16, 0, -4] as Lab };
  if (night)
    stage.fill(
      blob(x, base + 0.01 * k, 0.085 * k, 0.014 * k),
      "road",
      { name: "lit", depth: 0.9, offset: [8, 3, 13] },
      0.6,
      0,
      0.7,
    );
  const post = (from: number, to: number, half: number) =>
    stage.fill(limb([x, base - from, x, base - to], half * k, half * 0.9 * k), "trunk", iron, 0.5, Math.PI / 2, 0.5);
  post(0, tall, 0.0045);
  post(0, tall * 0.12, 0.009);
  stage.fill(box(x - 0.024 * k, base - tall, 0.048 * k, 0.005 * k), "trunk", iron, 0.5, 0, 0.5);
  stage.fill(
    [
      x - 0.013 * k,
      base - tall,
      x - 0.019 * k,
      base - tall * 1.14,
      x + 0.019 * k,
      base - tall * 1.14,
      x + 0.013 * k,
      base - tall,
    ],
    "window",
    { name: night ? "" : "glass", depth: 0.92, fine: true, ...(night ? {} : { color: [80, 0, 6] as Lab }) },
    0.6,
    Math.PI / 2,
    0.4,
  );
  stage.fill(
    [x - 0.024 * k, base - tall * 1.14, x, base - tall * 1.21, x + 0.024 * k, base - tall * 1.14],
    "trunk",
    iron,
    0.5,
    0,
    0.5,
  );
}
