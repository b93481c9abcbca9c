import { box, limb } from "../../draw/path.ts";
import { paintBoat } from "../../parts/boats/boats.ts";
import type { BoatKind } from "../../parts/boats/hulls.ts";
import { paintHouse } from "../../parts/buildings/houses.ts";
import { paintHill, ridge } from "../../parts/land/hills.ts";
import { reflect } from "../../parts/water/water.ts";
import type { View } from "../../staging.ts";
import type { Land } from "./land.ts";
import { uncut } from "./spots.ts";
import { paintRoofs } from "./waterfront.ts";

/** How near the viewer stands to the moorings: factor on the length of boats. */
const nearness: Record<View, number> = { open: 0.85, framed: 1, winding: 0.85, low: 1.4, slope: 1.15 };

/** True if the prompt names a harbour. */
export const isHarbour = ({ reading }: Pick<Land, "reading">): boolean =>
  reading.wishes.get("sea")?.kinds.some(({ kind }) => kind === "harbour") ?? false;

/** A harbour: houses in a row along the far quay, boats at their moorings before them, a stone pier near the viewer. */
export function paintHarbour(land: Land): void {
  const { stage, plan, horizon, water, has } = land;
  const { w, h } = stage;
  const random = stage.random.branch("harbour");
  const quay = horizon + (h - horizon) * random.between(0.1, 0.17);
  const way = plan.side;
  /** How far the town reaches across the picture from its own side. */
  const reach = w * random.between(0.66, 0.84);
  const from = way > 0 ? w - reach : 0;
  const to = way > 0 ? w : reach;
  const slope = ridge(stage, quay, 0.016, 0.3, "town hill");
  const size = 0.1 * Math.min(1.3, h);
  const hill = (x: number) => {
    const inside = way > 0 ? x - from : to - x;
    return slope(x) - 0.17 * Math.min(1, Math.max(0, inside / reach) * 1.5) ** 1.3;
  };
  const shown = (x: number) => (x >= from - 0.02 && x <= to + 0.02 ? hill(x) : quay + 0.01);
  paintHill(stage, shown, { role: "grass", depth: 0.46, tufts: 0.2, name: "town hill" }, () => quay);
  for (const [rows, lift, scale, depth] of [
    [6, 0.07, 0.82, 0.48],
    [7, 0.004, 1, 0.56],
  ] as const)
    for (let i = 0; i < Math.round(rows * Math.max(1, w * 0.8)); i++) {
      const x =
        from + ((i + 0.5 + random.between(-0.16, 0.16)) / Math.round(rows * Math.max(1, w * 0.8))) * (to - from);
      const inside = way > 0 ? x - from : to - x;
      if (lift > 0.05 && inside < reach * 0.34) continue;
      const church = lift > 0.05 && i === Math.floor(rows / 2);
      paintHouse(stage, { x, base: quay - lift, size: size * scale * random.between(0.85, 1.15), depth, church });
    }
  wall(land, from, to, quay);
  land.middle = () => quay + 0.02;
  land.near = () => h * 0.9;
  reflect(stage, water!, quay + 0.03, 0.9, (role) => role !== water && role !== "sky" && role !== "cloud");
  if (!has("boat")) moored(land, quay);
  if (plan.view === "slope") paintRoofs(land);
  else if (plan.view === "winding") mole(land, quay);
  else if (plan.view !== "low") pier(land);
}

/** The face of the far quay, with its shadow on the water. */
function wall({ stage }: Land, from: number, to: number, quay: number): void {
  stage.fill(
    box(from - 0.02, quay - 0.004, to - from + 0.04, 0.034),
    "rock",
    { name: "quay", depth: 0.6, offset: [12, 2, 6] },
    stage.grainy(0.5, 0.3, 22, 40),
    0,
    0.6,
  );
  stage.fill(
    box(from - 0.02, quay + 0.018, to - from + 0.04, 0.012),
    "rock",
    { name: "quay foot", depth: 0.6, offset: [-14, 0, 0] },
    0.4,
    0,
    0.6,
  );
}

function moored({ stage, plan, reading }: Land, quay: number): void {
  const { w, h } = stage;
  const random = stage.random.branch("moored");
  const kinds: BoatKind[] = ["fishing", "rowing", "sail", "fishing", "rowing"];
  const first = random.whole(0, 4);
  const count = plan.emptiness > 0.75 ? 3 : 5;
  // Nothing is moored in the mole.
  const beside = plan.view === "winding";
  const open = beside ? 0.54 : 0.8;
  const clear = beside && plan.focus <= 0.5 ? 0.4 : beside ? 0.06 : 0.1;
  const places = Array.from({ length: count }, (_, i) => ({
    x: w * (clear + open * ((plan.focus + i * 0.382 + random.between(-0.04, 0.04)) % 1)),
    near: (i === 0 ? 0.66 : ((i * 0.618) % 1) * 0.5) * (plan.view === "slope" ? 0.5 : 1),
    kind: kinds[(first + i) % kinds.length]!,
  })).sort((p, q) => p.near - q.near);
  for (const { x, near, kind } of places) {
    const y = quay + 0.05 + (h - quay) * 0.6 * near;
    const length = (0.11 + 0.48 * near * nearness[plan.view]) * (reading.wishes.size > 2 ? 0.85 : 1);
    const size = Math.min(y / 1.3, length) * (kind === "rowing" ? 0.8 : 1);
    paintBoat(stage, { x: uncut(stage, x, 0.6 * size), y, size, kind, depth: 0.56 + 0.4 * near });
  }
}

/** A stone mole that runs from the viewer's feet along one side to the far quay. */
function mole({ stage, plan }: Land, quay: number): void {
  const { w, h } = stage;
  const way = plan.focus > 0.5 ? -1 : 1;
  const x = (t: number) => (way > 0 ? w * t : w * (1 - t));
  const band = (near: number, nearTo: number, far: number, farTo: number) => [
    x(near),
    h * 1.02,
    x(far),
    quay + 0.012,
    x(farTo),
    quay + 0.012,
    x(nearTo),
    h * 1.02,
  ];
  stage.fill(
    band(-0.9, 0.4, 0.06, 0.16),
    "road",
    { name: "mole", depth: 0.86, offset: [-2, 0, 0] },
    stage.grainy(0.56, 0.34, 7, 26),
    1.2 * way,
    0.9,
  );
  stage.fill(
    band(0.4, 0.56, 0.16, 0.18),
    "rock",
    { name: "mole face", depth: 0.86, offset: [-14, 0, -2] },
    stage.grainy(0.4, 0.3, 20, 20),
    1.2 * way,
    0.8,
  );
}

/** Stone underfoot in the lower corner, with posts to make fast to. */
function pier({ stage, plan }: Land): void {
  const { w, h } = stage;
  const random = stage.random.branch("pier");
  const way = plan.focus > 0.5 ? -1 : 1;
  const x = (t: number) => (way > 0 ? w * t : w * (1 - t));
  const top = h * random.between(0.86, 0.9);
  const run = random.between(0.42, 0.58);
  const face = 0.05;
  stage.fill(
    [x(-0.02), top, x(run * 0.72), top + 0.01, x(run), h * 1.02, x(-0.02), h * 1.02],
    "road",
    { name: "pier", depth: 0.9, offset: [-6, 0, -2] },
    stage.grainy(0.56, 0.34, 7, 26),
    0.05 * way,
    0.9,
  );
  stage.fill(
    [x(run * 0.72), top + 0.01, x(run * 0.72 + 0.02), top + 0.01 + face, x(run + 0.05), h * 1.02, x(run), h * 1.02],
    "rock",
    { name: "pier face", depth: 0.9, offset: [-12, 0, -2] },
    stage.grainy(0.4, 0.3, 20, 20),
    1.2,
    0.8,
  );
  for (const t of [0.14, 0.46]) {
    const px = x(run * t);
    const tall = 0.1;
    const post = (dx: number, half: number, name: string, L: number) =>
      stage.fill(
        limb([px + dx, top + 0.035, px + dx, top + 0.035 - tall], half, half * 0.9),
        "trunk",
        { name, depth: 0.92, offset: [L, 0, 0] },
        0.5,
        Math.PI / 2,
        0.6,
      );
    post(0, 0.017, "post", 0);
    post(0.006 * stage.light.x, 0.007, "post lit", 14);
  }
}
