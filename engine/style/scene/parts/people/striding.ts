import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import { isGrown, isRobed } from "../../read/persons.ts";
import type { Body } from "./body.ts";
import { paintHead } from "./head.ts";

/** Somebody who walks across the picture, in profile. */
export function paintStriding(body: Body): void {
  const { figure, hang, plain, skin, arm, main, lower, dark, pale } = body;
  const child = !isGrown(figure);
  const skirted = isRobed(figure);
  arm([0.01, -0.775, 0.06, -0.66, 0.11, -0.56], main, 0.03);
  for (const [knee, kneeY, foot, footY, L] of [
    [-0.02, -0.27, -0.145, -0.04, -8],
    [0.08, -0.27, 0.115, -0.02, 0],
  ] as const) {
    if (child || skirted) {
      const leg = limb([0, -0.46, knee, kneeY, foot, footY], 0.046, 0.027);
      if (child) skin(leg, L - 3);
      else plain(leg, dark, L);
    } else
      hang(
        limb(curve([0, -0.52, knee, kneeY, foot, footY], 5, false), 0.07, 0.042),
        figure.trade === "sailor" ? pale : lower,
        knee,
        0.1,
        { folds: 0.8 },
      );
    plain(
      curve(
        [
          foot - 0.03,
          footY - 0.02,
          foot + 0.02,
          footY - 0.026,
          foot + 0.07,
          footY + 0.012,
          foot - 0.026,
          footY + 0.018,
        ],
        3,
      ),
      dark,
      2,
    );
  }
  if (skirted) {
    const skirt: Path = child
      ? [-0.06, -0.62, 0.055, -0.62, 0.1, -0.46, 0.14, -0.28, 0.02, -0.25, -0.16, -0.27, -0.12, -0.44]
      : [
          -0.06, -0.63, 0.052, -0.63, 0.088, -0.5, 0.115, -0.26, 0.15, -0.035, 0.03, -0.015, -0.1, -0.02, -0.215, -0.03,
          -0.16, -0.22, -0.11, -0.48,
        ];
    hang(curve(skirt, 5), main, -0.02, 0.14, { folds: 1.2, lean: -0.1 });
  }
  if (figure.kind === "boy")
    hang([-0.09, -0.52, 0.075, -0.52, 0.12, -0.34, 0.02, -0.32, -0.1, -0.33], lower, 0, 0.1, { folds: 0.6 });
  const hem = skirted ? -0.6 : figure.kind === "boy" ? -0.46 : -0.43;
  const trunk: Path = [
    -0.085,
    hem,
    -0.082,
    -0.62,
    -0.088,
    -0.72,
    -0.06,
    -0.81,
    -0.01,
    -0.845,
    0.045,
    -0.81,
    0.068,
    -0.72,
    0.056,
    -0.61,
    0.07,
    hem + 0.01,
  ];
  hang(curve(trunk, 4), main, 0, 0.08, { folds: 0.7 });
  if (figure.trade === "walker") {
    plain(curve([-0.07, -0.8, -0.15, -0.77, -0.16, -0.63, -0.07, -0.62], 4), body.wood, 4);
    plain(limb([-0.17, -0.8, -0.05, -0.81], 0.03, 0.03), body.pale, -14);
  }
  if (figure.kind === "woman" && figure.dress % 2) {
    hang(curve([0.02, -0.61, 0.056, -0.61, 0.1, -0.45, 0.12, -0.22, 0.02, -0.2], 4), pale, 0.05, 0.07);
  }
  if (figure.umbrella) arm([-0.01, -0.775, 0.06, -0.67, 0.1, -0.76], main);
  else if (figure.carries) arm([-0.015, -0.775, -0.02, -0.64, 0.03, -0.53], main);
  else if (figure.trade || figure.old) arm([-0.01, -0.775, 0.06, -0.67, 0.17, -0.61], main);
  else arm([-0.015, -0.775, -0.06, -0.64, -0.03, -0.5], main);
  paintHead(body, 0.012, child ? -0.9 : -0.92, "side", child ? 1.34 : 1.05);
}

/** Somebody who dances, on the tips of one foot, the arms raised; a dancer of the ballet in a wide skirt. */
export function paintDancing(body: Body) {
  const { figure, hang, plain, skin, arm, main, pale, stage } = body;
  const random = stage.random.branch(`dancer ${figure.x.toFixed(3)}`);
  const ballet = figure.trade === "ballerina" || figure.kind !== "man";
  const raised = random.chance(0.5);
  if (!ballet) {
    for (const leg of [
      [0.03, -0.5, 0.04, -0.27, 0.02, -0.03],
      [0, -0.5, 0.14, -0.38, 0.1, -0.17],
    ])
      hang(limb(curve(leg, 5, false), 0.064, 0.04), body.lower, leg[2]!, 0.09);
    for (const [x, y] of [
      [0.04, -0.015],
      [0.12, -0.15],
    ])
      plain(blob(x!, y!, 0.046, 0.018), body.dark);
    hang(
      curve(
        [-0.11, -0.45, -0.1, -0.6, -0.12, -0.74, -0.06, -0.83, 0.06, -0.84, 0.13, -0.77, 0.1, -0.6, 0.12, -0.46],
        4,
      ),
      main,
      0,
      0.12,
    );
    arm([0.11, -0.78, 0.22, -0.82, 0.24, -0.98], main);
    arm([-0.11, -0.78, -0.23, -0.72, -0.34, -0.8], main);
    return paintHead(body, 0.012, -0.92, "side", 1.05);
  }
  skin(limb(curve([-0.02, -0.5, -0.16, -0.36, -0.33, -0.3], 5, false), 0.046, 0.018), -6);
  plain(limb([-0.28, -0.315, -0.36, -0.29], 0.02, 0.008), pale);
  skin(limb(curve([0.01, -0.5, 0.016, -0.26, 0, -0.02], 5, false), 0.046, 0.02), 2);
  plain(limb([0.002, -0.07, -0.002, 0], 0.021, 0.01), pale);
  skin(curve([-0.05, -0.7, -0.082, -0.79, -0.04, -0.836, 0.04, -0.84, 0.08, -0.795, 0.05, -0.7], 4), 2);
  const tulle: Path = [
    -0.05, -0.6, 0.05, -0.6, 0.16, -0.55, 0.27, -0.46, 0.29, -0.4, 0.16, -0.37, 0.06, -0.345, -0.08, -0.36, -0.2, -0.35,
    -0.3, -0.38, -0.27, -0.46, -0.15, -0.55,
  ];
  hang(curve(tulle, 5), main, 0, 0.24, { folds: 1.1 });
  const veil: Path = [
    -0.045, -0.6, 0.045, -0.6, 0.12, -0.55, 0.19, -0.47, 0.06, -0.43, -0.08, -0.44, -0.2, -0.46, -0.12, -0.55,
  ];
  hang(curve(veil, 5), stage.setting.colors.cloth ? main : pale, 0.05 * Math.sign(stage.light.x), 0.18, { folds: 1.1 });
  hang(
    curve([-0.05, -0.585, -0.062, -0.68, -0.066, -0.75, 0, -0.735, 0.066, -0.755, 0.06, -0.68, 0.05, -0.585], 4),
    main,
    0,
    0.07,
    { folds: 0.5 },
  );
  if (raised) {
    arm([0.075, -0.8, 0.16, -0.9, 0.12, -1.04, 0.04, -1.08], undefined, 0.022);
    arm([-0.075, -0.8, -0.15, -0.91, -0.11, -1.04, -0.02, -1.09], undefined, 0.022);
  } else {
    arm([0.075, -0.8, 0.17, -0.87, 0.27, -0.96, 0.33, -1.02], undefined, 0.022);
    arm([-0.075, -0.8, -0.18, -0.78, -0.28, -0.72, -0.36, -0.73], undefined, 0.022);
  }
  paintHead(body, 0.014, -0.915, raised ? "back" : "side", 1.02);
}
