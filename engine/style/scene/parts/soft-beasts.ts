import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage } from "../stage.ts";
import type { Beast } from "./beast-builds.ts";

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
