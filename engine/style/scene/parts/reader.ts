import type { Lab } from "../climate.ts";
import type { Path } from "../draw/canvas.ts";
import { blob, curve, limb, place } from "../draw/path.ts";
import type { Stage, Tone } from "../stage.ts";
import { clothes, type Figure } from "./figures.ts";
import { castShadow } from "./shadows.ts";

const paper: Lab = [93, 1, 9];
const straw: Lab = [80, 6, 38];

/** A person seated on a bench in profile, the head bent over an open book. `height` is from the ground to the crown. */
export function paintReader(stage: Stage, { x, base, height, kind, depth, dress }: Figure, way: 1 | -1): void {
  const at = (path: Path) => place(path, x, base, height, way);
  const down = Math.PI / 2;
  const form = stage.round(x, base - height * 0.5, height * 0.3, height * 0.6, 0.5, 0.32);
  // The plain colour is that of trousers.
  const offset = stage.setting.colors.cloth ? ([0, 0, 0] as Lab) : clothes[(dress + 1) % clothes.length]!;
  const wear = (lighter: number, name: string): Tone => ({
    depth,
    name: `reader ${name} ${dress}`,
    offset: [offset[0] + lighter, offset[1], offset[2] + lighter / 3],
  });
  castShadow(stage, x, base, height * 0.62, depth);
  const wood = (path: Path, name: string, lighter: number) =>
    stage.fill(at(path), "trunk", { depth, name, offset: [lighter, 4, 10] }, 0.5, 0, 0.6);
  for (const leg of [-0.44, 0.1]) wood([leg, -0.3, leg + 0.05, -0.3, leg + 0.05, 0, leg, 0], "bench", 6);
  wood([-0.52, -0.36, 0.22, -0.36, 0.22, -0.29, -0.52, -0.29], "seat", 18);
  const trousers: Tone = { depth, name: "reader trousers", offset: [-10, -2, 10] };
  if (kind === "man") {
    const leg = [-0.16, -0.42, 0.2, -0.42, 0.28, -0.37, 0.3, -0.06, 0.38, 0, 0.2, 0, 0.18, -0.28, -0.16, -0.29];
    stage.fill(at(curve(leg, 4)), "cloth", trousers, form, down, 0.6);
  } else {
    const skirt = [
      -0.24, -0.33, -0.2, -0.46, 0, -0.47, 0.22, -0.44, 0.32, -0.34, 0.36, -0.05, 0.24, -0.02, 0.02, -0.03, 0.02, -0.22,
    ];
    stage.fill(at(curve(skirt, 4)), "cloth", wear(0, "skirt"), form, down, 0.6);
    const fold = [0.02, -0.24, 0.2, -0.3, 0.2, -0.03, 0.02, -0.03];
    stage.fill(at(curve(fold, 4)), "cloth", wear(-10, "fold"), form, down, 0.6);
    stage.fill(at(blob(0.36, -0.02, 0.06, 0.025)), "trunk", { depth, name: "shoe", offset: [-8, 0, 0] }, 0.4, 0, 0.4);
  }
  const torso = [-0.24, -0.4, -0.25, -0.58, -0.2, -0.74, -0.11, -0.8, -0.02, -0.75, 0.01, -0.6, -0.03, -0.42];
  stage.fill(at(curve(torso, 4)), "cloth", wear(0, "bodice"), form, down, 0.6);
  const back = [-0.24, -0.4, -0.25, -0.58, -0.2, -0.74, -0.15, -0.78, -0.15, -0.58, -0.15, -0.41];
  stage.fill(at(curve(back, 4)), "cloth", wear(-9, "back"), form, down, 0.6);
  stage.fill(at(limb([-0.09, -0.77, -0.04, -0.86], 0.04, 0.036)), "skin", { depth, fine: true }, 0.42, down, 0.5);
  openBook(stage, at, depth);
  stage.fill(
    at(limb([-0.13, -0.72, -0.06, -0.54, 0.1, -0.56], 0.052, 0.034)),
    "cloth",
    wear(6, "sleeve"),
    form,
    0.3,
    0.5,
  );
  stage.fill(at(blob(0.13, -0.565, 0.035, 0.026)), "skin", { depth, fine: true }, 0.55, 0, 0.4);
  stage.fill(at(blob(-0.03, -0.925, 0.085, 0.095)), "hair", { depth, fine: true }, form, down, 0.5);
  const face = [0.005, -0.98, 0.05, -0.93, 0.07, -0.885, 0.045, -0.865, 0.035, -0.835, -0.01, -0.84, -0.02, -0.9];
  stage.fill(at(curve(face, 4)), "skin", { depth, fine: true }, 0.56, down, 0.5);
  if (kind === "woman") stage.fill(at(blob(-0.12, -0.935, 0.046, 0.05)), "hair", { depth, fine: true }, 0.5, 0, 0.5);
  else {
    const hat: Tone = { depth, name: "reader hat", color: straw, fine: true };
    stage.fill(at(limb([-0.15, -0.96, 0.13, -0.985], 0.022, 0.014)), "cloth", hat, 0.5, 0, 0.5);
    stage.fill(at(blob(-0.025, -1, 0.075, 0.045)), "cloth", hat, 0.6, 0, 0.5);
  }
}

/** Two pages that catch the light, and the cover behind them. */
function openBook(stage: Stage, at: (path: Path) => Path, depth: number): void {
  const cover = [0.06, -0.53, 0.2, -0.5, 0.36, -0.58, 0.38, -0.74, 0.22, -0.66, 0.07, -0.69];
  stage.fill(at(cover), "cloth", { depth, name: "book cover", color: [40, 34, 22] }, 0.4, 0, 0.5);
  const page = (path: Path, name: string, offset: Lab) =>
    stage.fill(at(path), "sail", { depth, name, color: paper, asked: false, offset, fine: true }, 0.6, 0.2, 0.5);
  page([0.08, -0.56, 0.2, -0.53, 0.22, -0.68, 0.09, -0.71], "page near", [0, 0, 0]);
  page([0.2, -0.53, 0.34, -0.6, 0.36, -0.76, 0.22, -0.68], "page far", [-9, 0, 2]);
}
