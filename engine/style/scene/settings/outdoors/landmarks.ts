import { paintBridge, paintCrossing } from "../../parts/buildings/bridges.ts";
import { paintCastle } from "../../parts/buildings/castle.ts";
import { paintLighthouse, paintWindmill } from "../../parts/buildings/mills-and-lights.ts";
import { paintHill, ridge } from "../../parts/land/hills.ts";
import { countOf } from "../../read/reading.ts";
import type { View } from "../../staging.ts";
import { paintFalls } from "./falls.ts";
import { hasHilltop } from "./hilltop.ts";
import type { Land } from "./land.ts";
import { fitting, spotOf } from "./spots.ts";

/** Width of a castle by view. */
const castles: Record<View, number> = { open: 0.4, framed: 0.5, winding: 0.42, low: 0.66, slope: 0.54 };

/** Height of a windmill by view. */
const mills: Record<View, number> = { open: 0.4, framed: 0.52, winding: 0.44, low: 0.66, slope: 0.54 };

/** Bridges by view: height of the arches, and how much farther down than the middle distance the bridge stands. */
const bridges: Record<View, { tall: number; drop: number }> = {
  open: { tall: 0.12, drop: 0.1 },
  framed: { tall: 0.2, drop: 0.2 },
  winding: { tall: 0.14, drop: 0.12 },
  low: { tall: 0.3, drop: 0.24 },
  slope: { tall: 0.1, drop: 0.06 },
};

/** Single buildings and wonders that carry a picture by themselves. */
export function paintLandmarks(land: Land): void {
  const { stage, plan, has, horizon, water } = land;
  const { w } = stage;
  const sized = Math.min(1, Math.max(0.6, 1.1 - 0.4 * plan.emptiness));
  if (has("waterfall")) paintFalls(land);
  if (has("castle")) {
    const x = w * spotOf(land, "castle", plan.focus);
    const size = castles[plan.view] * sized * fitting(land, castles[plan.view] * 1.4);
    const base = water && !land.solid ? horizon + 0.02 : land.middle(x) - 0.01;
    paintCastle(stage, x, base, size * (hasHilltop(land) ? 0.8 : 1), 0.56, hasHilltop(land) ? land.middle : undefined);
  }
  if (has("windmill")) {
    const count = countOf(land.reading.wishes.get("windmill")!, 3);
    for (let i = count - 1; i >= 0; i--) {
      const x = w * ((spotOf(land, "windmill", plan.focus) + i * 0.3) % 0.94);
      const base = land.middle(x) + 0.02 * (count - i);
      const tall = Math.min(mills[plan.view] * sized * fitting(land, mills[plan.view] * 1.35), base * 0.86);
      paintWindmill(stage, x, base, tall / (1 + i * 0.7), 0.66 - i * 0.08);
    }
  }
  if (has("lighthouse")) {
    const x = w * spotOf(land, "lighthouse", plan.focus > 0.5 ? 0.76 : 0.24);
    const way = x > w / 2 ? 1 : -1;
    const foot = horizon + 0.03;
    const rise = (px: number) => foot - 0.07 * Math.exp(-(((px - x) / 0.22) ** 2)) + Math.max(0, (x - px) * way) * 0.28;
    const rocky = ridge(stage, 0, 0.02, 0.12, "lighthouse rock");
    const edge = (px: number) => rise(px) + rocky(px);
    paintHill(
      stage,
      (px) => edge(px) + 0.012,
      { role: "rock", depth: 0.62, tufts: 0.6 },
      (px) =>
        Math.min(
          stage.h,
          Math.max(edge(px), foot + 0.12 + 0.05 * stage.noise(px * 5, 2) - Math.max(0, (x - px) * way) * 0.2),
        ),
    );
    paintHill(
      stage,
      edge,
      { role: "grass", depth: 0.62, name: "headland", offset: [-2, 0, 0] },
      (px) =>
        edge(px) + (0.035 * stage.noise(px * 6, 9) + 0.008) * Math.min(1, Math.max(0, (foot + 0.07 - edge(px)) / 0.05)),
    );
    paintLighthouse(stage, x, edge(x) + 0.02, Math.min(0.46, horizon * 0.82) * sized * fitting(land, 0.56), 0.66);
  }
  if (has("bridge")) bridge(land);
}

/** A bridge across the picture, or along its length from the viewer's corner to the other bank. */
function bridge(land: Land): void {
  const { stage, plan, horizon, water } = land;
  const { w, h } = stage;
  const afloat = water === "lake" || water === "sea";
  const far = afloat ? horizon + 0.02 : land.middle(w / 2);
  if (plan.view === "winding" && plan.level === undefined) {
    paintCrossing(stage, {
      near: { x: w * (0.5 - 0.62 * plan.side), deck: far + (h - far) * 0.2, foot: h * 1.02 },
      far: { x: w * (0.5 + 0.46 * plan.side), deck: far - 0.02, foot: far + 0.03 },
    });
    return;
  }
  const { tall, drop } = bridges[plan.view];
  const y = Math.min(h * 0.9, far + (afloat ? Math.min(drop, 0.1) : drop));
  paintBridge(stage, y, Math.min(tall, (h - horizon) * 0.5) * stage.random.branch("bridge").between(0.92, 1.1), 0.66);
}
