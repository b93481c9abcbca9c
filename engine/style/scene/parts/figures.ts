import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";
import { castShadow } from "./shadows.ts";

export interface Figure {
  x: number;
  base: number;
  height: number;
  kind: "woman" | "man" | "child";
  depth: number;
  umbrella?: boolean;
  /** Index of the clothes' colour. */
  dress: number;
}

/** Colours of clothes against the plain one. */
export const clothes: Lab[] = [
  [0, 0, 0],
  [14, 38, 40],
  [44, -8, 34],
  [-16, -8, 16],
  [34, 8, 10],
];

/** A person seen from behind or far off: posture and clothes, no face. */
export function paintFigure(stage: Stage, figure: Figure): void {
  const { x, base, height, kind, depth } = figure;
  const random = stage.random.branch(`figure ${x.toFixed(3)}`);
  const way = random.sign();
  const at = (path: Path) => place(path, x, base, height, way);
  const offset = stage.setting.colors.cloth ? ([0, 0, 0] as Lab) : clothes[figure.dress % clothes.length]!;
  const wear = (extra: Lab, name: string): Tone => ({
    depth,
    name: `${name} ${figure.dress}`,
    offset: [offset[0] + extra[0], offset[1] + extra[1], offset[2] + extra[2]],
  });
  const form = stage.round(x, base - height * 0.55, height * 0.2, height * 0.7, 0.5, 0.32);
  const down = Math.PI / 2;
  castShadow(stage, x, base, height * 0.42, depth);
  const shadowSide = (path: Path): Path => path.map((v, i) => (i % 2 ? v : v * 0.55 - stage.light.x * way * 0.055));
  let body: Path;
  if (kind === "woman") {
    body = curve(
      [
        -0.21, 0, -0.17, -0.28, -0.085, -0.53, -0.135, -0.72, -0.09, -0.815, 0, -0.83, 0.09, -0.815, 0.135, -0.72,
        0.085, -0.53, 0.17, -0.28, 0.21, 0,
      ],
      4,
    );
  } else {
    const stride = random.between(0.03, 0.07);
    for (const leg of [-1, 1])
      stage.fill(
        at(limb([leg * 0.05, -0.46, leg * (0.045 + stride * 0.5), -0.22, leg * (0.04 + stride), 0], 0.058, 0.036)),
        "cloth",
        { depth, name: "trousers", offset: [-10, -2, 10] },
        0.42,
        down,
        0.5,
      );
    body = curve(
      [-0.15, -0.37, -0.135, -0.6, -0.16, -0.76, -0.08, -0.83, 0.08, -0.83, 0.16, -0.76, 0.135, -0.6, 0.15, -0.37],
      4,
    );
  }
  stage.fill(at(limb([0, -0.8, 0, -0.88], 0.035, 0.032)), "skin", { depth, fine: true }, 0.45, down, 0.5);
  stage.fill(at(body), "cloth", wear([0, 0, 0], "coat"), form, down, 0.6);
  stage.fill(at(shadowSide(body)), "cloth", wear([-9, 0, -4], "coat shade"), form, down, 0.6);
  if (kind === "woman")
    for (const [top, hem, wide] of [
      [-0.03, -0.1, 0.034],
      [0.035, 0.085, 0.026],
    ] as const)
      stage.fill(
        at(limb([top, -0.52, (top + hem) / 2, -0.26, hem, -0.01], 0.004, wide)),
        "cloth",
        wear([-15, 0, -6], "fold"),
        0.4,
        down,
        0.5,
      );
  const folded = random.chance(0.5) ? random.sign() : 0;
  for (const arm of [-1, 1]) {
    const raised = figure.umbrella && arm === 1;
    const hidden = raised || arm === folded;
    const hand = arm === folded ? [arm * 0.07, -0.53] : [arm * 0.13, -0.43];
    const path = raised ? [0.115, -0.77, 0.16, -0.66, 0.1, -0.76] : [arm * 0.118, -0.77, arm * 0.16, -0.6, ...hand];
    stage.fill(at(limb(path, 0.045, 0.03)), "cloth", wear([4, 1, 1], "sleeve"), form, down, 0.5);
    if (!hidden) stage.fill(at(blob(arm * 0.13, -0.415, 0.024, 0.03)), "skin", { depth, fine: true }, 0.5, down, 0.4);
  }
  stage.fill(at(blob(0, -0.915, 0.058, 0.072)), "hair", { depth, fine: true }, form, down, 0.5);
  if (kind === "woman" && random.chance(0.6))
    stage.fill(at(blob(0.01, -0.965, 0.036, 0.032)), "hair", { depth, fine: true }, 0.55, 0, 0.5);
  else if (kind !== "child") {
    const straw: Tone = { depth, name: "hat", offset: kind === "man" ? [-8, -6, 12] : [42, -8, 46], fine: true };
    stage.fill(at(blob(0, -0.945, 0.115, 0.026)), "cloth", straw, 0.5, 0, 0.5);
    stage.fill(at(blob(0, -0.97, 0.062, 0.042)), "cloth", straw, 0.6, 0, 0.5);
  }
  if (figure.umbrella) umbrella(stage, at, depth);
}

function umbrella(stage: Stage, at: (path: Path) => Path, depth: number): void {
  const red: Lab = stage.setting.colors.cloth ?? [50, 58, 40];
  stage.fill(
    at(limb([0.1, -0.74, 0.06, -1.3], 0.008, 0.006)),
    "trunk",
    { depth, fine: true, name: "handle" },
    0.4,
    Math.PI / 2,
    0.4,
  );
  stage.fill(
    at(
      curve(
        [-0.36, -1.02, -0.22, -1.24, 0.05, -1.34, 0.32, -1.24, 0.46, -1.02, 0.26, -1.07, 0.06, -1.03, -0.16, -1.07],
        4,
      ),
    ),
    "cloth",
    { depth, name: "umbrella", color: red },
    0.6,
    0.3,
    0.6,
  );
  stage.fill(
    at(curve([0.05, -1.34, 0.32, -1.24, 0.46, -1.02, 0.26, -1.07, 0.12, -1.04], 4)),
    "cloth",
    { depth, name: "umbrella shade", color: red, offset: [-12, 0, -4] },
    0.45,
    0.9,
    0.6,
  );
}
