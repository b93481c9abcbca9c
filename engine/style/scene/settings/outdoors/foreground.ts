import { paintFence, paintRock } from "../../parts/land/ground.ts";
import type { BloomKind } from "../../parts/plants/blooms.ts";
import { paintMeadow } from "../../parts/plants/meadow.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import { countOf } from "../../read/reading.ts";
import type { View } from "../../staging.ts";
import { paintFleet } from "./fleet.ts";
import { paintForest } from "./forest.ts";
import { paintGarden } from "./garden.ts";
import { hasHilltop } from "./hilltop.ts";
import type { Land } from "./land.ts";
import { nearness, spotOf } from "./spots.ts";
import { kindsBut, treeKinds } from "./tree-kinds.ts";

/** What stands near: trees, flowers, boats, rocks, and the things that frame the view. */
export function paintNear(land: Land): void {
  const { stage, has, reading, plan } = land;
  if (has("boat")) paintFleet(land);
  // The trees about a waterfall stand on its rocks.
  if (has("forest") && !has("waterfall")) paintForest(land);
  else if (has("tree")) trees(land);
  if (has("rock")) rocks(land);
  if (has("garden") && land.solid && !land.water && !has("house", "village", "forest", "city"))
    paintGarden(land, bloomKind(land));
  const flower = reading.wishes.get("flower");
  const planted = has("flower") || has("garden");
  if (planted && !has("tree", "forest") ? true : planted && flower?.at !== undefined)
    paintMeadow(
      stage,
      (x) => Math.min(land.near(x) - 0.08, stage.h * 0.92),
      bloomKind(land),
      (has("garden") ? 1.1 : 0.9) * (1.2 - 0.6 * plan.emptiness),
    );
  if (has("fence")) paintFence(stage, (x) => land.near(x) + 0.03, 0.1);
}

/** Rocks that come in from one side, the largest at the border, and a few strays. */
function rocks({ stage, plan, reading, near }: Land): void {
  const random = stage.random.branch("rocks");
  const asked = reading.wishes.get("rock")?.count;
  const count = asked ?? 9;
  const placed = Array.from({ length: count }, (_, i) => {
    // Those that are counted are all to be seen.
    const inwards = asked ? (i + 1) / (count + 1) : i / (count - 1);
    const x = stage.w * (0.5 - plan.side * (0.5 - 0.62 * inwards ** 1.4)) + random.between(-0.04, 0.04);
    const size = (0.22 - 0.16 * inwards ** 0.7) * random.between(0.8, 1.2);
    return { x, size, base: near(x) + random.between(-0.05, 0.08) - 0.02 * inwards };
  }).sort((p, q) => p.base - q.base);
  for (const { x, base, size } of placed) paintRock(stage, x, base, size, 0.88);
}

function bloomKind(land: Land): BloomKind {
  const kind = land.reading.wishes.get("flower")?.kind as BloomKind | undefined;
  return kind ?? land.stage.random.branch("bloom kind").pick(["poppy", "daisy", "daisy", "poppy", "tulip"]);
}

/** How large a tree by itself stands, by view: from under its crown to far off by a path. */
const lone: Record<View, number> = { open: 1.1, framed: 1.7, winding: 0.85, low: 1.5, slope: 1.25 };

function trees(land: Land): void {
  const { stage, plan, reading } = land;
  const wish = reading.wishes.get("tree")!;
  const random = stage.random.branch("trees");
  const count = countOf(wish, 5);
  const single = count === 1;
  const known = treeKinds(land);
  // A tree by itself is looked at: it gets a crown worth looking at.
  const kinds = single && !wish.kind ? kindsBut(known, "poplar", "cypress") : known;
  const focus = land.has("mountain", "castle", "house", "church", "windmill") ? 1 - plan.focus : plan.focus;
  const { w, h } = stage;
  const room = h - land.horizon * 0.25;
  const list = Array.from({ length: count }, (_, i) => {
    const near = nearness(land, "tree", single ? 0.8 : 1 - i / count);
    const x = single ? w * spotOf(land, "tree", focus) : w * ((focus + i * 0.382 + random.between(-0.06, 0.06)) % 1);
    const base = land.near(x) * near + land.middle(x) * (1 - near) + 0.01;
    return {
      x,
      base,
      height: Math.min(
        base * (hasHilltop(land) ? 0.84 : single && plan.view === "framed" && plan.room === 1 ? 1.16 : 0.92),
        room * (0.16 + 0.52 * near) * (single ? lone[plan.view] : 1) * random.between(0.85, 1.1),
      ),
      kind: random.pick(kinds),
      depth: 0.5 + 0.4 * near,
      lone: single,
    };
  }).sort((p, q) => p.base - q.base);
  for (const tree of list) paintTree(stage, tree);
}
