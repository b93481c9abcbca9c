import type { Lab } from "../../climate.ts";
import { inLight } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, shifted, stretched } from "../../draw/path.ts";
import { isGrown, isManly, isRobed } from "../../read/persons.ts";
import { paintRock } from "../land/ground.ts";
import type { Body } from "./body.ts";
import { paintHead } from "./head.ts";

/** Somebody seated in profile: on a bench, a chair or a stone, or on the ground with drawn-up knees; with a book or the hands in the lap. */
export function paintSeated(body: Body) {
  const { figure } = body;
  if (figure.seat === "ground") return onGround(body);
  seat(body);
  const skirted = isRobed(figure);
  const child = !isGrown(figure);
  const { hang, main, lower, skin, plain, dark, arm } = body;
  if (child) {
    skin(limb(curve([0.2, -0.36, 0.25, -0.2, 0.21, -0.04], 4, false), 0.05, 0.032), -3);
    plain(blob(0.25, -0.02, 0.06, 0.022), dark);
  }
  if (skirted) {
    const skirt: Path = child
      ? [-0.24, -0.33, -0.2, -0.46, 0, -0.48, 0.2, -0.45, 0.3, -0.36, 0.31, -0.24, 0.16, -0.22, 0.02, -0.27]
      : [
          -0.24, -0.31, -0.2, -0.46, 0, -0.48, 0.2, -0.45, 0.31, -0.37, 0.34, -0.2, 0.4, -0.03, 0.26, -0.015, 0.08,
          -0.03, 0.05, -0.2,
        ];
    if (!child) plain(blob(0.39, -0.018, 0.06, 0.02), dark);
    hang(curve(skirt, 5), main, 0.1, 0.26, { folds: 1.3, y: -0.3, lean: 0.4 });
  } else {
    hang(
      limb(curve([-0.14, -0.385, 0.15, -0.42, 0.29, -0.38, 0.3, -0.2, 0.27, -0.03], 5, false), 0.095, 0.05),
      lower,
      0.16,
      0.22,
      { folds: 0.7 },
    );
    plain(curve([0.22, -0.05, 0.3, -0.055, 0.4, -0.012, 0.39, 0.004, 0.22, 0.004], 3), dark);
  }
  const torso: Path = [
    -0.25, -0.37, -0.255, -0.56, -0.21, -0.72, -0.14, -0.795, -0.06, -0.79, 0, -0.71, 0.01, -0.58, -0.01, -0.4,
  ];
  hang(curve(torso, 4), main, -0.12, 0.14, { folds: 0.8, lean: -0.2 });
  if (figure.old && skirted)
    hang(
      curve([-0.26, -0.5, -0.24, -0.68, -0.15, -0.81, -0.05, -0.8, -0.02, -0.68, -0.12, -0.52, -0.2, -0.46], 4),
      body.pale,
      -0.13,
      0.14,
    );
  if (figure.book) openBook(body);
  else if (figure.trade === "fisher") plain(limb([0.16, -0.55, 0.9, -1.12], 0.012, 0.004), body.wood, 0, "trunk");
  arm(figure.book ? [-0.12, -0.73, -0.06, -0.53, 0.14, -0.565] : [-0.12, -0.73, -0.08, -0.54, 0.14, -0.5], main, 0.044);
  paintHead(body, -0.055, child ? -0.9 : -0.905, "side", child ? 1.75 : 1.36);
}

function seat(body: Body) {
  const { plain, wood, figure, stage, at } = body;
  const bar = (path: Path, lighter: number) => plain(path, wood, lighter, "trunk");
  if (figure.seat === "rock") {
    const [x, y] = at([-0.05, 0.02]) as [number, number];
    return paintRock(stage, x, y, figure.height * 0.46, figure.depth);
  }
  if (figure.seat === "chair") {
    for (const leg of [-0.3, 0.1]) bar([leg, -0.34, leg + 0.045, -0.34, leg + 0.04, 0, leg, 0], -4);
    bar([-0.32, -0.34, 0.18, -0.34, 0.18, -0.29, -0.32, -0.29], 8);
    for (const back of [-0.33, -0.29]) bar(limb([back + 0.02, -0.3, back - 0.03, -0.78], 0.016, 0.014), 2);
    return bar(limb([-0.37, -0.74, -0.3, -0.74], 0.03, 0.03), 10);
  }
  for (const leg of [-0.5, 0.12]) bar([leg, -0.3, leg + 0.05, -0.3, leg + 0.05, 0, leg, 0], -6);
  bar([-0.6, -0.36, 0.24, -0.36, 0.24, -0.29, -0.6, -0.29], 8);
}

function onGround(body: Body): void {
  const { figure, hang, main, lower, plain, dark, arm } = body;
  const skirted = !isManly(figure);
  // `height` is that of the sitting figure's trunk and head, so that a sitter fills what was meant for it.
  const legs: Path = skirted
    ? [-0.2, -0.02, -0.22, -0.22, -0.02, -0.27, 0.16, -0.42, 0.3, -0.4, 0.38, -0.2, 0.5, -0.05, 0.52, 0.01, 0.2, 0.025]
    : [
        -0.2, -0.01, -0.2, -0.18, 0.02, -0.2, 0.2, -0.46, 0.34, -0.46, 0.4, -0.22, 0.46, -0.04, 0.34, -0.02, 0.28, -0.2,
        0.1, 0.01,
      ];
  plain(blob(0.5, -0.015, 0.075, 0.028), dark);
  hang(curve(legs, 5), skirted ? main : lower, 0.15, 0.32, { folds: 1.2, y: -0.2, lean: 0.5 });
  const torso: Path = [
    -0.23, -0.04, -0.255, -0.28, -0.22, -0.52, -0.13, -0.68, -0.03, -0.68, 0.05, -0.54, 0.04, -0.3, 0, -0.1,
  ];
  hang(curve(torso, 4), main, -0.09, 0.17, { folds: 0.8, y: -0.3 });
  if (figure.book) openBook(body, 0.12, 0.03);
  arm(figure.book ? [-0.08, -0.58, 0.06, -0.4, 0.26, -0.5] : [-0.08, -0.58, 0.06, -0.36, 0.27, -0.4], main, 0.055);
  paintHead(body, 0.005, -0.82, "side", 1.75);
}

const paper: Lab = [93, 1, 9];

/** Two pages that catch the light, and the cover behind them. */
function openBook({ at, stage, figure, plain, dark }: Body, dx = 0, dy = 0): void {
  const cover = [0.06, -0.53, 0.2, -0.5, 0.36, -0.58, 0.38, -0.74, 0.22, -0.66, 0.07, -0.69];
  plain(shifted(cover, dx, dy), dark, 12);
  const color = inLight(paper, stage.setting.climate);
  const page = (path: Path, name: string, offset: Lab) =>
    stage.fill(
      at(shifted(path, dx, dy)),
      "sail",
      { depth: figure.depth, name, color, asked: false, offset, fine: true },
      0.6,
      0.2,
      0.5,
    );
  page([0.08, -0.56, 0.2, -0.53, 0.22, -0.68, 0.09, -0.71], "page near", [0, 0, 0]);
  page([0.2, -0.53, 0.34, -0.6, 0.36, -0.76, 0.22, -0.68], "page far", [-9, 0, 2]);
}

/** Several on one bench with their backs to us, `gap` of a height apart; the bench is drawn about `first`. */
export function paintBenchFromBehind(first: Body, bodies: Body[], gap: number): void {
  const half = 0.2 + (gap * bodies.length) / 2;
  const slat = (y: number, thick: number, lighter: number, body: Body) =>
    body.plain([-half, y, half, y + 0.012, half, y + thick + 0.012, -half, y + thick], body.wood, lighter, "trunk");
  for (const leg of [-half + 0.06, half - 0.06])
    first.plain([leg - 0.022, -0.5, leg + 0.022, -0.5, leg + 0.03, 0, leg - 0.014, 0], first.wood, -10, "trunk");
  slat(-0.3, 0.05, -6, first);
  for (const body of bodies) {
    const { figure, hang, main, lower, plain, dark, arm } = body;
    const skirted = !isManly(figure);
    const child = !isGrown(figure);
    if (skirted)
      hang(curve([-0.13, -0.34, 0.13, -0.34, 0.15, -0.16, 0.16, -0.02, -0.15, -0.02, -0.15, -0.16], 4), main, 0, 0.15);
    else {
      for (const leg of [-0.05, 0.055]) hang(limb([leg, -0.32, leg, -0.04], 0.055, 0.042), lower, leg, 0.07);
      for (const leg of [-0.05, 0.055]) plain(blob(leg, -0.015, 0.05, 0.02), dark);
    }
    const top = child ? 0.84 : 1;
    const back: Path = [
      -0.12, -0.3, -0.1, -0.42, -0.128, -0.56, -0.13, -0.63, -0.06, -0.69, 0.06, -0.695, 0.13, -0.63, 0.128, -0.56, 0.1,
      -0.42, 0.125, -0.3,
    ];
    hang(curve(stretched(back, 1, top), 4), main, 0, 0.13, { folds: 0.8 });
    arm([0.118, -0.6 * top, 0.165, -0.48 * top, 0.12, -0.38 * top], main, 0.04);
    arm([-0.118, -0.6 * top, -0.165, -0.48 * top, -0.12, -0.38 * top], main, 0.04);
    if (figure.old || (skirted && figure.dress % 2))
      hang(
        curve([-0.06, -0.7, 0.06, -0.7, 0.14, -0.62, 0.1, -0.5, 0, -0.4, -0.1, -0.5, -0.14, -0.62], 4),
        body.pale,
        0,
        0.13,
      );
    paintHead(body, 0.012, -0.79 * top, "back", child ? 1.3 : 1.16);
  }
  for (const y of [-0.5, -0.4]) slat(y, 0.06, y < -0.45 ? 12 : 4, first);
}
