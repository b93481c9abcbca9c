import type { Lab } from "../../climate.ts";
import { backwards, curve, place } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

/** Kinds of boat, by what moves them. */
export type BoatKind = "sail" | "rowing" | "fishing" | "ship";

/** A boat on the water; lengths in units. */
export interface Boat {
  x: number;
  /** The waterline. */
  y: number;
  /** Length of the hull. */
  size: number;
  kind: BoatKind;
  depth: number;
  /** 1 bow to the right. */
  way?: 1 | -1;
  /** How far it pitches, in radians. */
  heel?: number;
}

/** Places a path drawn for a hull of length 1 with its bow to the right and its waterline at 0. */
export type Fit = (path: number[]) => number[];

/** How the parts of a boat are placed on the water. */
export const placing =
  ({ x, y, size, heel }: Boat, way: 1 | -1): Fit =>
  (path) =>
    place(path, x, y, size, way, heel);

const paints: Lab[] = [
  [0, 0, 0],
  [10, 30, 20],
  [4, -14, -34],
  [46, -6, 0],
  [8, -26, 4],
];

/** Heights above the waterline, and how far the other side's gunwale shows over the near one. */
interface Lines {
  stern: number;
  waist: number;
  bow: number;
  open: number;
}

const lines: Record<BoatKind, Lines> = {
  rowing: { stern: 0.125, waist: 0.088, bow: 0.175, open: 0.062 },
  sail: { stern: 0.11, waist: 0.085, bow: 0.165, open: 0.034 },
  fishing: { stern: 0.135, waist: 0.105, bow: 0.27, open: 0.04 },
  ship: { stern: 0.27, waist: 0.15, bow: 0.23, open: 0.022 },
};

/** The two steps in which a hull is painted. */
export interface Hull {
  /** Far side and inside, before anybody is seated in it. */
  inside: () => void;
  /** Near side with transom, planking and gunwale. */
  outside: () => void;
}

/** A hull a little from behind: sheer, raking stem, transom, and as much of the inside as its gunwales show. */
export function hullOf(stage: Stage, boat: Boat, way: 1 | -1): Hull {
  const random = stage.random.branch(`hull ${boat.x.toFixed(3)} ${boat.y.toFixed(3)}`);
  const { y, size, depth, kind } = boat;
  const at = placing(boat, way);
  const { stern: s, waist: m, bow: b, open } = lines[kind];
  const own = stage.setting.colors.hull ? ([0, 0, 0] as Lab) : random.pick(paints);
  const name = `hull${paints.indexOf(own)}`;
  const tone = (part: string, L: number, a = 0, bb = 0): Tone => ({
    depth,
    name: `${name} ${part}`,
    offset: [own[0] + L, own[1] + a, own[2] + bb],
  });
  const wood = (part: string, L: number): Tone => ({ depth, name: `wood ${part}`, offset: [L, 3, 9] });
  const along = 0.07 * way;
  const sheer = (lift: number) =>
    curve(
      [-0.46, -s - lift, -0.22, -(s + 2 * m) / 3 - lift, 0.08, -m - lift, 0.34, -(m + b) / 2 - lift * 0.7, 0.53, -b],
      5,
      false,
    );
  const under = [0.5, -b * 0.55, 0.445, -b * 0.12, 0.37, 0.016, 0.1, 0.026, -0.2, 0.026, -0.39, 0.018, -0.43, -s * 0.4];
  const side = [...sheer(0), ...curve(under, 3, false)];
  /** A strip of the side between two shares of its height, 0 at the gunwale. */
  const strip = (from: number, to: number) => {
    const level = (t: number) =>
      sheer(0).map((v, i, all) => (i % 2 ? v + (0.024 - v) * t : v - Math.max(0, all[i]! - 0.2) * 0.42 * t + 0.03 * t));
    return [...level(from), ...backwards(level(to))];
  };
  const form = (_x: number, py: number) => 0.42 + 0.34 * Math.min(1, Math.max(0, (y - py) / (size * b)));
  return {
    inside: () => {
      stage.fill(at([...sheer(open), ...backwards(sheer(0.012))]), "trunk", wood("far side", 12), 0.45, along, 0.5);
      const floor = [...sheer(open * 0.62), ...backwards(sheer(-0.01))];
      stage.fill(at(floor), "trunk", wood("floor", kind === "rowing" ? -4 : 26), 0.5, along, 0.5);
      if (kind !== "rowing") return;
      for (const x of [-0.3, -0.02, 0.24]) {
        const top = -(x < -0.2 ? (s + m) / 2 : x > 0.2 ? (m + b) / 2.2 : m) - open * 0.12;
        const thwart = [x - 0.035, top, x + 0.035, top, x + 0.022, top - open * 0.66, x - 0.04, top - open * 0.66];
        stage.fill(at(thwart), "trunk", wood("thwart", 34), 0.6, along, 0.5);
      }
    },
    outside: () => {
      stage.fill(at(side), "hull", tone("side", 0), form, along, 0.6);
      stage.fill(at(strip(0.46, 0.72)), "hull", tone("strake", -5, -1, -1), form, along, 0.5);
      stage.fill(at(strip(0.72, 1)), "hull", tone("foot", -13, -3, -3), 0.4, along, 0.5);
      const transom = [-0.46, -s, -0.43, 0.018, -0.495, 0.002, -0.54, -s - open * 0.55];
      const lit = stage.light.x * way < 0;
      stage.fill(at(transom), "hull", tone("transom", lit ? 9 : -9), 0.5, Math.PI / 2, 0.5);
      const white = own[0] > 40;
      if (kind === "ship") {
        const band = strip(0.2, 0.36);
        stage.fill(at(band), "wall", { depth, name: "gun deck", offset: [-8, 0, 4] }, 0.5, along, 0.5);
        for (let x = -0.34; x < 0.36; x += 0.1)
          stage.fill(
            at([x, -m * 0.86, x + 0.034, -m * 0.86, x + 0.034, -m * 0.62, x, -m * 0.62]),
            "hull",
            tone("port", -16),
            0.35,
            0,
            0.4,
          );
      }
      const rail = [...sheer(0.008), ...backwards(sheer(-0.013))];
      stage.fill(at(rail), "trunk", wood("gunwale", white ? 14 : 44), 0.6, along, 0.4);
    },
  };
}
