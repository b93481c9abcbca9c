import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";
import type { Beast } from "./beast-builds.ts";

/** A cat sitting with its back to us. */
export function sittingCat(stage: Stage, beast: Beast): void {
  const { x, base, size, depth, way } = beast;
  const random = stage.random.branch("cat");
  const color: Lab =
    stage.setting.colors.fur ??
    random.pick<Lab>([
      [22, 2, 4],
      [60, 26, 46],
      [56, 2, 6],
      [84, 3, 10],
    ]);
  const at = (path: Path) => place(path, x, base, size, way);
  const tone = (name: string, L: number): Tone => ({ depth, name: `cat ${name}`, color, offset: [L, 0, L * 0.3] });
  const form = stage.round(x, base - size * 0.4, size * 0.4, size * 0.6, 0.5, 0.4);
  const down = (px: number, py: number) =>
    Math.PI / 2 + ((px - x) / size) * 0.9 + 0.4 * (stage.noise(px * 20, py * 20) - 0.5);
  stage.fill(
    at(limb(curve([0.22, -0.06, 0.52, -0.02, 0.72, -0.1, 0.74, -0.28, 0.66, -0.36], 5, false), 0.055, 0.035)),
    "fur",
    tone("tail", -3),
    0.5,
    0.2,
    0.6,
  );
  stage.fill(
    at(
      curve(
        [
          -0.36, -0.02, -0.4, -0.22, -0.31, -0.5, -0.2, -0.7, 0.2, -0.7, 0.31, -0.5, 0.4, -0.22, 0.36, -0.02, 0.18,
          0.02, -0.18, 0.02,
        ],
        5,
      ),
    ),
    "fur",
    tone("body", 0),
    form,
    down,
    0.7,
  );
  const shade = -stage.light.x * way;
  stage.fill(
    at(
      curve(
        [
          shade * 0.1,
          -0.66,
          shade * 0.26,
          -0.5,
          shade * 0.36,
          -0.22,
          shade * 0.32,
          -0.02,
          shade * 0.14,
          0,
          shade * 0.18,
          -0.3,
        ],
        5,
      ),
    ),
    "fur",
    tone("shade", -9),
    form,
    down,
    0.7,
  );
  stage.fill(
    at([-0.21, -0.84, -0.2, -1.1, -0.06, -0.98, 0.06, -0.98, 0.2, -1.1, 0.21, -0.84]),
    "fur",
    tone("ears", -3),
    form,
    down,
    0.5,
  );
  stage.fill(at(blob(0, -0.83, 0.22, 0.18, 0.03, 2)), "fur", tone("head", 2), form, down, 0.6);
  for (const y of [-0.6, -0.48, -0.36])
    stage.fill(
      at(limb(curve([-0.14, y + 0.03, 0, y, 0.14, y + 0.03], 4, false), 0.016, 0.01)),
      "fur",
      tone("stripe", -10),
      0.4,
      0,
      0.5,
    );
}

export function sheep(stage: Stage, beast: Beast): void {
  const { x, base, size, depth, way } = beast;
  const at = (path: Path) => place(path, x, base, size, way);
  const wool: Lab = stage.setting.colors.fur ?? [86, 2, 11];
  const form = stage.round(x, base - size * 0.6, size * 0.6, size * 0.42, 0.52, 0.4);
  const curl = (px: number, py: number) => 6 * stage.noise(px * 9, py * 9);
  for (const lx of [-0.38, -0.24, 0.26, 0.4])
    stage.fill(
      at(limb([lx, -0.36, lx, 0], 0.045, 0.035)),
      "fur",
      { depth, name: "sheep leg", color: [24, 4, 8] },
      0.4,
      Math.PI / 2,
      0.5,
    );
  const head = beast.grazing
    ? [0.52, -0.5, 0.72, -0.34, 0.86, -0.1, 0.78, -0.02, 0.66, -0.12, 0.5, -0.34]
    : [0.44, -0.78, 0.6, -0.94, 0.76, -0.9, 0.92, -0.7, 0.86, -0.6, 0.68, -0.62, 0.5, -0.6];
  stage.fill(at(curve(head, 4)), "fur", { depth, name: "sheep head", color: [26, 4, 8] }, 0.5, 0.8, 0.5);
  stage.fill(
    at(blob(0, -0.6, 0.58, 0.36, 0.26, 3, 14)),
    "fur",
    { depth, name: "wool shade", color: wool, offset: [-15, 0, -6] },
    form,
    curl,
    0.7,
  );
  stage.fill(
    at(blob(0.03 + stage.light.x * way * 0.05, -0.66, 0.5, 0.28, 0.3, 6, 14)),
    "fur",
    { depth, name: "wool", color: wool },
    form,
    curl,
    0.7,
  );
}
