import { inLight, type Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import type { Beast } from "./beast-builds.ts";
import { furOf, type Mass, model, relief } from "./modelling.ts";
import { paintResting } from "./resting-beasts.ts";

const coats: Lab[] = [
  [24, 2, 4],
  [60, 26, 44],
  [52, 3, 8],
  [82, 3, 12],
];

/** Sits sideways, looking ahead. */
const profile: Path = [
  -0.36, 0.005, -0.46, -0.05, -0.49, -0.17, -0.45, -0.34, -0.35, -0.5, -0.2, -0.65, -0.06, -0.77, 0.0, -0.86, 0.0,
  -0.95, 0.06, -1.04, 0.17, -1.075, 0.28, -1.04, 0.335, -0.97, 0.36, -0.92, 0.362, -0.87, 0.335, -0.82, 0.27, -0.785,
  0.255, -0.72, 0.275, -0.58, 0.265, -0.42, 0.235, -0.26, 0.225, -0.1, 0.29, -0.045, 0.3, 0, 0.16, 0.005, 0.1, -0.02,
  0.06, 0, -0.1, 0.01,
];
const profileMasses: Mass[] = [
  [-0.23, -0.2, 0.25, 0.21, 0, 0.1],
  [-0.12, -0.5, 0.19, 0.32, 0.62],
  [0.12, -0.56, 0.16, 0.26, -0.1, 0.03],
  [0.17, -0.2, 0.075, 0.24, 0.06, 0.07],
  [0.0, -0.04, 0.15, 0.05, 0, 0.12],
  [0.18, -0.92, 0.17, 0.14, 0, 0.06],
  [0.3, -0.88, 0.07, 0.06, 0.2, 0.09],
];

/** Sits with its back to us, the head turned a little aside. */
const back: Path = [
  -0.3, 0.01, -0.41, -0.06, -0.42, -0.22, -0.35, -0.42, -0.25, -0.6, -0.18, -0.73, -0.17, -0.84, -0.16, -0.96, -0.07,
  -1.04, 0.06, -1.05, 0.17, -0.99, 0.22, -0.89, 0.2, -0.78, 0.21, -0.68, 0.29, -0.5, 0.38, -0.3, 0.42, -0.14, 0.36,
  -0.01, 0.14, 0.02,
];
const backMasses: Mass[] = [
  [-0.22, -0.18, 0.2, 0.2, 0, 0.03],
  [0.22, -0.18, 0.2, 0.2, 0, 0.03],
  [0, -0.42, 0.26, 0.38],
  [0.02, -0.89, 0.19, 0.16, 0, 0.08],
];

/** A cat: asleep in a round, lying with the head up, or sitting sideways or with its back to us. */
export function paintCat(stage: Stage, beast: Beast) {
  const { x, doing } = beast;
  const random = stage.random.branch(`cat ${x.toFixed(3)}`);
  const color: Lab = stage.setting.colors.fur ?? inLight(random.pick(coats), stage.setting.climate);
  if (doing === "sleeping") return paintResting(stage, beast, "curled", color);
  if (doing === "lying" || (doing === undefined && random.chance(0.25)))
    return paintResting(stage, beast, "couchant", color);
  sittingCat(stage, beast, color);
}

function sittingCat(stage: Stage, beast: Beast, color: Lab): void {
  const { x, base, size, depth, way } = beast;
  const random = stage.random.branch(`sitting ${x.toFixed(3)}`);
  const aside = random.chance(0.6);
  const at = (path: Path) => place(path, x, base, size, way);
  const coat = furOf(beast, "cat", color);
  const found = relief(stage, aside ? profileMasses : backMasses, beast);
  const mark = (name: string, path: Path, L: number | Lab, fine = false) =>
    stage.fill(
      at(path),
      "fur",
      typeof L === "number"
        ? { ...coat(name, L), fine }
        : { depth, name: `cat ${name}`, color: inLight(L, stage.setting.climate), fine },
      (px, py) => 0.45 + 0.2 * found.light(px, py),
      found.along,
      0.45,
    );
  const tail = aside
    ? [-0.4, -0.05, -0.56, -0.01, -0.7, -0.05, -0.77, -0.17, -0.73, -0.28]
    : [0.3, -0.04, 0.5, 0.0, 0.66, -0.06, 0.7, -0.2, 0.63, -0.3];
  mark("tail", limb(curve(tail, 6, false), 0.055, 0.03), -8);
  const ears = aside
    ? [
        [0.02, -0.99, 0.05, -1.19, 0.17, -1.05],
        [0.17, -1.05, 0.27, -1.18, 0.3, -1.0],
      ]
    : [
        [-0.16, -0.93, -0.15, -1.19, -0.02, -1.03],
        [0.06, -1.04, 0.18, -1.19, 0.21, -0.93],
      ];
  mark("far ear", ears[aside ? 1 : 0]!, -13);
  model(stage, at(curve(aside ? profile : back, 6)), found, size, coat);
  mark("ear", ears[aside ? 0 : 1]!, -2);
  if (color[0] > 40 && color[0] < 75)
    for (const stripe of aside ? profileStripes : backStripes) mark("stripe", stripe, -15);
  if (!aside) return;
  mark("haunch", limb(curve([-0.02, -0.36, 0.03, -0.22, -0.02, -0.1, -0.1, -0.05], 5, false), 0.012, 0.008), -24);
  mark("foreleg", limb(curve([0.1, -0.42, 0.11, -0.24, 0.12, -0.05], 5, false), 0.014, 0.008), -24);
  if (color[0] < 75)
    mark("breast", curve([0.26, -0.76, 0.275, -0.58, 0.25, -0.42, 0.2, -0.52, 0.2, -0.68], 5), [88, 2, 9]);
  mark("eye", blob(0.275, -0.955, 0.03, 0.026, 0, 0, 5, -0.3), [14, 2, 4], true);
  mark("nose", blob(0.355, -0.905, 0.015, 0.013), [40, 16, 12], true);
}

const band = (points: Path) => limb(curve(points, 4, false), 0.018, 0.006);
const profileStripes = [
  band([-0.3, -0.56, -0.22, -0.44, -0.16, -0.38]),
  band([-0.19, -0.66, -0.1, -0.54, -0.04, -0.48]),
  band([-0.46, -0.28, -0.34, -0.26, -0.26, -0.2]),
  band([-0.48, -0.15, -0.36, -0.14, -0.27, -0.1]),
  band([0.08, -1.02, 0.1, -0.95, 0.1, -0.88]),
];
const backStripes = [
  band([-0.14, -0.64, 0, -0.67, 0.14, -0.64]),
  band([-0.2, -0.5, 0, -0.54, 0.2, -0.5]),
  band([-0.24, -0.36, 0, -0.4, 0.24, -0.36]),
  band([-0.24, -0.22, 0, -0.26, 0.24, -0.22]),
];
