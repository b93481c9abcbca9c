import type { Lab } from "../../climate.ts";
import { blob, box } from "../../draw/path.ts";
import { paintCrossing } from "../../parts/buildings/bridges.ts";
import { paintLamp } from "../../parts/buildings/lamp.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { paintFigure } from "../../parts/people/figures.ts";
import { paintBush } from "../../parts/plants/bushes.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import { paintCityLights } from "../../parts/water/water.ts";
import { beasts } from "../../read/nouns.ts";
import type { Stage } from "../../stage.ts";
import type { Land } from "./land.ts";

/** Nouns that say themselves what a city stands on or by. */
const grounds = (
  "sea lake river beach island cliff waterfall mountain hill field desert road garden tree forest flower village castle " +
  "lighthouse windmill bridge boat heron fish"
).split(" ");

/** True of a city nothing is said about: it stands on a river, as most do. */
export const isWaterfront = ({ has }: Pick<Land, "has">): boolean => has("city") && !has(...grounds);

/** True of a city seen from within, down one of its avenues. */
export const isAvenue = (land: Pick<Land, "has" | "plan">): boolean =>
  isWaterfront(land) &&
  land.plan.view === "low" &&
  land.plan.level === undefined &&
  land.plan.room === 1 &&
  !land.has(...beasts, "bird", "church", "house", "moon", "sun", "cloud", "rainbow", "portrait");

/** The near bank: a quay under lamps, or roofs the viewer looks over; between it and the towers the lights lie on the water. */
export function paintWaterfront(land: Land): void {
  const { stage, plan, horizon, reading, has } = land;
  const { h } = stage;
  farQuay(stage, horizon);
  if (reading.climate.hour === "night") paintCityLights(stage, "lake", horizon + 0.022, h);
  const stand = has("person", ...beasts, "bird", "church", "house");
  if (stand || plan.view === "open" || plan.level !== undefined) quay(land, stand);
  else if (plan.view === "winding") crossing(land);
  else if (plan.view === "slope") lookout(land);
  else paintRoofs(land);
}

/** A bridge that leads from the viewer's corner over to the town. */
function crossing(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  paintCrossing(stage, {
    near: { x: w * (0.5 - 0.62 * plan.side), deck: horizon + (h - horizon) * 0.26, foot: h * 1.06 },
    far: { x: w * (0.5 + 0.42 * plan.side), deck: horizon - 0.012, foot: horizon + 0.024 },
  });
  land.near = () => h * 0.97;
}

/** A hillside with trees, from which one looks down on the near bank and over the water. */
function lookout(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const span = h - horizon;
  const random = stage.random.branch("lookout");
  paintRoofs(land, [
    [0.62, 0.09],
    [0.46, 0.13],
  ]);
  const high = -plan.side;
  const rough = ridge(stage, 0, 0.02, 0.4, "lookout");
  const edge = (x: number) => {
    const t = Math.max(0, (x / w - 0.5) * high + 0.5);
    return h - span * (0.14 + 0.5 * t ** 1.7) + rough(x);
  };
  const role = turf(stage);
  paintHill(stage, edge, { role, depth: 0.88, tufts: 0.5, name: "lookout" });
  for (const [share, tall] of [
    [0.3, 0.34],
    [0.43, 0.78],
  ] as const) {
    const x = w * (0.5 + high * share);
    const base = edge(x) + 0.05;
    paintTree(stage, {
      x,
      base,
      height: Math.min(base * 0.94, tall * random.between(0.9, 1.1)),
      kind: "broad",
      depth: 0.9,
    });
  }
  for (const share of [0.05, 0.2, -0.24]) {
    const x = w * (0.5 + high * (share + random.between(-0.04, 0.04)));
    paintBush(stage, x, edge(x) + 0.02, random.between(0.05, 0.09), 0.88);
  }
  land.middle = land.near = (x) => edge(x) + 0.05;
  land.solid = true;
}

/** The embankment under the towers, dark against the water, with its row of lamps. */
function farQuay(stage: Stage, horizon: number): void {
  const random = stage.random.branch("far quay");
  const { w } = stage;
  const wall = (y: number, tall: number, name: string, offset: Lab) =>
    stage.fill(box(-0.02, y, w + 0.04, tall), "rock", { name, depth: 0.66, offset }, 0.5, 0, 0.6);
  wall(horizon - 0.006, 0.03, "embankment", [-6, 0, -2]);
  wall(horizon + 0.013, 0.011, "embankment foot", [-18, 0, -4]);
  if (stage.setting.climate.hour !== "night") return;
  for (let x = random.between(0.02, 0.08); x < w; x += random.between(0.07, 0.12))
    stage.fill(blob(x, horizon - 0.012, 0.0055, 0.006), "window", { depth: 0.8, fine: true }, 0.6, 0, 0.4);
}

/** Paving and a parapet along the lower edge, with lamps; someone leans there if nobody was asked for. */
function quay(land: Land, peopled: boolean): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const random = stage.random.branch("quay");
  const slant = 0.05 * plan.side;
  const level = h - (h - horizon) * (peopled ? 0.36 : random.between(0.24, 0.3));
  const top = (x: number) => level + slant * (x / w - 0.5);
  const tall = 0.045;
  const strip = (name: string, offset: Lab, from: number, to: number, role: "rock" | "road") =>
    stage.canvas.below(
      (x) => top(x) + from,
      {
        layer: stage.tone(role, { name, depth: 0.9, offset }),
        shade: stage.grainy(0.52, 0.3, 9, 34),
        angle: slant,
        grain: 0.8,
      },
      (x) => top(x) + to,
    );
  strip("paving", [-4, 0, -2], 0, h, "road");
  strip("paving far", [-14, 0, -3], tall * 0.5, tall * 1.5, "road");
  strip("parapet", [-12, 0, -3], -tall, tall * 0.5, "rock");
  strip("coping", [10, 1, 2], -tall, -tall * 0.7, "rock");
  land.near = (x) => top(x) + (h - level) * 0.55;
  land.middle = (x) => top(x) + (h - level) * 0.2;
  land.solid = true;
  const lamps = Math.max(2, Math.round(2.4 * w));
  for (let i = 0; i < lamps; i++) {
    const x = w * ((i + 0.5 + 0.12 * plan.side) / lamps);
    if (Math.abs(x / w - plan.focus) > 0.1 || !peopled) paintLamp(stage, x, top(x) + tall * 0.9, 0.3);
  }
  if (peopled || plan.emptiness > 0.7) return;
  const x = w * (1 - plan.focus);
  const pair = random.chance(0.5) ? [["man", -0.03] as const, ["woman", 0.03] as const] : [["man", 0] as const];
  for (const [kind, aside] of pair)
    paintFigure(stage, {
      x: x + aside,
      base: top(x) + tall * 1.4,
      height: 0.17,
      kind,
      depth: 0.92,
      dress: kind === "man" ? 0 : 4,
    });
}

/** Gables of the near bank in rows (height above the lower edge, width), the nearer darker, each with its chimney and a lit window or two. */
export function paintRoofs(
  land: Land,
  rows: readonly (readonly [number, number])[] = [
    [0.36, 0.17],
    [0.14, 0.32],
  ],
): void {
  const { stage, horizon } = land;
  const { w, h } = stage;
  const random = stage.random.branch("roofs");
  const night = stage.setting.climate.hour === "night";
  // By night they are silhouettes of the towers' own dark.
  const cover = night ? "wall" : "roof";
  for (const [row, [lift, size]] of rows.entries()) {
    const depth = 0.8 + 0.12 * row;
    const eaves = h - (h - horizon) * lift;
    for (let x = -size * random.between(0.1, 0.9); x < w + size; ) {
      const width = size * random.between(0.75, 1.3);
      const base = eaves + size * random.between(-0.16, 0.2);
      const peak = base - width * random.between(0.3, 0.56);
      const dim = night ? -3 * row : -8 * row;
      const fill = (path: number[], role: "wall" | "roof", name: string, L: number, angle: number) =>
        stage.fill(path, role, { name, depth, offset: [L + dim, 0, 0] }, stage.grainy(0.5, 0.24, 12, 12), angle, 0.7);
      fill(box(x + width * 0.05, base - 0.004, width * 0.9, h - base + 0.02), "wall", `gable${row}`, -20, Math.PI / 2);
      const ridgeX = x + width * random.between(0.42, 0.58);
      const stack = ridgeX + width * random.between(0.14, 0.24) * random.sign();
      fill(box(stack, peak - width * 0.06, width * 0.09, width * 0.3), "wall", `stack${row}`, -30, Math.PI / 2);
      // A gable comes to a point, a mansard is flat on top.
      const flat = random.chance(0.35) ? width * 0.3 : 0;
      const [left, right] = [x - width * 0.03, x + width * 1.03];
      const [from, to] = [ridgeX - flat, ridgeX + flat];
      fill([left, base, from, peak, to, peak, right, base], cover, `gable roof${row}`, night ? -10 : -4, 0.7);
      const sunny =
        stage.light.x > 0
          ? [to, peak, right, base, to - flat * 0.4, base]
          : [left, base, from, peak, from + flat * 0.4, base];
      fill(sunny, cover, `gable roof lit${row}`, night ? -3 : 6, -0.7);
      for (const t of [0.24, 0.6]) {
        if (random.chance(0.3)) continue;
        const pane = box(x + width * t, base + width * 0.12, width * 0.15, width * 0.2);
        stage.fill(pane, "window", { depth, fine: true }, 0.5, Math.PI / 2, 0.45);
      }
      x += width * random.between(0.9, 1.05);
    }
  }
  land.near = () => h * 0.97;
}
