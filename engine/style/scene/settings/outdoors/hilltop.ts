import type { Curve } from "../../draw/canvas.ts";
import { course, paintCourse, paintReeds } from "../../parts/land/ground.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { reflect } from "../../parts/water/water.ts";
import type { Land } from "./land.ts";
import { paintSettlement } from "./settlement.ts";

/** True if the prompt speaks of one hill, which then carries what the picture is about; hills only roll. */
export function hasHilltop({ has, reading }: Pick<Land, "has" | "reading">): boolean {
  const hill = reading.wishes.get("hill");
  return (
    hill !== undefined &&
    !hill.plural &&
    hill.words.some((word) => /^hill(?:side|top)?$/.test(word)) &&
    !has("forest", "beach", "city", "desert", "lighthouse", "cliff")
  );
}

/** The hill: a headland mirrored in the water, or the near ground rising to a crest the sky stands behind. */
export function paintHilltop(land: Land): void {
  const { water, plan } = land;
  const afloat = (water === "sea" || water === "lake") && (plan.view === "open" || plan.view === "low");
  if (afloat) headland(land);
  else rise(land);
  land.solid = true;
  if (land.has("village", "house", "church")) paintSettlement(land, 0.66);
}

/** A hump that leaves the picture on the `away` side and falls to `foot` on the other. */
function hump(land: Land, crest: number, foot: number, reach: number, lasting: number): Curve {
  const { stage, plan } = land;
  const cx = stage.w * plan.focus;
  const away = plan.focus > 0.5 ? 1 : -1;
  const rough = ridge(stage, 0, 0.014, 0.34, "hump");
  const level = rough(cx);
  return (x) => {
    const u = ((x - cx) * away) / reach;
    const fall = 1 - Math.exp(-(Math.abs(u) ** 2.1));
    return crest + (foot - crest) * fall * (u > 0 ? lasting : 1) + rough(x) - level;
  };
}

function headland(land: Land): void {
  const { stage, plan, horizon, water } = land;
  const { w, h } = stage;
  const random = stage.random.branch("headland");
  const base = horizon + (h - horizon) * random.between(0.2, 0.3);
  const crest = Math.max(0.42 * h, Math.min(horizon - 0.03, base - random.between(0.17, 0.23)));
  const edge = hump(land, crest, base + 0.03, random.between(0.3, 0.38) * Math.max(1, w * 0.8), 0.5);
  const shore = ridge(stage, base, 0.008, 0.2, "waterline");
  const grass = turf(stage);
  const bank = (x: number) => Math.max(edge(x), shore(x) - 0.012 - 0.01 * stage.noise(x * 8, 3));
  stage.canvas.below(
    edge,
    {
      layer: stage.tone("rock", { name: "bank", depth: 0.64 }),
      shade: stage.grainy(0.45, 0.4, 14, 30),
      angle: 0.1,
      grain: 0.8,
    },
    shore,
  );
  paintHill(stage, edge, { role: grass, depth: 0.7, tufts: 0.45, name: "headland" }, bank);
  land.middle = land.near = (x) => Math.min(edge(x), base - 0.02) + 0.012;
  land.bare = true;
  land.mirror = () =>
    reflect(stage, water!, base, 0.75, (role) => role !== water && role !== "sky" && role !== "cloud");
  if (random.chance(0.7)) paintReeds(stage, w * (plan.focus > 0.5 ? 0.1 : 0.9), h * 1.01, 0.14, 0.17, 30);
}

function rise(land: Land): void {
  const { stage, plan, horizon, reading } = land;
  const { w, h } = stage;
  const random = stage.random.branch("rise");
  const wide = Math.max(1, w * 0.85);
  const crest = Math.max(0.44 * h, horizon + random.between(-0.06, 0.03));
  const foot = h * random.between(0.88, 0.97);
  const shoulder = hump(land, crest + 0.14, h * 0.94, 0.62 * wide, 0.75);
  // Seen from afar the hill stands free on both sides; from near it fills the picture.
  const free = plan.view === "open";
  const lasting = random.between(0.3, 0.6);
  const edge = hump(land, crest, foot, random.between(0.42, 0.54) * (free ? 0.72 : 1) * wide, free ? 0.95 : lasting);
  const role = turf(stage);
  if (land.water)
    stage.canvas.below((x) => edge(x) - 0.012, {
      layer: stage.tone("earth", { name: "shore", offset: [-12, 0, -4], depth: 0.8 }),
      shade: stage.grainy(0.5, 0.4, 20, 30),
      angle: 0.1,
      grain: 0.8,
    });
  paintHill(stage, edge, { role, depth: 0.78, tufts: 0.45, name: "rise", offset: [2, 1, 4] });
  if (plan.view !== "slope" && reading.climate.season !== "winter") {
    const cx = w * plan.focus;
    const away = plan.focus > 0.5 ? 1 : -1;
    const path = course(stage, crest + 0.035, cx + 0.03 * away, cx - away * 0.22 * w, 0.1, 0.55);
    paintCourse(stage, path, "road", { depth: 0.78 }, (x, y) => y > edge(x) + 0.02);
  }
  paintHill(stage, (x) => Math.max(edge(x) + 0.05, shoulder(x) + 0.16), {
    role,
    depth: 0.86,
    tufts: 0.5,
    name: "near",
    offset: [-4, -1, 0],
  });
  land.middle = (x) => edge(x) + 0.012;
  land.near = (x) => edge(x) + 0.016;
}
