import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";
import type { Arrangement } from "../../staging.ts";
import { paintLeaf } from "../plants/leaves.ts";
import { type Mass, relief } from "./modelling.ts";

/** Back, breast and bill. */
type Plumage = [Lab, Lab, Lab];
const black: Lab = [16, 1, -3];
const known: [RegExp, Plumage][] = [
  [/^(?:crow|raven)s?$/, [black, [20, 1, -4], [12, 0, 0]]],
  [
    /^robins?$/,
    [
      [42, 8, 20],
      [60, 42, 54],
      [24, 4, 8],
    ],
  ],
  [
    /^(?:pigeon|dove)s?$/,
    [
      [66, 0, -5],
      [80, 5, 0],
      [40, 8, 8],
    ],
  ],
  [
    /^parrots?$/,
    [
      [52, -42, 36],
      [56, 58, 44],
      [30, 4, 4],
    ],
  ],
  [
    /^sparrows?$/,
    [
      [44, 10, 24],
      [78, 3, 12],
      [34, 6, 14],
    ],
  ],
  [
    /^owls?$/,
    [
      [46, 8, 20],
      [80, 4, 16],
      [40, 6, 14],
    ],
  ],
];
const others: Plumage[] = [
  [
    [44, -2, -30],
    [82, 0, 56],
    [20, 0, 0],
  ],
  [
    [42, 8, 20],
    [60, 42, 54],
    [24, 4, 8],
  ],
  [
    [38, 0, -8],
    [58, 44, 30],
    [14, 0, 0],
  ],
  [
    [48, 8, 24],
    [84, 3, 14],
    [36, 8, 16],
  ],
];

/** Looks right; the claws hold the bough at 0. */
const outline: Path = [
  0.37, -0.66, 0.345, -0.755, 0.24, -0.82, 0.12, -0.79, 0.05, -0.68, -0.06, -0.52, -0.2, -0.34, -0.34, -0.16, -0.46, 0,
  -0.34, 0.03, -0.18, 0.05, 0.0, 0.045, 0.17, -0.03, 0.31, -0.18, 0.385, -0.36, 0.385, -0.52, 0.375, -0.6,
];
const masses: Mass[] = [
  [0.02, -0.28, 0.34, 0.25, -0.85],
  [0.2, -0.28, 0.2, 0.27, -0.3, 0.05],
  [0.22, -0.65, 0.17, 0.16, 0, 0.1],
];

/** One bird at rest on a bough that reaches into the picture, what the picture is about. */
export function paintSongbird(stage: Stage, plan: Arrangement, words: string[]): void {
  const random = stage.random.branch("songbird");
  const { w, h } = stage;
  const named = known.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1];
  const [own, breast, bill] = named ?? random.pick(others);
  const back = stage.setting.colors.feather ?? own;
  const way: 1 | -1 = plan.focus < 0.5 ? 1 : -1;
  const size = (plan.emptiness > 0.75 ? 0.5 : 0.6) * Math.min(1.1, h);
  const x = w * (0.5 + 0.5 * (plan.focus - 0.5));
  const y = h * 0.5 + size * 0.3;
  const bough = boughAt(stage, x, y, way);
  const at = (path: Path) => place(path, x, y - 0.012, size, way);
  const found = relief(stage, masses, { x, base: y, size, way });
  const tone = (name: string, color: Lab, L = 0, fine = false): Tone => ({
    depth: 0.94,
    name: `songbird ${name}`,
    color,
    fine,
    ...(L ? { offset: [L, 0, L * 0.2] as Lab } : {}),
  });
  const mark = (name: string, path: Path, color: Lab, L = 0, fine = false) =>
    stage.fill(
      at(path),
      "feather",
      tone(name, color, L, fine),
      (px, py) => 0.46 + 0.22 * found.light(px, py),
      found.along,
      0.5,
    );
  mark("tail", curve([-0.3, -0.12, -0.24, 0.0, -0.66, 0.36, -0.78, 0.36, -0.76, 0.27], 3), back, -12);
  mark("bill", [0.36, -0.69, 0.52, -0.635, 0.36, -0.6], bill, 0, true);
  for (const foot of [0.02, 0.13])
    mark("leg", limb([foot - 0.02, -0.04, foot, 0.04, foot + 0.05, 0.05], 0.016, 0.012), bill, 0, true);
  const lit = [9, 0, -10, -18];
  const backs = lit.map((L) => stage.tone("feather", tone(`back ${L}`, back, L)));
  const breasts = lit.map((L) => stage.tone("feather", tone(`breast ${L}`, breast, L)));
  stage.canvas.fill(at(curve(outline, 6)), {
    layer: (px, py) => {
      const u = ((px - x) / size) * way;
      const v = (py - y) / size;
      const ruffled = 0.1 * (stage.noise((px / size) * 9, (py / size) * 9) - 0.5);
      const light = found.light(px, py) + 2.6 * ruffled;
      const step = light > 0.7 ? 0 : light > 0.3 ? 1 : light > 0 ? 2 : 3;
      // The breast begins under the eye and runs down the front.
      const front = u - 0.17 - 0.5 * (v + 0.42) ** 2 + 0.25 * Math.max(0, v + 0.16) + ruffled;
      return front > 0 && v > -0.64 + ruffled ? breasts[step]! : backs[step]!;
    },
    shade: (px, py) => 0.42 + 0.26 * found.light(px, py) + 0.2 * (stage.noise(px * 30, py * 30) - 0.5),
    angle: (px, py) => found.along(px, py) + 0.4 * (stage.noise(px * 16, py * 16) - 0.5),
    grain: 0.6,
  });
  const wing = curve(
    [0.1, -0.5, 0.16, -0.34, 0.1, -0.18, -0.1, -0.05, -0.36, 0.06, -0.56, 0.13, -0.4, -0.06, -0.2, -0.3, -0.02, -0.48],
    5,
  );
  mark("wing", wing, back, -9);
  for (const k of [0, 1, 2])
    mark(
      "feathers",
      limb(
        curve(
          [0.1 - 0.05 * k, -0.24 - 0.08 * k, -0.1 - 0.05 * k, -0.1 - 0.06 * k, -0.42 - 0.02 * k, 0.07 - 0.04 * k],
          4,
          false,
        ),
        0.014,
        0.006,
      ),
      back,
      k === 1 ? 12 : -22,
    );
  mark("eye", blob(0.275, -0.69, 0.027, 0.027), [8, 0, 0], 0, true);
  mark("spark", blob(0.284, -0.7, 0.009, 0.009), [94, 0, 0], 0, true);
  bough();
}

/** A bough under a point; what is returned paints the leaves that hang before it. */
function boughAt(stage: Stage, x: number, y: number, way: 1 | -1): () => void {
  const random = stage.random.branch("perch");
  const edge = way > 0 ? -0.03 : stage.w + 0.03;
  const end = x + way * random.between(0.26, 0.36);
  const rise = random.between(0.04, 0.1);
  const spine = curve(
    [
      edge,
      y + rise,
      (edge + x) / 2,
      y + rise * 0.3 + 0.015,
      x,
      y + 0.01,
      (x + end) / 2,
      y - 0.012,
      end,
      y - rise * 0.6,
    ],
    8,
    false,
  );
  const dark: Tone = { depth: 0.94, name: "perch" };
  const lit: Tone = { depth: 0.94, name: "perch lit", offset: [13, 1, 5] };
  const bark = stage.grainy(0.48, 0.3, 10, 50);
  const lean = (stage.light.y < 0 ? -1 : 1) * 0.011;
  stage.fill(limb(spine, 0.03, 0.007), "trunk", dark, bark, 0.05 * way, 0.6);
  stage.fill(
    limb(
      spine.map((v, i) => (i % 2 ? v + lean : v)),
      0.011,
      0.003,
    ),
    "trunk",
    lit,
    bark,
    0.05 * way,
    0.5,
  );
  const twigs: [number, number, number][] = [];
  for (let k = 6; k < spine.length - 1; k += 10) {
    const [px, py] = [spine[k]!, spine[k + 1]!];
    const near = Math.abs(px - x) < 0.2;
    const up = near ? 1 : random.sign();
    const reach = random.between(0.06, 0.14);
    const [tx, ty] = [px + way * reach * 0.8, py + up * reach * 0.7];
    stage.fill(limb([px, py, tx, ty], 0.007, 0.003), "trunk", dark, bark, 0.6 * up * way, 0.5);
    twigs.push([tx, ty, up]);
  }
  return () => {
    if (stage.setting.climate.season === "winter") return;
    for (const [tx, ty, up] of twigs)
      for (let k = 0; k < 5; k++)
        paintLeaf(
          stage,
          tx - way * 0.02 * k,
          ty - up * 0.012 * k,
          random.between(0.06, 0.1),
          (way > 0 ? 0 : Math.PI) + random.between(-0.9, 0.9) + 0.5 * up * way,
          0.95,
        );
  };
}
