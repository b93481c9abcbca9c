import type { Lab } from "../../climate.ts";
import type { Curve } from "../../draw/canvas.ts";
import { paintJetty, paintTongue } from "../../parts/land/banks.ts";
import { paintReeds, paintRock } from "../../parts/land/ground.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { cliffReach, paintNearCliff } from "../../parts/land/near-cliff.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import type { Land } from "./land.ts";
import { kindsBut, treeKinds } from "./tree-kinds.ts";

/** True if the viewer looks past a cliff, where inland he looks past a trunk. */
export const isCliffed = ({ water, plan, has, reading }: Land): boolean =>
  water === "sea" &&
  plan.room === 1 &&
  !has("moon", "sun", "city") &&
  (plan.emptiness > 0.45 || reading.unrest > 0.2 || has("cliff"));

/** What a coast is made of: rock under its turf, or sand in a desert. */
const coastOf = ({ stage, has, reading }: Land) => ({
  role: has("desert") ? ("sand" as const) : turf(stage),
  wood: 0,
  cliff: true,
  conifer: false,
  rough: Math.max(0, reading.unrest),
});

/** Bays: tongues of land from alternating sides, the farther the flatter, that close to an S of water. */
export function paintBays(land: Land, nearest: boolean): void {
  const { stage, plan, horizon, water, has } = land;
  const { w, h } = stage;
  const random = stage.random.branch("bays");
  const span = h - horizon;
  const cliff = water === "sea";
  const first = plan.focus > 0.5 ? -1 : 1;
  const tongues = [
    [0.05, 0.56, 0.028, 0.46, -first],
    [0.15, 0.46, 0.05, 0.56, first],
    [0.33, 0.34, 0.08, 0.7, -first],
  ] as const;
  for (const [t, reach, rise, depth, from] of nearest ? tongues : tongues.slice(0, 2))
    paintTongue(stage, {
      ...coastOf(land),
      from: from as 1 | -1,
      reach: w * reach * random.between(0.9, 1.12),
      y: horizon + span * t,
      rise: rise * (cliff ? 1.8 : 1) * random.between(0.85, 1.2),
      wood: has("desert") ? 0 : (cliff ? 0.5 : 1) * (0.035 + 0.13 * t + (has("forest") ? 0.05 : 0)),
      depth,
      cliff,
      conifer: has("mountain"),
    });
}

/** Cliffs over the sea: headlands one behind another from one side, or from both about a bay; a castle stands on one. */
export function paintHeadlands(land: Land): void {
  const { stage, plan, horizon, has } = land;
  const { w, h } = stage;
  const main = plan.focus > 0.5 ? 1 : -1;
  const great = plan.view === "low" ? 1.25 : plan.view === "open" ? 0.85 : 1;
  const built = has("castle");
  const heights = built ? ([0.34, 0.42, 0.36] as const) : ([0.34, 0.52, 0.66] as const);
  const farther = 0.6 + 0.4 * great;
  const border = main > 0 ? 1 - plan.focus : plan.focus;
  for (const [t, reach, rise, depth, from] of [
    [0.03, 0.74 * farther, heights[0], 0.42, main],
    [0.12, 0.5 * farther, heights[1], 0.56, plan.view === "winding" ? -main : main],
    [0.24, built ? border + 0.28 : 0.36 * farther, heights[2], 0.66, main],
  ] as const) {
    const top = paintTongue(stage, {
      ...coastOf(land),
      from: from as 1 | -1,
      reach: w * reach,
      y: horizon + (h - horizon) * t,
      rise: horizon * rise * great,
      depth,
    });
    if (!built || depth < 0.6) continue;
    land.middle = (x) => Math.max(0.46 * h, top(x) + 0.03);
    land.solid = true;
  }
}

/** True if the island is nearer than the horizon: not where it is the backdrop, nor where a castle brings its own rock. */
export const isNearIsle = ({ plan, has }: Land): boolean =>
  has("island") && !has("castle") && plan.view !== "open" && plan.view !== "framed";

/** An island nearer than the horizon: broad among waves, wooded across a strait, or looked down on. Houses stand on it. */
export function paintIsle(land: Land): void {
  const { stage, plan, horizon, has } = land;
  const { w, h } = stage;
  const { view } = plan;
  const built = has("village", "house", "church");
  const [t, reach, rise] =
    view === "low" ? [0.12, 0.4, built ? 0.12 : 0.3] : view === "winding" ? [0.2, 0.28, 0.13] : [0.26, 0.26, 0.1];
  const shown = has("village") ? 0.62 * w : reach * Math.min(1.3, w);
  const top = paintTongue(stage, {
    ...coastOf(land),
    from: { middle: w * (built ? plan.focus : 0.5 + (plan.focus - 0.5) * 0.8) },
    reach: shown * (plan.room < 1 ? plan.room : 1),
    y: horizon + (h - horizon) * t,
    rise: Math.min(rise, 0.5 * horizon),
    wood: has("desert") || built ? 0 : view === "low" ? 0.07 : 0.09,
    depth: 0.62,
  });
  land.middle = (x) => top(x) + 0.012;
}

/** Ground with an undercut edge where the water begins. */
export function paintNearBank(land: Land, edge: Curve, shadow: number): void {
  const { stage } = land;
  const cliff = land.water === "sea" && land.plan.view === "slope";
  stage.canvas.below((x) => edge(x) - (cliff ? 0.05 : 0.012) - (cliff ? 0.05 : 0.008) * stage.noise(x * 8, 3), {
    layer: stage.tone(cliff ? "rock" : "earth", { name: "shore", offset: [-12, 0, -4], depth: 0.8 }),
    shade: stage.grainy(0.5, 0.5, 20, 14),
    angle: cliff ? Math.PI / 2 : 0.1,
    grain: 0.8,
  });
  const { role } = coastOf(land);
  const dark = role === "snow" ? 0.5 * shadow : shadow;
  paintHill(stage, edge, {
    role,
    depth: 0.85,
    tufts: 0.42,
    ...(shadow ? { name: "bank", offset: [-dark, 2, -dark * 0.6] as Lab } : {}),
  });
  land.near = (x) => Math.min(stage.h * 0.97, edge(x) + 0.05);
  land.middle = (x) => Math.min(stage.h * 0.94, edge(x) + 0.015);
  land.shore = edge;
  land.solid = true;
}

/** A hillside's fall from 0 at the border to 1: a shoulder, a steep stretch and a foot that runs out. */
const bluff = (u: number): number => 0.72 * u + 0.28 * u * u + 0.11 * Math.sin(u * Math.PI * 2 + 2.6) - 0.057;

/** What a view has before it where nobody asked for ground to stand on. */
export function paintWaterside(land: Land): void {
  const { stage, plan, horizon, water, has, reading } = land;
  const { w, h } = stage;
  // Carp are looked at from right above.
  if (has("fish")) return;
  const random = stage.random.branch("waterside");
  const span = h - horizon;
  const inwards = (x: number) => (plan.side > 0 ? w - x : x) / w;
  const fromSide = (share: number) => w * (plan.side > 0 ? 1 - share : share);
  switch (plan.view) {
    case "open":
      return;
    case "framed": {
      if (isCliffed(land)) {
        const brow = Math.min(0.3 * h, horizon - 0.12);
        paintNearCliff(stage, plan.side, brow, h * 0.9, turf(stage));
        land.shore = (x) => (inwards(x) * w < 1.05 * cliffReach(w) ? horizon : h);
        return;
      }
      const rough = ridge(stage, 0, 0.014, 0.3, "near bank");
      paintNearBank(land, (x) => h - span * (0.24 - 0.26 * inwards(x)) + rough(x), 15);
      return;
    }
    case "winding": {
      if (water !== "lake" || reading.unrest > 0.3 || plan.room < 1 || has("heron")) return;
      const far = horizon + span * random.between(0.6, 0.68);
      paintJetty(stage, w * (0.5 + 0.36 * plan.side), w * (0.5 + 0.12 * plan.side), far, 0.15);
      land.shore = (x) => (Math.abs(x / w - 0.5 - 0.24 * plan.side) < 0.3 ? far : h);
      return;
    }
    case "low": {
      const stones = [
        [0.02, 0.2, 0],
        [0.2, 0.13, 0.015],
        [0.33, 0.085, -0.02],
        [0.1, 0.1, -0.06],
      ] as const;
      for (const [at, size, lift] of [...stones].sort((p, q) => p[2] - q[2])) {
        const x = fromSide(at);
        paintRock(stage, x, h * 1.01 + lift, size * random.between(0.9, 1.15), 0.92);
      }
      if (water === "lake")
        paintReeds(stage, w * (0.5 + 0.36 * plan.side), h * 1.02, 0.17, random.between(0.3, 0.42), 34);
      return;
    }
    case "slope": {
      const rough = ridge(stage, 0, 0.035, 0.28, "hillside");
      const top = horizon + (water === "sea" ? 0.1 : 0.02) * span;
      const edge = (x: number) => top + (h * 1.02 - top) * bluff(Math.max(0, inwards(x)) / 0.76) + rough(x);
      paintNearBank(land, edge, 0);
      const kinds = kindsBut(treeKinds(land), "poplar");
      if (has("desert")) return;
      for (const [at, tall] of [
        [0.3, 0.13],
        [0.16, 0.2],
        [0.04, 0.3],
      ] as const) {
        const x = fromSide(at);
        const base = Math.min(h * 0.96, edge(x) + 0.02 + 0.2 * tall);
        const height = Math.min(base * 0.95, tall * (water === "sea" ? 0.7 : 1) * random.between(0.9, 1.15));
        paintTree(stage, { x, base, height, kind: random.pick(kinds), depth: 0.82 });
      }
      return;
    }
  }
}
