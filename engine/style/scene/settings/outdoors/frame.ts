import { paintFlock } from "../../parts/animals/birds.ts";
import { paintReeds, paintRock } from "../../parts/land/ground.ts";
import { paintBloom } from "../../parts/plants/blooms.ts";
import { paintBough, paintBush } from "../../parts/plants/bushes.ts";
import { paintBlade } from "../../parts/plants/leaves.ts";
import { paintNearTrunk } from "../../parts/plants/near-trunk.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import { isHarbour } from "./harbour.ts";
import type { Land } from "./land.ts";
import { kindsBut, treeKinds } from "./tree-kinds.ts";
import { isWaterfront } from "./waterfront.ts";
import { isCliffed } from "./waterside.ts";

/** The counterweight nobody asked for: what a painter puts in the corner so that the view has depth. Quiet pictures go without. */
export function paintFrame(land: Land): void {
  const { stage, plan, has, water } = land;
  if (plan.emptiness > 0.82 || land.bare || isWaterfront(land)) return;
  const random = stage.random.branch("frame");
  const { w, h } = stage;
  const open = stage.sun ? (stage.sun.x > w / 2 ? -1 : 1) : plan.side;
  const corner: 1 | -1 = open > 0 ? 1 : -1;
  const edgeX = w * (0.5 + 0.46 * corner);
  const warm = !has("desert");
  const snowy = stage.setting.climate.season === "winter";
  if (land.solid && warm && !snowy && !has("field")) verge(land);
  const watery = (water === "sea" || water === "lake") && !isHarbour(land) && !has("beach", "tree", "forest", "hill");
  if (plan.view === "framed" && watery && warm && plan.room === 1) {
    if (isCliffed(land) && land.foreground) return;
    const foot = (x: number) => (land.solid ? land.near(x) + 0.02 : h * 1.04);
    // The moon is not to be hidden, nor a summit.
    const side = has("sun", "moon") ? corner : plan.side;
    const reach = has("lighthouse", "castle", "mountain", "sun", "moon") ? 0.26 : 0.38;
    if (!snowy && (!has("mountain") || plan.focus > 0.65))
      paintNearTrunk(stage, side, foot(w * (0.5 + 0.42 * side)), reach * Math.min(1.2, w));
    else
      for (const [inwards, tall] of [
        [0.2, 0.5],
        [-0.01, 0.84],
        [0.1, 1.02],
      ] as const) {
        const x = w * (0.5 + side * (0.5 - inwards));
        paintTree(stage, {
          x,
          base: foot(x) + 0.02 * tall,
          height: tall * random.between(0.94, 1.06),
          kind: "pine",
          depth: 0.95,
        });
      }
  } else if (plan.view === "framed" && !has("sun", "moon")) {
    const lone = has("tree") && !land.reading.wishes.get("tree")!.plural;
    if (land.solid && warm && !lone && !has("beach") && random.chance(0.6)) {
      const base = Math.min(h * 1.02, land.near(edgeX) + 0.1);
      const kinds = h > w ? treeKinds(land) : kindsBut(treeKinds(land), "poplar");
      paintTree(stage, {
        x: edgeX,
        base,
        height: Math.min(base * 1.02, 0.98),
        kind: random.pick(kinds),
        depth: 0.95,
      });
    } else if (warm && !has("bird") && !isHarbour(land))
      paintBough(stage, corner, Math.min(0.55, w * 0.5), stage.setting.climate.season === "spring");
  }
  if (plan.view === "slope" && !watery && land.solid && warm && !has("forest", "beach"))
    for (let k = 0; k < 3; k++) {
      const x = w * (0.5 + corner * random.between(0.28, 0.48));
      paintBush(stage, x, land.near(x) + random.between(-0.03, 0.06), random.between(0.05, 0.1), 0.88);
    }
  if (water === "sea" && !isHarbour(land) && has("rock", "cliff"))
    for (let k = 0; k < 4; k++)
      paintRock(
        stage,
        w * (0.5 + corner * (0.5 - 0.1 * k)),
        h * (1.0 - 0.015 * k * k),
        random.between(0.08, 0.17) * (1 - k * 0.16),
        0.92,
      );
  if (water === "lake" && !has("city") && (plan.view === "open" || plan.view === "framed"))
    paintReeds(stage, w * (0.5 - corner * 0.43), h * 1.01, 0.15, 0.22, 34);
  if (
    plan.view === "low" &&
    !has("bird") &&
    stage.setting.climate.weather === "fair" &&
    stage.setting.climate.hour !== "night"
  )
    paintFlock(stage, w * (0.5 + 0.25 * corner), land.horizon * 0.4, 0.14, 0.03, random.whole(3, 7));
}

/** Bushes of the middle distance: what lives there stands before them. */
export function paintShrubs({ stage, plan, has, solid, bare, middle, near }: Land): void {
  const spread = plan.view === "open" || plan.view === "winding";
  if (!spread || !solid || bare || plan.emptiness > 0.82 || has("desert", "forest", "beach", "city", "sea")) return;
  const random = stage.random.branch("shrubs");
  for (let k = 0; k < 4; k++) {
    const x = stage.w * ((0.12 + k * 0.27 + random.between(-0.08, 0.08)) % 1);
    paintBush(stage, x, middle(x) * 0.6 + near(x) * 0.4, random.between(0.025, 0.05), 0.66);
  }
}

/** Grass and a few wild flowers along the lower edge. */
function verge(land: Land): void {
  const { stage, plan } = land;
  const random = stage.random.branch("verge");
  const { w, h } = stage;
  const count = Math.round(70 * w * (1.1 - plan.emptiness));
  const hue = random.whole(0, 6);
  for (let i = 0; i < count; i++) {
    const x = random.between(-0.02, w + 0.02);
    if (stage.noise(x * 2.4, 7) < 0.44) continue;
    const y = h + 0.02 - 0.1 * random.next() ** 2;
    if (land.shore(x) > y - 0.03) continue;
    paintBlade(stage, x, y, random.between(0.04, 0.1), random.between(-0.5, 0.5), 0.004, 0.92, random.chance(0.5));
    if (random.chance(0.16))
      paintBloom(stage, {
        x: x + random.between(-0.02, 0.02),
        y: y - random.between(0.05, 0.1),
        size: random.between(0.008, 0.016),
        kind: "daisy",
        hue,
        depth: 0.92,
        open: 0.7,
        turn: 0,
      });
  }
}
