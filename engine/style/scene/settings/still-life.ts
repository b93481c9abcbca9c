import type { Random } from "../draw/random.ts";
import { paintBeast } from "../parts/animals/beasts.ts";
import type { BloomKind } from "../parts/plants/blooms.ts";
import { type FruitKind, paintFruit } from "../parts/things/fruit.ts";
import { paintRoom } from "../parts/things/room.ts";
import { paintBooks, paintBottle, paintCandle } from "../parts/things/table-things.ts";
import { paintBouquet, paintBowl, paintVase } from "../parts/things/vase.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement, View } from "../staging.ts";

const bouquets: BloomKind[][] = [
  ["poppy", "daisy", "cluster"],
  ["rose", "rose", "cluster"],
  ["tulip"],
  ["sunflower", "sunflower", "daisy"],
  ["lily", "iris", "daisy"],
  ["rose", "poppy", "daisy"],
];
const fruits: FruitKind[] = ["apple", "pear", "orange", "lemon"];

const closeness: Record<View, number> = { open: 1, framed: 1.5, winding: 1.25, low: 1.85, slope: 1.4 };

/** The fruit asked for, one by one; a little of anything when only the table was asked for. */
function basket(reading: Reading, random: Random, quiet: boolean, flowers: boolean): FruitKind[] {
  const wish = reading.wishes.get("fruit");
  if (!wish) return quiet || (flowers && random.chance(0.5)) ? [] : [random.pick(fruits), random.pick(fruits)];
  if (wish.kinds.length === 0)
    return Array.from({ length: wish.count ?? (wish.plural ? 6 : 4) }, () => random.pick(fruits));
  const piles = wish.kinds.map(({ kind, count, plural }) => ({
    kind: kind as FruitKind,
    count: count ?? (plural ? Math.ceil(6 / wish.kinds.length) : 1),
  }));
  const rounds = Math.max(...piles.map(({ count }) => count));
  return Array.from({ length: rounds }, (_, k) =>
    piles.filter(({ count }) => count > k).map(({ kind }) => kind),
  ).flat();
}

/** Things on a table: a vase with or without flowers, fruit, a bowl, a bottle, a candle, books. */
export function composeStillLife(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { w, h, random } = stage;
  const wants = (noun: "vase" | "bottle" | "candle" | "book" | "cat") => reading.wishes.has(noun);
  const edge = h * Math.min(0.8, Math.max(0.56, 0.5 + 0.32 * plan.horizon));
  paintRoom(stage, edge, random.chance(0.5));
  const flower = reading.wishes.get("flower");
  const asked = reading.wishes.has("fruit");
  const bowl = /\bbowl|plate/.test(reading.wishes.get("table")?.words.join(" ") ?? "");
  const others = wants("bottle") || wants("candle") || wants("book") || wants("cat");
  const vase = wants("vase") || flower !== undefined || !(asked || others);
  const base = edge + (h - edge) * 0.45;
  const lean = asked || plan.view === "open" ? 0.6 : 0.9;
  const margin = Math.min(0.34, w * 0.36);
  const x = Math.min(w - margin, Math.max(margin, w * (0.5 + (plan.focus - 0.5) * lean)));
  const side = plan.focus < 0.5 ? 1 : -1;
  const far = (step: number) => Math.min(w * 0.93, Math.max(w * 0.07, x + side * step * Math.min(1, w)));
  if (wants("bottle"))
    paintBottle(stage, far(vase ? 0.26 : bowl || asked ? -0.34 : -0.06), base - 0.02, Math.min(0.46, h * 0.36));
  if (wants("candle")) paintCandle(stage, far(vase ? 0.34 : 0.16), base - 0.01, Math.min(0.26, h * 0.2));
  if (wants("book"))
    paintBooks(stage, far(vase ? 0.3 : 0.05), base + 0.03, 0.26, reading.wishes.get("book")?.count ?? 3);
  if (vase) {
    const tall = Math.min(0.42, h * 0.32) * random.between(0.85, 1.1);
    const { mouth } = paintVase(stage, x, base, tall);
    const named = (flower?.kinds ?? []).map(({ kind }) => kind as BloomKind);
    const spread = Math.min(mouth * 0.62, 0.42, w * 0.4);
    const count = flower?.count ?? Math.round(9 + 8 * (1 - plan.emptiness));
    if (flower || !asked)
      paintBouquet(stage, x, mouth, spread, count, named.length > 0 ? named : random.pick(bouquets));
  }
  const fruit = others && !asked ? [] : basket(reading, random, plan.emptiness > 0.6, flower !== undefined);
  // A few fruits by themselves are looked at from nearer.
  const near = vase || others || bowl || fruit.length > 4 ? 1 : closeness[plan.view];
  const r = Math.min(0.085, w * 0.09) * (fruit.length > 5 ? 0.85 : 1.1) * near;
  if (bowl || (fruit.length > 5 && !vase)) bowlful(stage, x, base, r, fruit);
  else scattered(stage, random, (step) => far(step * near), base, r, fruit, vase || others);
  if (wants("cat"))
    paintBeast(stage, {
      x: far(0.32),
      base: base + 0.03,
      size: 0.34,
      kind: "cat",
      depth: 0.9,
      way: side,
      grazing: false,
    });
}

function bowlful(stage: Stage, x: number, base: number, r: number, fruit: FruitKind[]): void {
  const half = Math.max(r * 2.4, r * 0.75 * fruit.length * 0.75);
  const spots = fruit.map((kind, i) => {
    const upper = i >= Math.ceil(fruit.length * 0.6);
    const row = upper ? fruit.length - Math.ceil(fruit.length * 0.6) : Math.ceil(fruit.length * 0.6);
    const at = upper ? i - Math.ceil(fruit.length * 0.6) : i;
    return {
      kind,
      x: x + (row === 1 ? 0 : (at / (row - 1) - 0.5) * half * (upper ? 0.8 : 1.35)),
      y: base - half * 0.34 - (upper ? r * 1.15 : 0),
    };
  });
  for (const spot of [...spots].sort((p, q) => p.y - q.y)) paintFruit(stage, spot.x, spot.y, r, spot.kind);
  paintBowl(stage, x, base + 0.02, half);
}

function scattered(
  stage: Stage,
  random: Random,
  far: (step: number) => number,
  base: number,
  r: number,
  fruit: FruitKind[],
  aside: boolean,
): void {
  const spots = fruit.map((kind, i) => {
    const step = aside ? 0.22 + 0.1 * i : (i - (fruit.length - 1) / 2) * random.between(0.15, 0.2);
    return {
      kind,
      x: far(step + random.between(-0.02, 0.02)),
      y: Math.min(stage.h * 0.97, base + random.between(-0.03, 0.08)),
    };
  });
  for (const spot of spots.sort((p, q) => p.y - q.y))
    paintFruit(stage, spot.x, spot.y, r * random.between(0.9, 1.1), spot.kind);
}
