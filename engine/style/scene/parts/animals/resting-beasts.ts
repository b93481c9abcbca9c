import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import type { Beast } from "./beast-builds.ts";
import { furOf, type Mass, model, relief } from "./modelling.ts";

interface Rest {
  body: Path;
  masses: Mass[];
  /** Drawn behind the body, and over it: outline and lightness against the coat. */
  behind: [Path, number][];
  over: [Path, number | Lab][];
}

const band = (points: Path, from: number, to: number) => limb(curve(points, 6, false), from, to);

/** Curled up: a round with the head tucked in and the tail drawn about it. */
const curled: Rest = {
  body: [
    -0.6, 0.005, -0.7, -0.14, -0.64, -0.34, -0.4, -0.5, -0.04, -0.54, 0.32, -0.49, 0.58, -0.34, 0.68, -0.15, 0.6, 0.005,
  ],
  masses: [
    [0, -0.26, 0.62, 0.28],
    [-0.38, -0.22, 0.28, 0.24, 0, 0.05],
    [0.3, -0.38, 0.3, 0.14, 0.3, 0.02],
  ],
  behind: [],
  over: [
    [[0.2, -0.3, 0.16, -0.52, 0.34, -0.36], -6],
    [[0.4, -0.37, 0.52, -0.5, 0.54, -0.28], -10],
    [blob(0.34, -0.19, 0.25, 0.2, 0.03, 2), -12],
    [blob(0.37, -0.2, 0.22, 0.175, 0.03, 2), 5],
    [band([0.34, -0.14, 0.4, -0.12, 0.46, -0.15], 0.012, 0.01), -26],
    [band([-0.66, -0.14, -0.44, -0.03, -0.08, -0.035, 0.28, -0.045], 0.075, 0.045), -9],
  ],
};

/** Lies with the head up and the paws before it. */
const couchant: Rest = {
  body: [
    -0.64, 0.005, -0.7, -0.16, -0.56, -0.36, -0.24, -0.45, 0.06, -0.46, 0.18, -0.58, 0.2, -0.74, 0.3, -0.85, 0.44,
    -0.86, 0.55, -0.78, 0.6, -0.66, 0.56, -0.56, 0.5, -0.48, 0.5, -0.34, 0.56, -0.14, 0.78, -0.08, 0.8, 0, 0.3, 0.01,
  ],
  masses: [
    [-0.14, -0.22, 0.48, 0.24],
    [-0.44, -0.2, 0.24, 0.21, 0, 0.05],
    [0.36, -0.32, 0.17, 0.24, 0, 0.03],
    [0.42, -0.68, 0.18, 0.16, 0, 0.07],
    [0.6, -0.06, 0.2, 0.06, 0, 0.06],
  ],
  behind: [[band([-0.6, -0.06, -0.84, -0.02, -1.0, -0.08, -1.06, -0.18], 0.06, 0.03), -8]],
  over: [
    [[0.22, -0.78, 0.22, -1.0, 0.36, -0.85], -3],
    [[0.4, -0.86, 0.52, -0.99, 0.54, -0.77], -8],
    [band([-0.18, -0.36, -0.14, -0.2, -0.22, -0.06, -0.34, -0.02], 0.014, 0.01), -22],
  ],
};

/** A dog on its haunches, looking ahead. */
const begging: Rest = {
  body: [
    -0.34, 0.005, -0.47, -0.06, -0.47, -0.25, -0.37, -0.48, -0.2, -0.72, -0.07, -0.9, -0.02, -1.06, 0.03, -1.2, 0.13,
    -1.29, 0.25, -1.27, 0.31, -1.18, 0.43, -1.14, 0.52, -1.1, 0.52, -1.03, 0.4, -0.99, 0.28, -0.97, 0.26, -0.84, 0.29,
    -0.64, 0.26, -0.4, 0.24, -0.12, 0.32, -0.05, 0.33, 0, 0.14, 0.004, 0.1, -0.02, 0.06, 0.004, -0.1, 0.01,
  ],
  masses: [
    [-0.22, -0.24, 0.25, 0.24, 0, 0.08],
    [-0.1, -0.6, 0.2, 0.36, 0.5],
    [0.13, -0.66, 0.17, 0.3, -0.1, 0.03],
    [0.18, -0.24, 0.08, 0.28, 0, 0.07],
    [0.16, -1.14, 0.15, 0.14, 0, 0.05],
    [0.39, -1.07, 0.14, 0.08, 0.1, 0.06],
  ],
  behind: [[band([-0.38, -0.06, -0.6, -0.02, -0.78, -0.1, -0.86, -0.26], 0.055, 0.025), -6]],
  over: [
    [curve([0.07, -1.25, -0.02, -1.12, -0.02, -0.95, 0.06, -0.88, 0.13, -0.98, 0.16, -1.16], 5), -12],
    [band([0.08, -0.46, 0.1, -0.28, 0.1, -0.05], 0.016, 0.01), -18],
    [band([-0.04, -0.4, 0.03, -0.24, -0.02, -0.1, -0.12, -0.04], 0.014, 0.01), -18],
    [blob(0.5, -1.1, 0.03, 0.026), [12, 2, 3]],
    [blob(0.27, -1.17, 0.02, 0.018), [12, 2, 3]],
  ],
};

const rests = { curled, couchant, begging } as const;

/** An animal at rest in one outline: curled up asleep, lying with the head up, or a dog on its haunches. */
export function paintResting(stage: Stage, beast: Beast, how: keyof typeof rests, color: Lab): void {
  const { x, base, size, depth, way, kind } = beast;
  const { body, masses, behind, over } = rests[how];
  const at = (path: Path) => place(path, x, base, size, way);
  const coat = furOf(beast, `${kind} ${how}`, color);
  const found = relief(stage, masses, beast);
  const mark = ([path, L]: [Path, number | Lab]) =>
    stage.fill(
      at(path),
      "fur",
      typeof L === "number" ? coat(`mark ${L}`, L) : { depth, name: `${kind} ${how} dark`, color: L, fine: true },
      (px, py) => 0.42 + 0.24 * found.light(px, py),
      found.along,
      0.45,
    );
  behind.forEach(mark);
  model(stage, at(curve(body, 6)), found, size, coat);
  over.forEach(mark);
  if (kind === "fox") {
    const white: Lab = [90, 2, 8];
    mark([blob(how === "curled" ? 0.26 : -1.02, how === "curled" ? -0.045 : -0.13, 0.09, 0.055), white]);
  }
}
