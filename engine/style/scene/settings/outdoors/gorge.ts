import type { Curve } from "../../draw/canvas.ts";
import { paintRock } from "../../parts/land/ground.ts";
import { paintHill, ridge, turf } from "../../parts/land/hills.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import { type Drop, paintDrop, paintSpray } from "../../parts/water/falls.ts";
import type { Land } from "./land.ts";
import { kindsBut, treeKinds } from "./tree-kinds.ts";

const conifers = (land: Land) =>
  land.has("mountain") || land.reading.climate.season === "winter" ? (["pine"] as const) : treeKinds(land);

/** A row of small trees: where it runs and on what, how many they are and how tall, in units. */
interface Row {
  name: string;
  from: number;
  to: number;
  count: number;
  tall: number;
  depth: number;
  foot: Curve;
}

/** Small trees along an edge of rock, none where it has no length. */
export function paintTreeRow(land: Land, { name, from, to, count, tall, depth, foot }: Row): void {
  if (to <= from) return;
  const random = land.stage.random.branch(name);
  const kinds = kindsBut(conifers(land), "poplar", "cypress");
  const many = land.has("forest") ? count * 2 : count;
  for (let i = 0; i < many; i++) {
    const x = from + ((to - from) * (i + random.between(0.1, 0.9))) / many;
    paintTree(land.stage, {
      x,
      base: foot(x) + 0.015,
      height: tall * random.between(0.6, 1.15),
      kind: random.pick(kinds),
      depth,
    });
  }
}

/** Trees on the rim from a place beside the fall to the border on that side. */
export function paintRimTrees(
  land: Land,
  side: 1 | -1,
  start: number,
  { perUnit, ...row }: Omit<Row, "from" | "to" | "count"> & { perUnit: number },
): void {
  const [from, to] = side > 0 ? [start, land.stage.w] : [0, start];
  paintTreeRow(land, { ...row, from, to, count: Math.max(2, Math.round((to - from) * perUnit)) });
}

/** Drops one under another, each stepping aside, and the spray where they strike. */
export function paintCascade(land: Land, drops: Drop[], depth: number): void {
  for (const drop of drops) {
    paintDrop(land.stage, drop, depth);
    paintSpray(land.stage, { x: drop.x1, y: drop.y1, rx: drop.to * 1.7, ry: Math.min(0.09, drop.to * 0.9) }, depth);
  }
}

/** Boulders about the pool, larger towards the viewer. */
export function paintBoulders(land: Land, x: number, water: number, half: number): void {
  const { stage } = land;
  const { w, h } = stage;
  const random = stage.random.branch("pool stones");
  const placed = Array.from({ length: 13 }, (_, i) => {
    const near = (i / 12) ** 1.2;
    const aside = random.sign() * (half * 1.5 + random.between(0, 0.3) + 0.25 * near);
    return {
      x: x + aside,
      base: water + 0.02 + (h - water) * 0.7 * near,
      size: (0.03 + 0.075 * near) * random.between(0.8, 1.25),
    };
  }).filter((stone) => stone.x > -0.05 && stone.x < w + 0.05);
  for (const { x: px, base, size } of placed.sort((p, q) => p.base - q.base)) paintRock(stage, px, base, size, 0.8);
}

/** The near bank the viewer stands on, falling to the side where the water runs out, with a tree at its high end. */
export function paintFallBank(land: Land, level: number): void {
  const { stage, plan } = land;
  const { w, h } = stage;
  const edge = ridge(stage, level + 0.02, 0.03, 0.5, "fall bank", 0.26 * h * -plan.side * Math.min(1.2, w) * 0.5);
  paintHill(stage, edge, { role: turf(stage), depth: 0.86, tufts: 0.5, name: "fall bank" });
  const high = plan.side > 0 ? w : 0;
  const random = stage.random.branch("bank tree");
  const kinds = kindsBut(conifers(land), "poplar", "cypress");
  const grove: [number, number][] = [
    [0.03, 0.62],
    [0.17, 0.42],
  ];
  if (land.has("forest")) grove.push([1.0, 0.56], [0.1, 0.5], [0.9, 0.34]);
  if (!land.has("person") && plan.emptiness < 0.8)
    for (const [aside, tall] of grove.sort((p, q) => p[1] - q[1])) {
      const x = high - plan.side * aside * (aside > 0.5 ? w : Math.min(1.2, w));
      paintTree(stage, {
        x,
        base: edge(x) + 0.05,
        height: tall * Math.min(1.2, h),
        kind: random.pick(kinds),
        depth: 0.93,
      });
    }
  land.middle = (x) => edge(x) + 0.015;
  land.near = (x) => edge(x) + 0.04;
  land.solid = true;
  // Bushes and boughs of the open country would stand in the pool.
  land.bare = true;
}
