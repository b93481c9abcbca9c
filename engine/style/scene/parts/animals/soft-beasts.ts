import { inLight, type Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import { isDown } from "../../read/doings.ts";
import type { Stage, Tone } from "../../stage.ts";
import type { Beast } from "./beast-builds.ts";

/** A sheep on its legs or lying, the head up or down to graze. */
export function paintSheep(stage: Stage, beast: Beast): void {
  const { x, size, depth, way } = beast;
  const lies = isDown(beast.doing);
  const base = beast.base + (lies ? 0.27 * size : 0);
  const at = (path: Path) => place(path, x, base, size, way);
  const wool: Lab = stage.setting.colors.fur ?? inLight([86, 2, 11], stage.setting.climate);
  const form = stage.round(x, base - size * 0.6, size * 0.6, size * 0.42, 0.52, 0.4);
  const curl = (px: number, py: number) => 6 * stage.noise(px * 9, py * 9);
  for (const lx of lies ? [] : [-0.38, -0.24, 0.26, 0.4])
    stage.fill(
      at(limb([lx, -0.36, lx + 0.03, -0.16, lx - 0.01, 0], 0.05, 0.03)),
      "fur",
      { depth, name: "sheep leg", color: inLight([24, 4, 8], stage.setting.climate) },
      0.4,
      Math.PI / 2,
      0.5,
    );
  // The fleece in three tones, each a cloud of locks that shifts towards the light.
  const fleece = [
    ["wool shade", [-19, 0, -6], 0, 1],
    ["wool", [-3, 0, -1], 0.05, 0.86],
    ["wool lit", [9, 0, 2], 0.15, 0.52],
  ] as const;
  const lit = stage.light.x * way;
  for (const [name, offset, shift, scale] of fleece) {
    const tone = { depth, name, color: wool, offset: [...offset] as Lab };
    for (let i = 0; i < 14; i++) {
      const a = (i / 14) * Math.PI * 2;
      const lock = blob(
        lit * shift + Math.cos(a) * 0.44 * scale,
        -0.6 - shift * 0.7 + Math.sin(a) * 0.24 * scale,
        0.15 * (0.6 + 0.4 * scale),
        0.14 * (0.6 + 0.4 * scale),
      );
      stage.fill(at(lock), "fur", tone, form, curl, 0.7);
    }
    stage.fill(at(blob(lit * shift, -0.6 - shift * 0.7, 0.46 * scale, 0.27 * scale)), "fur", tone, form, curl, 0.7);
  }
  // Down to graze or up to look: a long face before a woolly poll, an ear to the side.
  const [hx, hy, turn] = beast.grazing ? [0.58, -0.44, 1.05] : [0.56, -0.86, 0.5];
  const head = (path: Path) => at(place(path, hx, hy, 1, 1, turn));
  const face = (name: string, L: number): Tone => ({
    depth,
    name: `sheep ${name}`,
    color: inLight([26 + L, 4, 8], stage.setting.climate),
  });
  const muzzle = [-0.1, -0.1, 0.04, -0.13, 0.18, -0.1, 0.33, -0.07, 0.37, 0, 0.32, 0.06, 0.16, 0.09, -0.06, 0.12];
  stage.fill(head(curve(muzzle, 4)), "fur", face("face", 0), form, turn * way, 0.5);
  stage.fill(
    head(curve([-0.02, -0.11, 0.18, -0.09, 0.33, -0.06, 0.2, -0.02, 0, -0.02], 4)),
    "fur",
    face("brow", 13),
    0.6,
    0,
    0.5,
  );
  stage.fill(
    head(blob(-0.1, 0.0, 0.15, 0.16)),
    "fur",
    { depth, name: "wool", color: wool, offset: [-3, 0, -1] },
    form,
    curl,
    0.6,
  );
  stage.fill(at(blob(hx - 0.08, hy + 0.05, 0.12, 0.045, 0, 0, 5, 0.5)), "fur", face("ear", 5), 0.5, 0, 0.4);
}
