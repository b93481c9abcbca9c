import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { curve, limb, place, stretched } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A heron or crane: still, on one thin leg. */
export function paintHeron(stage: Stage, x: number, base: number, size: number, way: 1 | -1): void {
  const at = (path: Path) => place(path, x, base, size, way);
  const color: Lab = stage.setting.colors.feather ?? [70, -1, -5];
  const tone = (name: string, L: number): Tone => ({
    depth: 0.85,
    name: `heron ${name}`,
    color,
    offset: [L, 0, 0],
    fine: true,
  });
  const form = stage.round(x, base - size * 0.55, size * 0.2, size * 0.2);
  for (const leg of [0, 0.045])
    stage.fill(
      at(limb([leg - 0.02, -0.42, leg, -0.22, leg - 0.01, 0], 0.009, 0.007)),
      "trunk",
      { depth: 0.85, fine: true, name: "leg", offset: [14, 4, 10] },
      0.5,
      Math.PI / 2,
      0.4,
    );
  stage.fill(
    at(limb(curve([0.1, -0.58, 0.2, -0.7, 0.13, -0.84, 0.17, -0.96], 5, false), 0.038, 0.02)),
    "feather",
    tone("neck", 10),
    form,
    1.4,
    0.5,
  );
  stage.fill(
    at(curve([-0.26, -0.4, -0.14, -0.54, 0.04, -0.63, 0.16, -0.58, 0.12, -0.46, -0.02, -0.39], 5)),
    "feather",
    tone("body", 0),
    form,
    -0.5,
    0.6,
  );
  stage.fill(
    at(curve([-0.32, -0.36, -0.16, -0.5, 0.02, -0.55, 0.04, -0.46, -0.12, -0.4], 5)),
    "feather",
    tone("wing", -20),
    form,
    -0.5,
    0.6,
  );
  stage.fill(
    at(curve([0.13, -0.98, 0.18, -1.01, 0.23, -0.97, 0.42, -0.935, 0.22, -0.93, 0.15, -0.94], 3)),
    "feather",
    tone("head", 8),
    0.5,
    0.1,
    0.4,
  );
  stage.fill(
    at([0.23, -0.965, 0.43, -0.935, 0.22, -0.94]),
    "fruit",
    { depth: 0.85, name: "bill", color: [70, 14, 50], fine: true },
    0.5,
    0.1,
    0.3,
  );
}

/** A swan with its image below. */
export function paintSwan(stage: Stage, x: number, y: number, size: number, way: 1 | -1): void {
  const at = (path: Path, flip = 1) => place(stretched(path, 1, flip), x, y, size, way);
  const white: Lab = stage.setting.colors.feather ?? [94, 0, 3];
  for (const [flip, L, name] of [
    [-0.6, -22, "image"],
    [1, 0, "swan"],
  ] as const) {
    const tone: Tone = { depth: 0.85, name, color: white, offset: [L, -1, flip < 0 ? -8 : 0], fine: flip > 0 };
    stage.fill(
      at(limb(curve([0.34, -0.08, 0.46, -0.26, 0.34, -0.5, 0.36, -0.68, 0.46, -0.7], 6, false), 0.06, 0.04), flip),
      "feather",
      tone,
      0.55,
      1.4,
      0.5,
    );
    stage.fill(
      at(
        curve([-0.62, -0.3, -0.36, -0.36, 0, -0.34, 0.32, -0.2, 0.42, -0.06, 0.2, 0.03, -0.3, 0.03, -0.5, -0.08], 5),
        flip,
      ),
      "feather",
      tone,
      stage.round(x, y - size * 0.2, size * 0.5, size * 0.3, 0.55, 0.3),
      0.2 * way,
      0.7,
    );
    if (flip > 0) {
      stage.fill(
        at(curve([-0.66, -0.34, -0.3, -0.34, 0.1, -0.24, 0.0, -0.1, -0.3, -0.12, -0.5, -0.2], 5)),
        "feather",
        { depth: 0.85, name: "swan wing", color: white, offset: [-9, 0, -5] },
        0.5,
        0.3 * way,
        0.7,
      );
      stage.fill(
        at([0.48, -0.74, 0.64, -0.66, 0.48, -0.65]),
        "fruit",
        { depth: 0.85, name: "bill", color: [60, 36, 54], fine: true },
        0.5,
        0.2,
        0.3,
      );
    }
  }
}
