import type { Lab } from "../../climate.ts";
import { type Course, course, paintCourse, paintRows, paintWheat } from "../../parts/land/ground.ts";
import { paintHill, ridge } from "../../parts/land/hills.ts";
import { paintEars } from "../../parts/plants/corn.ts";
import { paintHedge, paintTree, paintWood } from "../../parts/plants/trees.ts";
import type { Role } from "../../scene.ts";
import type { View } from "../../staging.ts";
import { isHarbour, paintHarbour } from "./harbour.ts";
import { hasHilltop, paintHilltop } from "./hilltop.ts";
import type { Land } from "./land.ts";
import { alone, paintSettlement } from "./settlement.ts";
import { paintShores } from "./shores.ts";
import { spotOf } from "./spots.ts";
import { paintVillage, stagesVillage } from "./village.ts";
import { isWaterfront, paintWaterfront } from "./waterfront.ts";

const wheat: Lab = [76, 8, 54];
const lavender: Lab = [46, 26, -36];

/** The solid ground: planes from the horizon to the near edge, with what is grown, built and laid on them. */
export function paintGround(land: Land) {
  const { water } = land;
  if (water && isHarbour(land)) return paintHarbour(land);
  if (isWaterfront(land)) return paintWaterfront(land);
  if (water === "sea" || water === "lake") return hasHilltop(land) ? paintHilltop(land) : paintShores(land);
  planes(land);
}

function planes(land: Land): void {
  const { stage, plan, horizon, has, reading, water } = land;
  const random = stage.random.branch("planes");
  const { w, h } = stage;
  const span = h - horizon;
  const desert = has("desert");
  const role: Role = desert ? "sand" : "grass";
  const wish = reading.wishes.get("field");
  const field = wish?.words.some((word) => /^(?:wheat|corn|barley|rye)/.test(word)) ? "wheat" : wish?.kind;
  const tilt = plan.view === "slope" ? plan.side * (field ? 0.5 : 0.3) : plan.view === "winding" ? plan.side * 0.1 : 0;
  const hilly = hasHilltop(land);
  const rolling = has("hill") ? 1.6 : desert ? 1.3 : 1;
  const far = ridge(stage, horizon + span * 0.06, 0.022 * rolling, 0.5, "plane far", tilt * 0.2);
  const mid = ridge(stage, horizon + span * 0.2, 0.04 * rolling, 0.7, "plane mid", tilt * 0.5);
  const near = ridge(
    stage,
    horizon + span * (field && !hilly && !has("village", "house") ? crops[plan.view] : 0.5),
    0.06 * rolling,
    0.9,
    "plane near",
    tilt,
  );
  const patchy =
    !desert && reading.climate.season !== "winter" && (has("hill", "field", "village") || random.chance(0.4));
  if (has("mountain") && has("forest")) paintWood(stage, (x) => far(x) + 0.01, 0.12, 0.3, true);
  else if (has("forest")) {
    paintHedge(stage, (x) => far(x) - 0.06, 0.2, 0.3, 2.2);
    paintHedge(stage, (x) => far(x) + 0.01, 0.16, 0.38, 2.2);
  }
  paintHill(stage, far, { role, depth: 0.4, patches: patchy }, (x) => Math.max(mid(x), far(x)) + 0.02);
  if (!desert && !has("forest")) paintHedge(stage, far, 0.085, 0.42, 1.05 - plan.emptiness);
  paintHill(
    stage,
    mid,
    { role, depth: 0.56, patches: patchy && has("hill"), name: "mid", offset: [3, 2, 5] },
    hilly ? undefined : (x) => Math.max(near(x), mid(x)) + 0.02,
  );
  const path =
    has("road") || (plan.view === "winding" && water !== "river" && !has("portrait") && random.chance(0.5))
      ? course(stage, mid(w / 2) - 0.01, w * (1 - plan.focus), w * (0.5 - 0.2 * plan.side), 0.17, 1)
      : undefined;
  if (path) paintCourse(stage, path, "road", { depth: 0.7 }, (x, y) => y > mid(x) && y < near(x));
  const bed = water === "river" ? riverBed(land, mid(w / 2) - 0.02) : undefined;
  if (bed) paintCourse(stage, bed, "river", { depth: 0.72 }, (x, y) => y > mid(x) - 0.004);
  land.middle = (x) => mid(x) + 0.012;
  if (hilly) {
    paintHilltop(land);
    return;
  }
  if (has("garden") && !has("forest")) paintHedge(stage, (x) => mid(x) + 0.02, 0.1, 0.5, 2.2);
  const staged = stagesVillage(land);
  if (has("village", "house", "church") && (!staged || plan.view === "slope")) paintSettlement(land, 0.56);
  paintHill(stage, near, { role, depth: 0.82, tufts: 0.5, name: "near", offset: [-2, 0, 2] });
  const flower = reading.wishes.get("flower");
  if (field === "wheat") paintWheat(stage, near, reading.colors.grass ?? wheat);
  else if (field === "rows") {
    const purple = reading.wishes.get("field")!.words.some((word) => word.startsWith("lavender"));
    paintRows(
      stage,
      near,
      horizon,
      {
        role: purple ? "flower" : "leaf",
        color: purple ? (reading.colors.grass ?? lavender) : undefined,
        name: "crop",
      },
      w * plan.focus,
    );
  } else if (flower && !has("tree") && flower.words.some((word) => word.startsWith("lavender")))
    paintRows(stage, near, horizon, { role: "flower", color: lavender, name: "crop" }, w * plan.focus);
  if (bed) paintCourse(stage, bed, "river", { depth: 0.72 }, (x, y) => y > near(x) - 0.01);
  else if (path) {
    paintCourse(stage, path, "road", { depth: 0.82 }, (x, y) => y > near(x) + 0.004);
    if (
      plan.view === "winding" &&
      !staged &&
      !has(
        "tree",
        "forest",
        "desert",
        "house",
        "church",
        "person",
        "portrait",
        "windmill",
        "castle",
        "cow",
        "horse",
        "sheep",
        "garden",
      )
    )
      paintAvenue(land, path);
  }
  if (has("garden") && has("house") && !path) gardenPath(land);
  if (field === "wheat" && (plan.view === "low" || plan.view === "framed"))
    paintEars(stage, reading.colors.grass ?? wheat, plan.view === "low" ? 0.34 : 0.22, path);
  land.near = (x) => near(x) + span * 0.16;
  land.solid = true;
  if (staged) paintVillage(land);
}

/** The river's course: straight and broad under a bridge, from beyond the houses that stand beside it. */
function riverBed(land: Land, top: number): Course {
  const { stage, plan, has } = land;
  const built = (["village", "house", "church"] as const).find((noun) => has(noun));
  const spot = built ? spotOf(land, built, plan.focus) : plan.focus;
  const source = built ? (spot > 0.5 ? spot - 0.4 : spot + 0.4) : spot;
  const mouth = built ? 0.5 + (source > spot ? 0.12 : -0.12) : 0.5 + 0.12 * plan.side;
  const spanned = has("bridge");
  const bed = course(
    stage,
    top,
    stage.w * source,
    stage.w * mouth,
    spanned ? 0.4 : 0.28,
    spanned ? 0.3 : built ? 0.5 : 0.8,
  );
  // Far off it lies across the view: seen so flat it is broad, and comes from the side.
  const sweep = source > 0.5 ? 1 : -1;
  const far = (y: number) => Math.max(0, 1 - (y - top) / ((stage.h - top) * 0.3)) ** 2;
  return {
    top,
    middle: (y) => bed.middle(y) + 0.2 * sweep * far(y),
    half: (y) => bed.half(y) + 0.014 + 0.1 * far(y),
  };
}

/** Trees on both sides of a road, as far apart as its perspective has them. */
function paintAvenue(land: Land, path: Course): void {
  const { stage } = land;
  const span = stage.h - path.top;
  const kind = stage.setting.climate.season === "winter" ? "bare" : "poplar";
  for (const t of [0.06, 0.13, 0.24, 0.44])
    for (const side of [-1, 1]) {
      const base = path.top + span * t;
      const x = path.middle(base) + side * (path.half(base) * 1.2 + 0.03 + 0.26 * t);
      paintTree(stage, { x, base, height: 0.09 + 0.74 * t, kind, depth: Math.min(0.9, 0.5 + 0.5 * t) });
    }
}

/** The path that leads to the door of the house in its garden. */
function gardenPath(land: Land): void {
  const { stage, plan } = land;
  const { w } = stage;
  const x = w * spotOf(land, "house", plan.focus);
  const door = land.middle(x) + alone[plan.view] * 0.3 + 0.045;
  const path = course(stage, door, x, w * (0.5 - 0.1 * plan.side), 0.12, 0.3);
  paintCourse(stage, { ...path, half: (y) => path.half(y) + 0.012 }, "road", { depth: 0.82 });
}

/** How far below the horizon a field begins, as a share of the ground, by view. */
const crops: Record<View, number> = { open: 0.5, framed: 0.36, winding: 0.26, low: 0.2, slope: 0.44 };
