import type { Random } from "../../draw/random.ts";
import { paintHouse } from "../../parts/buildings/houses.ts";
import { course, paintCourse } from "../../parts/land/ground.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import type { Land } from "./land.ts";
import { treeKinds } from "./tree-kinds.ts";

/** True of a village on dry land whose size is free and that is not merely seen across a valley. */
export function stagesVillage({ plan, water, has, reading }: Land): boolean {
  return (
    has("village") &&
    !water &&
    plan.room === 1 &&
    plan.level === undefined &&
    plan.view !== "open" &&
    (reading.wishes.get("village")?.count ?? 0) <= 1 &&
    !has("house", "castle", "windmill", "mountain", "portrait")
  );
}

/** The village as its visitor sees it: from its street, from below, over its roofs or from the wall of a garden. */
export function paintVillage(land: Land): void {
  const { view } = land.plan;
  if (view === "winding") street(land);
  else if (view === "low") climb(land);
  else if (view === "slope") roofs(land);
  else close(land);
}

interface Place {
  x: number;
  base: number;
  size: number;
  church?: boolean;
  turn?: 1 | -1;
}

/** Houses from the farthest on, with a tree beside some. */
function build(land: Land, random: Random, places: Place[]): void {
  const { stage, has } = land;
  const depthOf = (size: number) => Math.min(0.92, 0.52 + size);
  for (const place of [...places].sort((p, q) => p.base - q.base)) {
    if (!has("tree") && random.chance(0.4))
      paintTree(stage, {
        x: place.x + place.size * random.between(0.7, 1.2) * random.sign(),
        base: place.base - place.size * 0.12,
        height: place.size * random.between(1.3, 2),
        kind: random.pick(treeKinds(land)),
        depth: depthOf(place.size),
      });
    paintHouse(stage, { ...place, church: place.church ?? false, depth: depthOf(place.size) });
  }
}

/** The road between two rows of houses, with the church at its end. */
function street(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const random = stage.random.branch("village street");
  const vx = w * (0.5 + 0.4 * (plan.focus - 0.5));
  const top = horizon + (h - horizon) * 0.16;
  const road = course(stage, top, vx, w * (0.5 - 0.06 * plan.side), 0.26, 0.3);
  paintCourse(stage, road, "road", { depth: 0.8 });
  const places: Place[] = [{ x: vx + 0.02 * plan.side, base: top + 0.02, size: 0.17, church: true }];
  for (const side of [-1, 1] as const)
    for (const t of [0.05, 0.2, 0.42, 0.82]) {
      const near = Math.min(1, t + (side === plan.side ? 0.06 : 0) + random.between(-0.02, 0.02));
      const size = (0.09 + 0.21 * near) * random.between(0.9, 1.1);
      places.push({
        x: vx + side * (0.05 + 0.3 * near * Math.max(0.8, w) + 1.15 * size),
        base: top + (h - top) * (0.02 + 0.8 * near ** 1.15),
        size,
        turn: side < 0 ? 1 : -1,
      });
    }
  build(land, random, places);
}

/** Houses that climb a hill to their church, seen from its foot. */
function climb(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const random = stage.random.branch("village climb");
  const cx = w * (0.5 + 0.7 * (plan.focus - 0.5));
  const foot = Math.min(h * 0.9, horizon + (h - horizon) * 0.72);
  const crest = Math.max(0.36 * h, Math.min(0.46 * h, horizon - 0.16));
  const rough = ridge(stage, 0, 0.012, 0.3, "village hill");
  const reach = 0.52 * Math.max(0.8, w);
  const edge = (x: number) => foot - (foot - crest) * Math.exp(-(Math.abs((x - cx) / reach) ** 2.2)) + rough(x);
  const role = turf(stage);
  paintHill(stage, edge, { role, depth: 0.68, tufts: 0.4, name: "village hill", offset: [1, 1, 3] });
  paintCourse(
    stage,
    course(stage, crest + 0.09, cx + 0.05, cx - plan.side * 0.2, 0.16, 0.9),
    "road",
    { depth: 0.74 },
    (x, y) => y > edge(x) + 0.03,
  );
  const places: Place[] = [{ x: cx, base: edge(cx) + 0.03, size: 0.15, church: true }];
  const rows = 4;
  for (let row = 0; row < rows; row++) {
    const t = (row + 0.7) / rows;
    const size = 0.085 + 0.07 * t;
    const count = 2 + row;
    for (let k = 0; k < count; k++) {
      const u = count === 1 ? 0 : (k / (count - 1)) * 2 - 1;
      const x = cx + u * (0.15 + 0.34 * t) * Math.max(0.8, w) + random.between(-0.03, 0.03);
      const base = crest + (foot - crest) * t * 0.9 + random.between(-0.02, 0.02);
      places.push({ x, base: Math.max(base, edge(x) + 0.03), size: size * random.between(0.85, 1.12) });
    }
  }
  build(land, random, places);
  paintHill(stage, (x) => foot + 0.07 + rough(x) * 0.8 + 0.05 * plan.side * (x / w - 0.5), {
    role,
    depth: 0.88,
    tufts: 0.5,
    name: "near",
    offset: [-4, -1, 0],
  });
  land.near = () => foot + 0.1;
}

/** The nearest roofs, of which one sees little but the tiles; beyond them the ground falls away. */
function roofs(land: Land): void {
  const { stage, plan } = land;
  const { w, h } = stage;
  const random = stage.random.branch("village roofs");
  const side = plan.side;
  const at = (share: number) => w * (0.5 + side * share);
  const places = [
    { x: at(0.1), base: h * 1.02, size: 0.2 },
    { x: at(-0.42), base: h * 1.05, size: 0.24 },
    { x: at(0.3), base: h * 1.12, size: 0.34 },
  ];
  build(
    land,
    random,
    places.map((place) => ({ ...place, size: place.size * random.between(0.9, 1.1) })),
  );
}

/** The first houses of the village, close at hand behind a garden wall. */
function close(land: Land): void {
  const { stage, plan, horizon } = land;
  const { w, h } = stage;
  const random = stage.random.branch("village close");
  const ground = horizon + (h - horizon) * 0.2;
  const places: Place[] = [{ x: w * plan.focus, base: ground + 0.03, size: 0.19, church: true }];
  for (const [share, drop, size] of [
    [-0.28, 0.03, 0.13],
    [0.16, 0.04, 0.14],
    [0.34, 0.0, 0.12],
    [-0.12, 0.13, 0.18],
    [0.42, 0.11, 0.17],
    [-0.44, 0.16, 0.22],
  ] as const)
    places.push({
      x: w * (plan.focus + share) + random.between(-0.03, 0.03),
      base: ground + drop + random.between(-0.01, 0.02),
      size: size * random.between(0.9, 1.1),
    });
  build(land, random, places);
  wall(land, h - (h - ground) * 0.26);
}

/** A low wall of field stones across the foreground, higher at one side. */
function wall({ stage, plan }: Land, level: number): void {
  const { w } = stage;
  const rough = ridge(stage, 0, 0.008, 0.12, "garden wall");
  const top = (x: number) => level - 0.05 * plan.side * (x / w - 0.5) + rough(x);
  const tall = 0.085;
  const stones = stage.grainy(0.5, 0.5, 16, 30);
  const tone = (name: string, L: number) => stage.tone("rock", { name, depth: 0.88, offset: [L, 2, 6] });
  const [body, joint, coping] = [tone("field wall", 2), tone("field wall joint", -14), tone("field wall coping", 14)];
  const layer = (x: number, y: number) => {
    const down = (y - top(x)) / tall;
    if (down < 0.16) return coping;
    const row = Math.floor(down * 4);
    const u = x * 9 + row * 0.5 + 0.5 * stage.noise(x * 5, row);
    const v = down * 4 - row;
    return u - Math.floor(u) < 0.1 || v < 0.14 ? joint : body;
  };
  stage.canvas.below(top, { layer, shade: stones, angle: 0, grain: 0.8 }, (x) => top(x) + tall);
}
