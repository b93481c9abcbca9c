import { blob, box, curve, limb, line } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";
import { type Boat, placing } from "./hulls.ts";

/** Fewer pixels long, a boat carries nobody who could be told from a stain. */
const peopled = 22;

const oarTone = (depth: number): Tone => ({ depth, name: "oar", offset: [34, 2, 10], fine: true });

/** One who rows, facing the stern: the far oar, bent knees, back and arms. The near side of the hull covers the seat. */
export function paintRower(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { x, y, size, depth } = boat;
  if (size * stage.canvas.unit < peopled) return;
  const at = placing(boat, way);
  const cloth = (name: string, L: number): Tone => ({ depth, name, offset: [L, 2, 4] });
  const body = stage.round(x, y - size * 0.26, size * 0.12, size * 0.16);
  stage.fill(at(line(-0.07, -0.24, -0.34, -0.115, 0.008, 0.014)), "trunk", oarTone(depth), 0.45, 0.4, 0.4);
  stage.fill(
    at(limb([0.05, -0.12, -0.07, -0.2, -0.15, -0.1], 0.042, 0.03)),
    "cloth",
    cloth("legs", -12),
    0.4,
    0.6,
    0.5,
  );
  const torso = curve([0.1, -0.1, 0.13, -0.24, 0.11, -0.335, 0.05, -0.36, 0.005, -0.31, -0.005, -0.1], 4);
  stage.fill(at(torso), "cloth", { depth }, body, Math.PI / 2, 0.5);
  const back = curve([0.1, -0.1, 0.13, -0.24, 0.11, -0.335, 0.075, -0.34, 0.07, -0.22, 0.06, -0.1], 4);
  const lit = stage.light.x * way > 0;
  stage.fill(at(back), "cloth", cloth("back", lit ? 12 : -11), body, Math.PI / 2, 0.5);
  stage.fill(
    at(limb([0.05, -0.31, -0.02, -0.235, -0.1, -0.245], 0.034, 0.022)),
    "cloth",
    cloth("sleeve", 6),
    0.55,
    0.2,
    0.5,
  );
  stage.fill(at(blob(-0.105, -0.245, 0.022, 0.02)), "skin", { depth, fine: true }, 0.5, 0, 0.4);
  stage.fill(at(blob(0.035, -0.41, 0.042, 0.052)), "skin", { depth, fine: true }, 0.45, 0, 0.5);
  const straw: Tone = { depth, name: "hat", offset: [-16, 6, 28] };
  stage.fill(at(blob(0.035, -0.435, 0.085, 0.02)), "sail", straw, 0.5, 0, 0.4);
  stage.fill(at(blob(0.04, -0.46, 0.048, 0.034)), "sail", straw, 0.62, 0, 0.4);
}

/** The oar on the viewer's side, from the hands over the gunwale into the water. */
export function paintOar(stage: Stage, boat: Boat, way: 1 | -1): void {
  if (boat.size * stage.canvas.unit < peopled) return;
  const at = placing(boat, way);
  stage.fill(at(line(-0.09, -0.25, -0.27, 0.04, 0.009)), "trunk", oarTone(boat.depth), 0.5, 1.1, 0.4);
  stage.fill(at(line(-0.25, 0.01, -0.31, 0.1, 0.014, 0.024)), "trunk", oarTone(boat.depth), 0.6, 1.1, 0.4);
}

/** One who sits at the helm, as much as the hull shows. */
export function paintHelmsman(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { x, y, size, depth } = boat;
  if (size * stage.canvas.unit < peopled * 3) return;
  const at = placing(boat, way);
  const torso = curve([-0.4, -0.1, -0.395, -0.2, -0.36, -0.235, -0.32, -0.22, -0.29, -0.1], 4);
  stage.fill(at(torso), "cloth", { depth }, stage.round(x, y - size * 0.17, size * 0.5, size * 0.1), 1.5, 0.5);
  stage.fill(at(limb([-0.345, -0.2, -0.3, -0.155, -0.4, -0.14], 0.02, 0.014)), "cloth", { depth }, 0.6, 0.2, 0.5);
  stage.fill(at(blob(-0.352, -0.262, 0.026, 0.032)), "skin", { depth, fine: true }, 0.5, 0, 0.4);
  stage.fill(at(blob(-0.355, -0.285, 0.034, 0.018)), "hair", { depth, fine: true }, 0.5, 0, 0.4);
}

/** Wheelhouse with two sides in view, mast and derrick, nets on the deck. */
export function paintWheelhouse(stage: Stage, boat: Boat, way: 1 | -1): void {
  const { depth } = boat;
  const at = placing(boat, way);
  const spar = (x0: number, y0: number, x1: number, y1: number, half: number, L = 8) =>
    stage.fill(
      at(line(x0, y0, x1, y1, half, half * 0.6)),
      "trunk",
      { depth, name: `spar ${L}`, fine: true, offset: [L, 2, 6] },
      0.45,
      Math.abs(y1 - y0) > Math.abs(x1 - x0) ? 1.5 : 0.3,
      0.4,
    );
  const face = (path: number[], name: string, L: number) =>
    stage.fill(at(path), "wall", { depth, name, offset: [L, 0, -3] }, 0.55, Math.PI / 2, 0.5);
  const bright = stage.light.x * way > 0;
  spar(0.2, -0.1, 0.19, -0.78, 0.015);
  spar(0.19, -0.34, 0.52, -0.6, 0.01);
  spar(0.19, -0.76, 0.55, -0.27, 0.0045, 16);
  spar(0.19, -0.76, -0.44, -0.15, 0.0045, 16);
  stage.fill(
    at(curve([0.2, -0.1, 0.22, -0.175, 0.3, -0.2, 0.38, -0.19, 0.42, -0.14, 0.4, -0.1], 4)),
    "earth",
    { depth, name: "nets", offset: [-8, -6, -8] },
    stage.grainy(0.5, 0.5, 40, 40),
    0.6,
    0.6,
  );
  face([-0.26, -0.09, -0.25, -0.37, 0.0, -0.38, 0.0, -0.09], "wheelhouse", bright ? -3 : 2);
  face([0.0, -0.09, 0.0, -0.38, 0.07, -0.36, 0.075, -0.09], "wheelhouse front", bright ? 5 : -14);
  stage.fill(
    at([-0.29, -0.365, -0.27, -0.405, 0.06, -0.41, 0.1, -0.365, 0.0, -0.372]),
    "roof",
    { depth, name: "wheelhouse" },
    0.5,
    0,
    0.5,
  );
  for (const k of [-0.225, -0.115])
    stage.fill(at(box(k, -0.325, 0.08, 0.095)), "window", { depth, fine: true }, 0.5, 0, 0.4);
  stage.fill(
    at([0.012, -0.325, 0.058, -0.315, 0.058, -0.225, 0.012, -0.23]),
    "window",
    { depth, fine: true },
    0.5,
    0,
    0.4,
  );
  spar(-0.17, -0.4, -0.17, -0.5, 0.026, -6);
}
