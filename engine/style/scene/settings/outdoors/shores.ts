import { paintTongue } from "../../parts/land/banks.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { mirrorDrawn } from "../../parts/water/mirror.ts";
import { beasts } from "../../read/nouns.ts";
import { paintBeach } from "./beach.ts";
import type { Land } from "./land.ts";
import { paintSettlement } from "./settlement.ts";
import { isNearIsle, paintBays, paintHeadlands, paintIsle, paintNearBank, paintWaterside } from "./waterside.ts";

/** The land a sea or a lake leaves: its far bank with what is built there, and the shore the viewer stands on. */
export function paintShores(land: Land): void {
  const { stage, plan, horizon, has, reading } = land;
  const { h } = stage;
  const settled = has("village", "house", "church");
  if (land.water === "lake" && settled) {
    // Nearer towns are larger, and stand on more ground.
    const close = plan.view !== "open";
    const before = stage.canvas.layer.slice();
    const edge = ridge(stage, horizon + 0.03, 0.02, 0.4, "far bank", plan.side * 0.03);
    const line = horizon + (close ? 0.135 : 0.06);
    paintHill(stage, edge, { role: "grass", depth: 0.5 }, (x) => line + 0.012 * stage.noise(x * 3, 5));
    land.middle = (x) => edge(x) + (close ? 0.012 : 0.022);
    land.solid = close;
    paintSettlement(land, 0.5, line - 0.006);
    land.solid = false;
    const [left, right, size] = [0, stage.w, 0.2];
    mirrorDrawn(stage, before, { y: line + 0.008, left, right, reach: size, size, depth: 0.5, rough: 0 });
  } else if (isNearIsle(land)) {
    paintIsle(land);
    if (settled) paintSettlement(land, 0.62);
  } else if (settled) {
    const close = plan.view !== "open" && !has("island", "cliff", "beach");
    const rise = close ? 0.13 : 0.045;
    const top = paintTongue(stage, {
      from: plan.focus > 0.5 ? 1 : -1,
      reach: stage.w * (close ? 1.3 : 1.1),
      y: horizon + (close ? 0.09 : 0.03),
      rise,
      wood: 0,
      depth: 0.5,
      role: turf(stage),
      cliff: true,
      conifer: false,
      rough: Math.max(0, reading.unrest),
    });
    land.middle = (x) => top(x) + (close ? -0.012 : 0.006);
    land.solid = close;
    paintSettlement(land, 0.5);
    land.solid = false;
  }
  const sandy = has("beach");
  const wanted =
    sandy || has("flower", "field", "tree", "garden", "person", ...beasts, "road", "fence", "forest", "windmill");
  if (plan.view === "winding" && !settled && !has("island", "cliff")) paintBays(land, !wanted);
  if (has("cliff") && !has("lighthouse")) paintHeadlands(land);
  if (sandy) {
    land.shore = paintBeach(land);
    land.solid = true;
    return;
  }
  if (!wanted) {
    // A castle or a lighthouse stands beyond it.
    land.foreground = () => paintWaterside(land);
    return;
  }
  const tilt = plan.view === "slope" ? 0.55 * plan.side : plan.view === "winding" ? 0.3 * plan.side : 0.12 * plan.side;
  const edge = ridge(stage, h - (h - horizon) * 0.34, 0.05, 0.6, "shore", -tilt);
  paintNearBank(land, edge, plan.view === "framed" ? 7 : 0);
}
