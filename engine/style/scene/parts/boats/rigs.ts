import type { Lab } from "../../climate.ts";
import { curve, line } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";
import { type Boat, type Fit, placing } from "./hulls.ts";

/** Smaller than this many pixels long, a boat has no ropes and seams. */
const plain = 60;

interface Rig {
  stage: Stage;
  boat: Boat;
  at: Fit;
  /** Light in the boat's own direction: −1 from its stern, 1 from its bow. */
  lit: number;
  cloth: (x: number, y: number) => number;
  close: boolean;
}

function rigOf(stage: Stage, boat: Boat, way: 1 | -1): Rig {
  const { x, size } = boat;
  return {
    stage,
    boat,
    at: placing(boat, way),
    lit: stage.light.x * way < 0 ? -1 : 1,
    cloth: (px, py) => 0.6 + 0.36 * stage.light.x * ((px - x) / size) + 0.2 * (stage.noise(px * 16, py * 7) - 0.5),
    close: size * stage.canvas.unit >= plain,
  };
}

function spar({ stage, boat, at }: Rig, x0: number, y0: number, x1: number, y1: number, half: number): void {
  const tone: Tone = { depth: boat.depth, name: "spar", fine: true, offset: [10, 3, 8] };
  const angle = Math.abs(y1 - y0) > Math.abs(x1 - x0) ? Math.PI / 2 : 0.1;
  stage.fill(at(line(x0, y0, x1, y1, half, half * 0.6)), "trunk", tone, 0.45, angle, 0.4);
}

function rope({ stage, boat, at, close }: Rig, x0: number, y0: number, x1: number, y1: number): void {
  if (!close) return;
  const tone: Tone = { depth: boat.depth, name: "rope", fine: true, offset: [12, 0, 4] };
  stage.fill(at(line(x0, y0, x1, y1, 0.0035)), "trunk", tone, 0.4, 0.8, 0.4);
}

/** Mast, boom or gaff, a bellied mainsail and a jib before it. */
export function paintSloop(stage: Stage, boat: Boat, way: 1 | -1): void {
  const rig = rigOf(stage, boat, way);
  const { at, lit, cloth, close } = rig;
  const random = stage.random.branch(`rig ${boat.x.toFixed(3)} ${boat.y.toFixed(3)}`);
  const { depth } = boat;
  const gaff = random.chance(0.45);
  const tan = !stage.setting.colors.sail && random.chance(gaff ? 0.5 : 0.15);
  const dye: Lab = tan ? [-30, 24, 30] : [0, 0, 0];
  const sail = (part: string, L: number, warm = 0): Tone => ({
    depth,
    name: `${tan ? "tan" : "white"} ${part}`,
    offset: [dye[0] + L, dye[1] + warm * 0.3, dye[2] + warm],
  });
  const m = 0.08;
  const tall = gaff ? 1.02 : 1.28;
  spar(rig, m, -0.06, m, -tall, 0.015);
  spar(rig, m, -0.2, m - 0.56, -0.185, 0.011);
  const peak = gaff ? [m - 0.36, -1.12] : [m - 0.02, -tall + 0.03];
  const throat = gaff ? [m - 0.02, -0.82] : [m - 0.02, -tall + 0.03];
  if (gaff) spar(rig, m, -0.8, m - 0.39, -1.15, 0.011);
  const leech = gaff
    ? [m - 0.45, -0.85, m - 0.53, -0.5, m - 0.54, -0.215]
    : [m - 0.19, -0.96, m - 0.39, -0.58, m - 0.53, -0.215];
  const main = curve([...throat, ...peak, ...leech, m - 0.26, -0.18, m - 0.02, -0.22, m - 0.045, -0.5], 5);
  stage.fill(at(main), "sail", sail("main", lit < 0 ? 0 : -5), cloth, 1.25 * -way, 0.8);
  const hollow =
    lit < 0
      ? [m - 0.03, throat[1]! + 0.03, m - 0.11, -0.62, m - 0.2, -0.4, m - 0.3, -0.19, m - 0.03, -0.22, m - 0.05, -0.5]
      : gaff
        ? [...peak, ...leech, m - 0.38, -0.19, m - 0.36, -0.5, m - 0.34, -0.84]
        : [...peak, ...leech, m - 0.34, -0.19, m - 0.3, -0.5, m - 0.16, -0.86];
  stage.fill(at(curve(hollow, 4)), "sail", sail("hollow", -14, 2), cloth, 1.25 * -way, 0.8);
  if (close)
    for (const t of [0.3, 0.55, 0.8]) {
      const y = -0.2 - (Math.abs(throat[1]!) - 0.2) * t;
      const reach = gaff ? 0.5 : 0.5 * (1 - t * 0.92);
      const seam = line(m - 0.03, y, m - 0.02 - reach, y - (gaff ? 0.06 * t : -0.03), 0.005);
      stage.fill(at(seam), "sail", sail("seam", -20, 3), 0.45, 0.1, 0.4);
    }
  const head = gaff ? -0.86 : -tall * 0.86;
  const jib = curve(
    [m + 0.02, head, 0.3, head * 0.56 - 0.1, 0.56, -0.22, 0.36, -0.215, 0.13, -0.2, m + 0.055, -0.46],
    5,
  );
  stage.fill(at(jib), "sail", sail("jib", lit < 0 ? -7 : 2), cloth, 1.1 * way, 0.8);
  const shade = curve([m + 0.02, head, m + 0.1, head * 0.5 - 0.06, 0.3, -0.21, 0.13, -0.2, m + 0.05, -0.46], 4);
  stage.fill(at(shade), "sail", sail("jib hollow", -16, 2), cloth, 1.1 * way, 0.8);
  rope(rig, m, -tall, -0.48, -0.12);
  rope(rig, m, head - 0.02, 0.57, -0.2);
  if (random.chance(0.5)) {
    const flag = [m, -tall - 0.005, m - 0.15, -tall + 0.02, m, -tall + 0.055];
    stage.fill(at(flag), "cloth", { depth, fine: true, color: [48, 56, 36], name: "pennant" }, 0.5, 0, 0.4);
  }
}

/** Three masts of square sails, staysails to the bowsprit and a spanker over the stern. */
export function paintShipRig(stage: Stage, boat: Boat, way: 1 | -1): void {
  const rig = rigOf(stage, boat, way);
  const { at, lit, cloth } = rig;
  const { depth } = boat;
  const sail = (part: string, L: number): Tone => ({ depth, name: `square ${part}`, offset: [L, 0.5, 2] });
  spar(rig, 0.48, -0.22, 0.8, -0.36, 0.014);
  const stays = [
    [0.34, -0.8, 0.78, -0.36, 0.46, -0.3],
    [0.34, -0.62, 0.64, -0.3, 0.42, -0.27],
  ];
  for (const [k, [hx, hy, tx, ty, cx, cy]] of stays.entries())
    stage.fill(
      at(curve([hx!, hy!, (hx! + tx!) / 2 + 0.03, (hy! + ty!) / 2, tx!, ty!, cx!, cy!], 4)),
      "sail",
      sail(`stay ${k}`, k ? -15 : -6),
      cloth,
      1,
      0.7,
    );
  const spanker = [-0.3, -0.34, -0.3, -0.6, -0.5, -0.72, -0.6, -0.36];
  stage.fill(at(curve(spanker, 3)), "sail", sail("spanker", -9), cloth, 1.2, 0.7);
  for (const [m, tall] of [
    [-0.28, 0.86],
    [0.03, 1.02],
    [0.32, 0.92],
  ] as const) {
    spar(rig, m, -0.1, m, -tall - 0.06, 0.014);
    let foot = -0.27;
    for (const [half, share] of [
      [0.15, 0.38],
      [0.128, 0.34],
      [0.1, 0.24],
    ] as const) {
      const deep = (tall - 0.27) * share;
      const top = foot - deep + 0.012;
      const narrow = half * 0.86;
      // The wind comes from astern: every sail is full towards the bow.
      const full = curve(
        [
          m - narrow,
          top,
          m + narrow,
          top,
          m + half + 0.04,
          foot - deep * 0.45,
          m + half + 0.012,
          foot,
          m + 0.02,
          foot - deep * 0.14,
          m - half,
          foot,
          m - half + 0.035,
          foot - deep * 0.5,
        ],
        4,
      );
      stage.fill(at(full), "sail", sail("full", 0), cloth, 1.3 * way, 0.7);
      const [from, to] = lit < 0 ? [m + 0.02, m + half] : [m - half, m - 0.03];
      const dark = [
        from,
        top + 0.01,
        to + (lit < 0 ? -0.01 : 0),
        top + 0.01,
        to + 0.03,
        foot - deep * 0.45,
        to + 0.008,
        foot - 0.004,
        from + 0.02,
        foot - deep * 0.13,
        from + 0.04,
        foot - deep * 0.5,
      ];
      stage.fill(at(curve(dark, 3)), "sail", sail("shade", -15), cloth, 1.3 * way, 0.7);
      spar(rig, m - narrow - 0.02, top, m + narrow + 0.02, top, 0.008);
      foot = top - 0.012;
    }
    rope(rig, m, -tall, m - 0.2, -0.2);
  }
}
