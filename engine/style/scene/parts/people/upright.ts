import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, stretched } from "../../draw/path.ts";
import { isGrown, isManly } from "../../read/persons.ts";
import type { Body } from "./body.ts";
import { paintHead } from "./head.ts";

/** Somebody who stands with the back to us, the weight on one leg, the shoulders turned a little. */
export function paintUpright(body: Body): void {
  const { figure } = body;
  const random = body.stage.random.branch(`upright ${figure.x.toFixed(3)} ${figure.dress}`);
  const long = figure.kind === "woman" || figure.trade === "monk" || figure.trade === "royal";
  const child = !isGrown(figure);
  if (long) gown(body);
  else if (figure.kind === "girl") frock(body);
  else legs(body, figure.kind === "boy");
  if (!long && figure.kind !== "girl") jacket(body, figure.kind === "boy");
  else bodice(body);
  arms(body, random.next());
  if (figure.trade === "royal") {
    const cloak: Path = [
      -0.05, -0.83, 0.05, -0.83, 0.11, -0.7, 0.13, -0.4, 0.2, 0, -0.24, 0.01, -0.15, -0.4, -0.12, -0.7,
    ];
    body.hang(curve(cloak, 5), body.main, 0, 0.18);
    body.hang(curve([-0.1, -0.8, 0, -0.85, 0.1, -0.8, 0.08, -0.75, 0, -0.78, -0.08, -0.75], 4), body.pale, 0, 0.1);
  } else if (figure.trade === "shepherd") {
    const cloak: Path = [
      -0.06, -0.83, 0.06, -0.83, 0.13, -0.74, 0.14, -0.5, 0.15, -0.34, 0, -0.31, -0.17, -0.34, -0.14, -0.5, -0.13,
      -0.74,
    ];
    body.hang(curve(cloak, 5), body.wood, 0, 0.16);
  } else if (figure.kind === "woman" && (figure.old || random.chance(0.35)) && figure.trade === undefined) {
    const shawl: Path = [
      -0.05, -0.845, 0.05, -0.845, 0.12, -0.78, 0.11, -0.66, 0.02, -0.52, -0.02, -0.52, -0.125, -0.66, -0.125, -0.78,
    ];
    body.hang(curve(shawl, 5), figure.old ? body.dark : body.pale, 0, 0.13);
  }
  paintHead(body, 0.006, child ? -0.9 : -0.922, "back", child ? 1.34 : 1.05);
}

function gown({ hang, main, pale, plain, figure, dark }: Body): void {
  plain(blob(-0.05, -0.008, 0.035, 0.014), dark);
  const skirt: Path = [
    -0.062, -0.63, 0.06, -0.635, 0.096, -0.54, 0.118, -0.36, 0.142, -0.16, 0.168, -0.02, 0.07, 0, -0.05, -0.012, -0.17,
    -0.024, -0.146, -0.2, -0.12, -0.38, -0.1, -0.53,
  ];
  hang(curve(skirt, 5), main, -0.004, 0.14, { folds: 1.3 });
  if (figure.trade === "farmer" || figure.dress % 4 === 1) {
    // The bow of an apron and its ribbons.
    plain(curve([-0.005, -0.62, -0.05, -0.65, -0.045, -0.59, 0, -0.61, 0.045, -0.585, 0.05, -0.645], 4), pale);
    plain(limb([0, -0.61, -0.02, -0.5, -0.03, -0.38], 0.012, 0.018), pale, -6);
  }
}

function frock({ hang, main, skin, pale, plain, dark }: Body): void {
  for (const [hip, knee, foot] of [
    [0.04, 0.045, 0.042],
    [-0.045, -0.06, -0.074],
  ] as const) {
    skin(limb([hip, -0.36, knee, -0.22, foot, -0.03], 0.042, 0.026), -4);
    plain(limb([foot + (knee - foot) * 0.4, -0.11, foot, -0.03], 0.03, 0.028), pale);
    plain(blob(foot, -0.014, 0.042, 0.018), dark);
  }
  const skirt: Path = [
    -0.075, -0.6, 0.075, -0.6, 0.12, -0.5, 0.165, -0.36, 0.19, -0.27, 0.08, -0.245, -0.04, -0.26, -0.2, -0.27, -0.16,
    -0.38, -0.12, -0.5,
  ];
  hang(curve(skirt, 5), main, 0, 0.16, { folds: 1.2, y: -0.4 });
  plain(curve([-0.078, -0.6, 0.078, -0.605, 0.08, -0.57, -0.08, -0.565], 3), pale);
}

function bodice({ hang, main, figure }: Body): void {
  const wide = figure.kind === "girl" ? 1.06 : 1;
  const back: Path = [
    -0.062, -0.61, -0.074, -0.68, -0.1, -0.75, -0.104, -0.795, -0.05, -0.838, 0.045, -0.846, 0.1, -0.81, 0.104, -0.76,
    0.078, -0.69, 0.062, -0.61,
  ];
  hang(curve(stretched(back, wide), 4), main, 0, 0.11, { folds: 0.6 });
}

function legs({ hang, lower, skin, plain, dark, pale, figure }: Body, short: boolean): void {
  const stuff = figure.trade === "sailor" ? pale : lower;
  for (const [hip, knee, foot, rise] of [
    [-0.05, -0.072, -0.098, -0.008],
    [0.046, 0.05, 0.044, 0],
  ] as const) {
    if (short) {
      skin(limb([hip, -0.4, knee, -0.24, foot, -0.03], 0.042, 0.028), -4);
      plain(limb([foot, -0.1, foot, -0.03], 0.03, 0.03), pale, -10);
    } else
      hang(limb(curve([hip, -0.52, knee, -0.27, foot, -0.025 + rise], 5, false), 0.066, 0.042), stuff, hip, 0.09, {
        folds: 0.8,
      });
    plain(blob(foot + (foot > 0 ? 0.008 : -0.01), -0.014 + rise, 0.046, 0.018), dark);
  }
  if (short) {
    const shorts: Path = [
      -0.096, -0.54, 0.096, -0.54, 0.112, -0.34, 0.012, -0.33, 0, -0.4, -0.014, -0.33, -0.122, -0.34,
    ];
    hang(shorts, stuff, 0, 0.11, { folds: 0.6 });
  }
}

function jacket({ hang, main, figure, plain, dark }: Body, boy: boolean): void {
  const hem = boy || figure.trade === "sailor" ? -0.5 : -0.43;
  const broad = boy ? 0.92 : 1;
  const back: Path = [
    -0.122,
    hem,
    -0.104,
    -0.6,
    -0.132,
    -0.72,
    -0.138,
    -0.785,
    -0.07,
    -0.835,
    0.06,
    -0.85,
    0.13,
    -0.805,
    0.134,
    -0.74,
    0.104,
    -0.6,
    0.116,
    hem + 0.012,
    0,
    hem - 0.014,
  ];
  hang(curve(stretched(back, broad), 4), main, 0, 0.13, { folds: 0.9 });
  if (figure.trade === "farmer" || figure.dress % 3 === 2)
    for (const side of [-1, 1])
      plain(limb([side * 0.07, -0.83, side * 0.02, -0.66, side * 0.06, -0.53], 0.011, 0.011), dark, 4);
}

function arms(body: Body, chance: number): void {
  const { figure, arm } = body;
  const manly = isManly(figure);
  const reach = manly ? 0.126 : 0.096;
  const coat = body.main;
  const holding =
    figure.umbrella ||
    figure.trade === "fisher" ||
    figure.trade === "shepherd" ||
    figure.trade === "farmer" ||
    figure.trade === "walker" ||
    figure.old;
  // The near arm holds what is carried; the other hangs, rests on the hip or is hidden before the body.
  if (figure.umbrella) arm([reach, -0.785, reach + 0.045, -0.68, reach - 0.01, -0.76], coat);
  else if (figure.trade === "painter") arm([reach, -0.785, reach + 0.06, -0.7, reach + 0.14, -0.74], coat);
  else if (holding) arm([reach, -0.785, reach + 0.04, -0.67, reach + 0.085, -0.57], coat);
  else if (figure.carries) arm([reach, -0.785, reach + 0.03, -0.66, reach + 0.04, -0.52], coat);
  else if (chance < 0.34) arm([reach, -0.785, reach + 0.08, -0.68, reach - 0.03, -0.585], coat);
  else arm([reach, -0.785, reach + 0.025, -0.63, reach + 0.02, -0.475], coat);
  if (chance > 0.7) arm([-reach, -0.775, -reach - 0.05, -0.66, -reach + 0.05, -0.58], coat);
  else arm([-reach, -0.775, -reach - 0.028, -0.62, -reach - 0.012, -0.465], coat);
}
