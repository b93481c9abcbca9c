import { paintBoat, rises, spans } from "../../parts/boats/boats.ts";
import type { Boat, BoatKind } from "../../parts/boats/hulls.ts";
import { countOf, inOrder } from "../../read/reading.ts";
import type { Arrangement, View } from "../../staging.ts";
import { isHarbour } from "./harbour.ts";
import type { Land } from "./land.ts";
import { spotOf, uncut } from "./spots.ts";

/** How far below the horizon a boat floats, in lengths of its hull: the height of the viewer's eye over the water. */
const drops: Record<View, number> = { open: 0.55, framed: 0.5, winding: 0.62, low: 0.32, slope: 0.8 };

/** Length of a boat that is what the picture is about. */
const lengths: Record<View, number> = { open: 0.23, framed: 0.36, winding: 0.25, low: 0.54, slope: 0.32 };

/** Length of a boat that belongs to a scene, against one the picture is about. */
const passing = 0.6;

/** The boats a prompt names, in perspective: the farther are the smaller and the nearer to the horizon. */
export function paintFleet(land: Land): void {
  const { plan, reading, has } = land;
  const wish = reading.wishes.get("boat")!;
  const random = land.stage.random.branch("boats");
  const count = countOf(wish, 4);
  const kinds: BoatKind[] = wish.kind
    ? [wish.kind as BoatKind]
    : wish.words.some((word) => word.startsWith("sail"))
      ? ["sail"]
      : ["sail", "sail", "fishing", "rowing"];
  const leads =
    inOrder(reading)[0] === wish || inOrder(reading)[0]?.noun === "sea" || inOrder(reading)[0]?.noun === "lake";
  const length = lengths[plan.view] * (leads ? 1 : passing) * (count === 1 ? 1 : 0.86);
  const fleet: Boat[] = [];
  for (let i = 0; i < count; i++) {
    const kind = random.pick(kinds);
    const size =
      length *
      (count === 1 ? 1 : 0.62 ** Math.min(3, i)) *
      (kind === "rowing" ? 1.12 : kind === "ship" && count > 1 ? 0.8 : 1);
    const own = spotOf(land, "boat", has("person") && kind !== "rowing" ? 1 - plan.focus : plan.focus, 0.8);
    const [from, to] = clear(plan);
    const first = plan.room < 1 ? own : Math.min(to, Math.max(from, own));
    const places =
      i === 0 ? [moored(land, first)] : Array.from({ length: 14 }, () => moored(land, random.between(from, to)));
    const tries = places.map((at) => afloat(land, at, size, kind, i));
    fleet.push(tries.reduce((p, q) => (clearance(fleet, q) > clearance(fleet, p) ? q : p)));
  }
  for (const boat of fleet.sort((p, q) => p.y - q.y)) paintBoat(land.stage, boat);
}

/** The same place off the mole, if the harbour has one. */
const moored = (land: Land, t: number): number =>
  isHarbour(land) && land.plan.view === "winding" ? 0.05 + 0.45 * t + (land.plan.focus > 0.5 ? 0 : 0.45) : t;

/** The part of the width, 0–1, that is clear of what the view has on its own side. */
function clear({ view, side }: Arrangement): [number, number] {
  const taken = view === "slope" ? 0.46 : view === "framed" ? 0.2 : 0.05;
  return side > 0 ? [0.05, 1 - taken] : [taken, 0.95];
}

/** A boat of about this length where it is whole: under the upper border, above the shore, between the sides. */
function afloat(land: Land, at: number, wished: number, kind: BoatKind, i: number): Boat {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const drop = drops[plan.view];
  const aside = land.reading.relations.some(({ one, how }) => one === "boat" && (how === "left" || how === "right"));
  const wide = Math.min(wished * Math.min(1.25, Math.sqrt(w)), (aside ? 0.24 : 0.66) * w, 0.86 * plan.room * w);
  const x = uncut(stage, w * at, spans[kind] * wide);
  const spread = [-0.5, 0, 0.5].map((t) => land.shore(x + t * wide));
  const lowest = Math.max(horizon + 0.015, Math.min(h * 0.94, ...spread) - 0.03);
  const nearest = isHarbour(land) ? land.middle(x) + 0.04 : 0;
  const y = Math.max(nearest, Math.min(lowest, horizon + drop * wide + 0.012 * (i % 2)));
  const size = Math.min(wide, Math.max(0.1, ((lowest - horizon) / drop) * 1.5), (y - 0.02) / rises[kind]);
  return { x, y, size, kind, depth: Math.min(0.92, 0.5 + 0.9 * size) };
}

/** How much room is left between a boat and its neighbours, less than 0 if one covers another. */
const clearance = (fleet: readonly Boat[], boat: Boat): number =>
  Math.min(
    9,
    ...fleet.map((other) => Math.abs(other.x - boat.x) - spans[other.kind] * other.size - spans[boat.kind] * boat.size),
  );
