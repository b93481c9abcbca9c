import type { BloomKind } from "../parts/blooms.ts";
import { type FruitKind, paintFruit } from "../parts/fruit.ts";
import { paintRoom } from "../parts/room.ts";
import { paintBouquet, paintBowl, paintVase } from "../parts/vase.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";

const bouquets: BloomKind[][] = [
  ["poppy", "daisy", "cluster"],
  ["rose", "rose", "cluster"],
  ["tulip"],
  ["sunflower", "sunflower", "daisy"],
  ["lily", "iris", "daisy"],
  ["rose", "poppy", "daisy"],
];
const fruits: FruitKind[] = ["apple", "pear", "orange", "lemon"];

/** Things on a table: a vase with or without flowers, fruit, a bowl. */
export function composeStillLife(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { w, h, random } = stage;
  const edge = h * Math.min(0.8, Math.max(0.56, 0.5 + 0.32 * plan.horizon));
  paintRoom(stage, edge, random.chance(0.5));
  const flower = reading.wishes.get("flower");
  const fruit = reading.wishes.get("fruit");
  const vase = reading.wishes.has("vase") || flower !== undefined || !fruit;
  const base = edge + (h - edge) * 0.45;
  const x = w * (0.5 + (plan.focus - 0.5) * (fruit || plan.view === "open" ? 0.6 : 0.9));
  if (vase) {
    const tall = Math.min(0.42, h * 0.32) * random.between(0.85, 1.1);
    const { mouth } = paintVase(stage, x, base, tall);
    const kind = flower?.kind as BloomKind | undefined;
    const spread = Math.min(mouth * 0.62, 0.42, w * 0.4);
    if (flower || !fruit)
      paintBouquet(
        stage,
        x,
        mouth,
        spread,
        flower?.count ?? Math.round(9 + 8 * (1 - plan.emptiness)),
        kind ? [kind] : random.pick(bouquets),
      );
  }
  const kinds = fruit?.kind ? [fruit.kind as FruitKind] : fruits;
  const count = fruit ? (fruit.count ?? (fruit.plural ? 6 : 4)) : plan.emptiness < 0.5 ? 2 : 0;
  const bowl = fruit && !vase && count > 3;
  const r = Math.min(0.075, w * 0.08);
  if (bowl) {
    const half = r * 3.4;
    const spots = Array.from({ length: count }, (_, i) => ({
      x: x + (((i * 0.618) % 1) - 0.5) * half * 1.4,
      y: base - half * 0.36 - (i > count / 2 ? r * 1.3 : 0),
    })).sort((p, q) => p.y - q.y);
    for (const spot of spots) paintFruit(stage, spot.x, spot.y, r, random.pick(kinds));
    paintBowl(stage, x, base + 0.02, half);
    return;
  }
  const side = plan.focus < 0.5 ? 1 : -1;
  const spots = Array.from({ length: count }, (_, i) => {
    const far = vase ? 0.2 + 0.09 * i : (i - (count - 1) / 2) * 0.15;
    return {
      x: Math.min(w - r, Math.max(r, x + side * far * Math.min(1, w) + random.between(-0.02, 0.02))),
      y: base + random.between(-0.03, 0.07),
    };
  }).sort((p, q) => p.y - q.y);
  for (const spot of spots)
    paintFruit(stage, spot.x, Math.min(h * 0.97, spot.y), r * random.between(0.88, 1.1), random.pick(kinds));
}
