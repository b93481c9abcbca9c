import { paintHouse } from "../../parts/buildings/houses.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import type { View } from "../../staging.ts";
import type { Land } from "./land.ts";
import { fitting, spotOf, uncut } from "./spots.ts";
import { treeKinds } from "./tree-kinds.ts";

/** Width of the gable of a house that stands alone, by view. */
export const alone: Record<View, number> = { open: 0.19, framed: 0.25, winding: 0.21, low: 0.33, slope: 0.27 };

/** Houses in depth, the farther first; a church if asked for or if the village is large. */
export function paintSettlement(land: Land, depth: number, lowest = Number.POSITIVE_INFINITY): void {
  const { stage, plan, reading, has } = land;
  const random = stage.random.branch("settlement");
  const village = reading.wishes.get("village");
  const house = reading.wishes.get("house");
  const single =
    !village && (house?.count === 1 || (house !== undefined && !house.plural) || (!house && has("church")));
  const asked = Math.max(house?.count ?? 0, village?.count ?? 0);
  const count =
    asked > 1
      ? asked
      : single
        ? 1
        : house && !village
          ? 3
          : Math.round((5 + 5 * (1 - plan.emptiness)) * Math.min(1.7, stage.w));
  const onWater = (land.water === "sea" || land.water === "lake") && !land.solid;
  const few = !village && count <= 4;
  const size =
    (single ? alone[plan.view] * fitting(land, 0.5) : few ? alone[plan.view] * 0.62 * fitting(land, 0.6) : 0.09) *
    (onWater ? 0.62 : 1) *
    (count > 9 ? 0.85 : 1);
  const reach = single
    ? 0
    : few
      ? Math.min(0.36 * plan.room * stage.w, 0.7 * size * count)
      : stage.w * Math.min(0.46 * plan.room, 0.07 * count);
  const centre = stage.w * spotOf(land, village ? "village" : house ? "house" : "church", plan.focus);
  // A church alone is long, and its spire is to be seen to the tip.
  const nave = single && has("church") && !house;
  const houses = Array.from({ length: count }, (_, i) => {
    const t = count === 1 ? 0 : (i / (count - 1)) * 2 - 1;
    const aside = centre + t * reach + random.between(-0.3, 0.3) * size;
    const drop = random.next() * (onWater ? 0.012 : 0.1) * (single ? 0.4 : 1);
    const free = size * (0.8 + drop * 4) * random.between(0.85, 1.15);
    const own = nave ? Math.min(free * 0.78, stage.w / 4.4, land.middle(aside) / 4.2) : free;
    const x = uncut(stage, aside, Math.max(stage.w * 0.07, own * (nave ? 2.1 : single ? 1.3 : 1)));
    return {
      x,
      base: Math.min(lowest, land.middle(x) + drop + (onWater ? (land.water === "lake" ? -0.01 : 0) : size * 0.3)),
      size: own,
      depth: depth + drop,
    };
  }).sort((p, q) => p.base - q.base);
  const church = has("church") || (!single && count > 5 && random.chance(0.6));
  const tower = church ? Math.floor(houses.length * 0.3) : -1;
  for (const at of onWater || has("tree") ? [] : houses) {
    if (!random.chance(single ? 0.8 : 0.45)) continue;
    const x = at.x + size * random.between(0.7, 1.1) * random.sign();
    const height = size * random.between(1.3, 2.1);
    paintTree(stage, { x, base: at.base - size * 0.1, height, kind: random.pick(treeKinds(land)), depth: at.depth });
  }
  for (const [i, at] of houses.entries()) paintHouse(stage, { ...at, church: i === tower });
}
