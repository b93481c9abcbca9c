import { paintCastle } from "../parts/castle.ts";
import { paintHill, ridge } from "../parts/land.ts";
import { paintLighthouse, paintWindmill } from "../parts/mills-and-lights.ts";
import { paintBridge } from "../parts/spans-and-falls.ts";
import { paintFalls } from "./falls.ts";
import { hasHilltop } from "./hilltop.ts";
import type { Land } from "./landscape.ts";
import { fitting, spotOf } from "./spots.ts";

/** Width of a castle by view. */
const castles: Record<Land["plan"]["view"], number> = { open: 0.4, framed: 0.5, winding: 0.42, low: 0.66, slope: 0.54 };

/** Single buildings and wonders that carry a picture by themselves. */
export function paintLandmarks(land: Land): void {
  const { stage, plan, has, horizon, water } = land;
  const { w } = stage;
  const random = stage.random.branch("landmarks");
  const sized = Math.min(1, Math.max(0.6, 1.1 - 0.4 * plan.emptiness));
  if (has("waterfall")) paintFalls(land);
  if (has("castle")) {
    const x = w * spotOf(land, "castle", plan.focus);
    const size = castles[plan.view] * sized * fitting(land, castles[plan.view] * 1.4);
    const base = water && !land.solid ? horizon + 0.02 : land.middle(x) - 0.01;
    paintCastle(stage, x, base, size * (hasHilltop(land) ? 0.8 : 1), 0.56, hasHilltop(land) ? land.middle : undefined);
  }
  if (has("windmill")) {
    const count = land.reading.wishes.get("windmill")?.count ?? (land.reading.wishes.get("windmill")?.plural ? 3 : 1);
    for (let i = count - 1; i >= 0; i--) {
      const x = w * ((spotOf(land, "windmill", plan.focus) + i * 0.3) % 0.94);
      paintWindmill(
        stage,
        x,
        land.middle(x) + 0.02 * (count - i),
        (0.42 * sized * fitting(land, 0.56)) / (1 + i * 0.7),
        0.66 - i * 0.08,
      );
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
  if (has("bridge")) {
    const y = water === "lake" || water === "sea" ? horizon + 0.1 : land.middle(w / 2) + 0.1;
    paintBridge(stage, y, random.between(0.11, 0.15), 0.66);
  }
}
