import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, stretched } from "../../draw/path.ts";
import { type Bust, raised } from "./sitter.ts";

/** What a sitter wears beyond a coat: shawl, hat, beard, the rim of spectacles. */
export function paintFinery(bust: Bust): void {
  const { sitter, cover, hair, dark } = bust;
  const side = sitter.turn === "profile";
  if (sitter.shawl) shawl({ ...bust, cover: raised(cover) }, side);
  if (sitter.beard && sitter.turn !== "back") {
    const beard: Path = side
      ? [
          0.38, 0.15, 0.45, 0.24, 0.45, 0.46, 0.36, 0.72, 0.14, 0.72, 0.0, 0.46, -0.06, 0.16, 0.02, 0.1, 0.1, 0.26,
          0.24, 0.2,
        ]
      : [0.34, 0.2, 0.42, 0.3, 0.4, 0.56, 0.26, 0.68, 0.1, 0.56, 0.08, 0.34, 0.2, 0.3];
    cover(curve(beard, 5), hair, { role: "hair", middle: 0.2, half: 0.28, folds: 1.5, along: 1.7 });
  }
  if (sitter.glasses && side) {
    const thin = (path: Path) => cover(path, dark, { folds: 0, half: 2 });
    thin(limb([-0.06, -0.05, 0.26, -0.1], 0.014, 0.014));
    const rim = Array.from({ length: 13 }, (_, i) => {
      const a = (i / 12) * 2 * Math.PI;
      return [0.31 + 0.062 * Math.cos(a), -0.075 + 0.075 * Math.sin(a)];
    }).flat();
    thin(limb(rim, 0.014, 0.014));
  }
  if (sitter.hat) hat(bust, side);
}

function shawl({ cover, shawl: coat, sitter }: Bust, side: boolean) {
  const k = sitter.kind === "woman" ? 1 : 0.86;
  if (side) {
    const wrap: Path = [
      -0.3, 0.92, 0.06, 1.06, 0.3, 1.02, 0.42, 1.3, 0.66, 1.9, 0.6, 2.5, 0.2, 2.2, -0.2, 2.6, -0.6, 3.2, -1.0, 2.7,
      -0.92, 1.7, -0.66, 1.2,
    ];
    return cover(stretched(curve(wrap, 6), k), coat, { middle: -0.2, half: 0.8, folds: 1.5, along: 1.9 });
  }
  const wrap: Path = [
    -0.34, 0.96, 0, 1.16, 0.34, 0.96, 0.78, 1.16, 1.06, 1.56, 1.06, 2.2, 0.6, 2.6, 0.1, 3.4, -0.4, 2.8, -1.08, 2.3,
    -1.08, 1.56, -0.8, 1.18,
  ];
  cover(stretched(curve(wrap, 6), k), coat, { half: 0.95, folds: 1.5, along: 1.2 });
}

function hat({ cover, sitter, straw, dark, linen, worn, shawl }: Bust, side: boolean) {
  const turn = side ? -0.08 : -0.04;
  if (sitter.hat === "scarf") {
    const scarf: Path = side
      ? [
          -0.02, 0.5, -0.26, 0.52, -0.5, 0.3, -0.56, -0.1, -0.48, -0.46, -0.24, -0.68, 0.06, -0.68, 0.2, -0.56, 0.12,
          -0.34, 0.02, -0.1, 0.02, 0.18, 0.18, 0.46, 0.1, 0.54,
        ]
      : [
          -0.3, 0.62, -0.46, 0.3, -0.52, -0.16, -0.38, -0.52, 0, -0.68, 0.3, -0.56, 0.42, -0.3, 0.32, -0.1, 0.2, 0.14,
          0.22, 0.44, 0.05, 0.56, -0.06, 0.86,
        ];
    return cover(curve(scarf, 6), shawl, {
      middle: -0.1,
      half: 0.5,
      folds: 1.3,
      along: 1.2,
    });
  }
  if (sitter.hat === "cap") {
    cover(curve([-0.5, -0.22, -0.5, -0.5, -0.2, -0.7, 0.2, -0.68, 0.42, -0.46, 0.4, -0.28, -0.1, -0.2], 5), dark, {
      middle: 0,
      half: 0.5,
      folds: 0.7,
    });
    if (side)
      cover(curve([0.3, -0.4, 0.66, -0.28, 0.64, -0.2, 0.32, -0.26], 4), dark, { middle: 0.3, half: 0.4, folds: 0.3 });
    return;
  }
  const coat = sitter.hat === "straw" ? straw : dark;
  const wide = sitter.hat === "straw" ? 0.9 : 0.72;
  const brim = blob(0.02, -0.3, wide, 0.15, 0.05, 2, 5, turn);
  cover(brim, coat, { middle: 0, half: wide, folds: 0.5, along: 0 });
  // The hollow of the brim lies in shadow where it is seen from below.
  cover(blob(0.02, -0.27, wide * 0.86, 0.09, 0.05, 2, 5, turn), (name, L) => coat(`under ${name}`, L - 12), {
    folds: 0.3,
    half: wide,
  });
  const crown: Path = [-0.44, -0.3, -0.42, -0.6, -0.16, -0.78, 0.18, -0.76, 0.42, -0.58, 0.46, -0.34, 0, -0.26];
  cover(curve(crown, 5), coat, { half: 0.5, folds: 0.6 });
  const band: Path = [-0.45, -0.3, -0.44, -0.44, 0, -0.46, 0.45, -0.46, 0.46, -0.33, 0, -0.28];
  cover(curve(band, 4), sitter.hat === "straw" ? worn : linen, { half: 0.6, folds: 0.3 });
}
