import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, shifted, stretched } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import type { Coat } from "./drapery.ts";
import { paintFinery } from "./finery.ts";
import { type Bust, bustOf, type Cover, raised, type Sitter } from "./sitter.ts";
import { paintBackHead, paintLostHead, paintProfileHead } from "./sitter-heads.ts";

/** Head and body of a sitter down to the lower edge, turned away or in profile towards the light. */
export function paintBust(stage: Stage, sitter: Sitter): void {
  const bust = bustOf(stage, sitter);
  if (sitter.turn === "profile") profileBody(bust);
  else backBody(bust);
  if (sitter.turn === "profile") paintProfileHead(bust);
  else if (sitter.turn === "lost") paintLostHead(bust);
  else paintBackHead(bust);
  paintFinery(bust);
}

const broad = ({ kind }: Sitter) => (kind === "man" ? 1.14 : kind === "woman" ? 0.98 : 0.8);

const darker =
  (coat: Coat): Coat =>
  (name, L) =>
    coat(`under ${name}`, L - 13);

function backBody(bust: Bust) {
  const { worn, skin, linen, sitter } = bust;
  const cover = raised(bust.cover);
  const k = broad(sitter);
  // In three quarters the far shoulder is foreshortened.
  const far = sitter.turn === "lost" ? 0.82 : 1;
  const torso: Path = [
    -0.78,
    4.4,
    -0.74,
    2.9,
    -0.98,
    1.7,
    -0.86,
    1.26,
    -0.48,
    1.02,
    -0.18,
    0.84,
    0.2,
    0.84,
    0.48 * far,
    1.02,
    0.86 * far,
    1.22,
    0.98 * far,
    1.7,
    0.74,
    2.9,
    0.82,
    4.4,
  ];
  cover(curve([-0.17, 1.0, -0.15, 0.3, 0.17, 0.3, 0.19, 1.0, 0.02, 1.1], 5), skin, {
    role: "skin",
    half: 0.24,
    folds: 0.3,
  });
  for (const side of [-1, 1]) {
    const reach = side * (side > 0 ? far : 1);
    const arm = [reach * 0.68, 1.3, reach * 0.98, 2.2, reach * 0.86, 3.2, side * 0.5, 3.9];
    cover(stretched(limb(curve(arm, 6, false), 0.25, 0.2), k), worn, {
      middle: side * 0.92 * k,
      half: 0.4,
      folds: 1.1,
    });
  }
  cover(stretched(curve(torso, 6), k), worn, { half: 0.95 * k, folds: 1.1, lean: 0.06 });
  if (sitter.shawl) return;
  cover(
    curve([-0.4, 1.0, -0.14, 0.86, 0.02, 0.96, 0.22, 0.86, 0.42 * far, 1.0, 0.22, 1.09, 0, 1.14, -0.22, 1.1], 4),
    linen,
    {
      half: 0.4,
      folds: 0.5,
    },
  );
}

function profileBody(bust: Bust) {
  const { worn, skin, linen, sitter } = bust;
  const cover = raised(bust.cover);
  const k = broad(sitter);
  const round = sitter.kind === "woman" ? 0.1 : 0;
  cover(curve([-0.26, 1.06, -0.2, 0.3, 0.16, 0.3, 0.14, 0.66, 0.22, 1.0, 0, 1.14], 5), skin, {
    role: "skin",
    middle: 0,
    half: 0.26,
    folds: 0.3,
  });
  const torso: Path = [
    -0.86 * k,
    4.4,
    -0.84 * k,
    3,
    -0.94 * k,
    2.1,
    -0.84 * k,
    1.44,
    -0.52,
    1.08,
    -0.22,
    0.88,
    0.02,
    0.98,
    0.22,
    0.94,
    0.46,
    1.16,
    0.64 * k + round,
    1.7,
    0.66 * k + round * 0.6,
    2.3,
    0.6 * k,
    3,
    0.8 * k,
    4.4,
  ];
  cover(curve(torso, 6), worn, { middle: -0.05, half: 0.74 * k, folds: 1.1 });
  cover(curve([-0.34, 1.04, -0.22, 0.82, -0.04, 0.94, 0.16, 0.86, 0.3, 1.02, 0.12, 1.12, -0.12, 1.14], 4), linen, {
    half: 0.34,
    folds: 0.5,
  });
  const upper: Path =
    sitter.hands === "down" ? [-0.24, 1.36, -0.4, 2.3, -0.26, 3.2, 0.1, 4] : [-0.24, 1.38, -0.42, 2.06, -0.3, 2.74];
  const sleeve = (points: Path, from: number, to: number, how: Cover) => {
    const path = limb(curve(points, 6, false), from, to);
    cover(shifted(path, -0.07, 0.05), darker(worn), how);
    cover(path, worn, how);
  };
  sleeve(upper, 0.3 * k, 0.23, { middle: -0.28, half: 0.36, folds: 1.2 });
  if (sitter.hands === "down") return;
  if (sitter.hands === "raised") {
    sleeve([-0.28, 2.76, 0.24, 2.3, 0.46, 1.5], 0.22, 0.15, { middle: 0.2, half: 0.34, folds: 0.8, along: 2.2 });
    const hand = [0.34, 1.52, 0.28, 1.14, 0.2, 0.8, 0.32, 0.7, 0.44, 0.82, 0.54, 1.12, 0.58, 1.5];
    return cover(curve(hand, 4), skin, { role: "skin", middle: 0.38, half: 0.24, folds: 0.3 });
  }
  sleeve([-0.36, 2.6, 0.2, 2.76, 0.76, 2.5], 0.24, 0.17, { middle: 0.2, half: 0.7, folds: 0.9, along: 0.1 });
  cover(blob(0.86, 2.46, 0.2, 0.13, 0.1, 3, 5, -0.2), skin, { role: "skin", middle: 0.86, half: 0.24, folds: 0.3 });
}
