import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import type { Bust } from "./sitter.ts";

const nape = -0.42;

/** Fills hair along its combing with the gloss of the light; `flow` is the direction it is combed in. */
function comb(bust: Bust, path: Path, middle: number, flow: number, folds = 1) {
  bust.cover(path, bust.hair, { role: "hair", middle, half: 0.5, folds, along: flow });
}

function skin({ cover, skin: coat }: Bust, path: Path, middle: number, half: number): void {
  cover(path, coat, { role: "skin", middle, half, folds: 0.25 });
}

/** A shadow on the skin, or its light. */
function plane({ stage, at }: Bust, path: Path, name: string, L: number, level = 0.45): void {
  stage.fill(at(path), "skin", { depth: 0.9, name, offset: [L, 3, 3] }, level, 1.3, 0.5);
}

const isWoman = ({ sitter }: Bust) => sitter.kind === "woman" || sitter.kind === "girl";

/** Looks across the picture towards the light. */
export function paintProfileHead(bust: Bust): void {
  const face: Path = [
    -0.08, -0.4, 0.2, -0.5, 0.34, -0.32, 0.37, -0.18, 0.355, -0.09, 0.42, 0.0, 0.475, 0.09, 0.4, 0.135, 0.425, 0.185,
    0.39, 0.215, 0.41, 0.265, 0.365, 0.31, 0.375, 0.4, 0.27, 0.475, 0.1, 0.44, -0.08, 0.3, -0.16, 0.1,
  ];
  skin(bust, curve(face, 4), 0.16, 0.34);
  plane(bust, curve([0.22, -0.12, 0.33, -0.1, 0.34, -0.04, 0.26, -0.01, 0.2, -0.05], 4), "socket", -13);
  plane(bust, curve([-0.06, 0.3, 0.12, 0.24, 0.26, 0.36, 0.3, 0.46, 0.1, 0.44], 4), "jaw", -11);
  plane(bust, blob(0.2, 0.1, 0.1, 0.075), "cheek", 4, 0.56);
  comb(bust, curve([0.2, -0.17, 0.3, -0.2, 0.37, -0.15, 0.3, -0.165], 4), 0.2, 0, 0.2);
  const long = isWoman(bust);
  const mop: Path = long
    ? [
        -0.1, 0.26, -0.3, 0.3, -0.46, 0.12, -0.53, -0.14, -0.46, -0.44, -0.22, -0.63, 0.1, -0.66, 0.32, -0.5, 0.36,
        -0.34, 0.24, -0.34, 0.14, -0.2, 0.06, 0, 0.0, 0.16,
      ]
    : [
        -0.12, 0.2, -0.26, 0.34, -0.42, 0.22, -0.5, -0.1, -0.44, -0.42, -0.2, -0.61, 0.12, -0.63, 0.34, -0.48, 0.37,
        -0.32, 0.24, -0.36, 0.08, -0.3, 0.05, -0.06, -0.02, 0.02,
      ];
  comb(bust, curve(mop, 5), -0.1, 2.2);
  if (!long) skin(bust, blob(-0.06, 0.06, 0.06, 0.1, 0.05, 2, 5, 0.2), -0.06, 0.1);
  dressHair(bust, -0.46, 0);
}

/** Three quarters from behind: the line of the cheek, no more. */
export function paintLostHead(bust: Bust): void {
  const cheek: Path = [
    -0.1, 0.42, 0.0, -0.1, 0.26, -0.3, 0.38, -0.16, 0.4, 0.0, 0.445, 0.1, 0.4, 0.15, 0.385, 0.27, 0.33, 0.4, 0.2, 0.47,
    0.05, 0.46,
  ];
  skin(bust, curve(cheek, 5), 0.12, 0.36);
  plane(bust, curve([0.0, 0.44, 0.1, 0.2, 0.22, 0.3, 0.3, 0.42, 0.16, 0.47], 4), "jaw", -11);
  const low = isWoman(bust) ? 0.4 : 0.3;
  const mop: Path = [
    -0.42,
    0.15,
    -0.48,
    -0.15,
    -0.37,
    -0.48,
    -0.05,
    -0.63,
    0.22,
    -0.57,
    0.37,
    -0.38,
    0.39,
    -0.2,
    0.3,
    -0.2,
    0.2,
    -0.06,
    0.13,
    0.1,
    0.05,
    0.24,
    -0.06,
    low,
    -0.2,
    low + 0.06,
    -0.36,
    low - 0.08,
  ];
  comb(bust, curve(mop, 5), -0.08, 1.9);
  skin(bust, blob(0.085, 0.1, 0.055, 0.09, 0.05, 2, 5, 0.2), 0.085, 0.08);
  dressHair(bust, -0.4, 0.04);
}

/** From behind, turned by so little that an ear and the edge of a cheek are seen. */
export function paintBackHead(bust: Bust): void {
  skin(bust, curve([0.2, -0.2, 0.42, -0.12, 0.43, 0.14, 0.34, 0.36, 0.2, 0.42], 4), 0.3, 0.2);
  if (!isWoman(bust)) skin(bust, blob(-0.42, 0.08, 0.05, 0.1), -0.42, 0.08);
  const low = isWoman(bust) ? 0.36 : 0.3;
  const mop: Path = [
    -0.41,
    0.12,
    -0.46,
    -0.2,
    -0.33,
    -0.5,
    0,
    -0.63,
    0.3,
    -0.52,
    0.42,
    -0.26,
    0.36,
    0.06,
    0.24,
    low,
    0.08,
    low + 0.1,
    -0.1,
    low + 0.1,
    -0.3,
    low,
  ];
  comb(bust, curve(mop, 5), -0.02, 1.57);
  skin(bust, blob(0.36, 0.09, 0.05, 0.09, 0.05, 2), 0.36, 0.08);
  dressHair(bust, 0, 0.02);
}

/** Knots, plaits and hair let down, by chance. */
function dressHair(bust: Bust, behind: number, aside: number) {
  const { sitter, stage } = bust;
  if (!isWoman(bust) || sitter.hat === "scarf") return;
  const random = stage.random.branch("coiffure");
  const back = sitter.turn === "back";
  if (sitter.kind === "girl") {
    for (const x of back ? [-0.34, 0.3] : [nape + 0.14]) {
      const plait = curve([x, 0.22, x * 1.25, 0.7, x * 1.15, 1.2, x * 1.2, 1.55], 5, false);
      comb(bust, limb(plait, 0.13, 0.07), x, 1.57, 1.6);
      bust.cover(blob(x * 1.16, 1.3, 0.12, 0.08), bust.linen, { middle: x, half: 0.15, folds: 0.4 });
    }
    return;
  }
  const style = sitter.hat ? 1 : random.whole(0, 2);
  if (style === 0 && !sitter.old) {
    const fall: Path = back
      ? [-0.44, -0.05, -0.47, 0.5, -0.58, 1.15, -0.4, 1.7, -0.1, 1.86, 0.18, 1.7, 0.26, 1.2, 0.26, 0.5, 0.24, 0]
      : [-0.5, -0.1, -0.56, 0.4, -0.7, 1.0, -0.62, 1.7, -0.34, 1.9, -0.12, 1.5, -0.1, 0.9, -0.02, 0.2];
    return comb(bust, curve(fall, 6), back ? -0.1 : -0.36, 1.6, 1.7);
  }
  const high = style === 1 ? 0.2 : -0.5;
  const [bx, by] = back ? [aside - 0.04, style === 1 ? 0.26 : -0.56] : [behind + (style === 1 ? 0.02 : 0.08), high];
  comb(bust, blob(bx, by, 0.25, 0.21, 0.1, 5, 6), bx, 0.6, 1.3);
  comb(bust, blob(bx + 0.04, by - 0.03, 0.12, 0.09, 0.2, 8), bx, 0.6, 0.6);
  if (random.chance(0.4))
    stage.fill(
      bust.at(blob(bx + 0.16, by - 0.12, 0.08, 0.07, 0.3, 4)),
      "flower",
      { depth: 0.9, fine: true },
      0.6,
      0,
      0.5,
    );
}
