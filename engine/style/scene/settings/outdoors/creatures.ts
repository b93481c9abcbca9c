import type { BeastKind } from "../../parts/animals/beast-builds.ts";
import { paintBeast } from "../../parts/animals/beasts.ts";
import { paintFlock } from "../../parts/animals/birds.ts";
import { paintButterfly, paintCarp } from "../../parts/animals/small-lives.ts";
import { paintHeron, paintSwan } from "../../parts/animals/waders.ts";
import { waters } from "../../parts/water/water.ts";
import { beasts } from "../../read/nouns.ts";
import { countOf, inOrder } from "../../read/reading.ts";
import type { Stage } from "../../stage.ts";
import type { Land } from "./land.ts";
import { type Leads, leadsOf, paintPeople } from "./people.ts";
import { nearness, spotOf, uncut } from "./spots.ts";
import { paintSubjects } from "./subjects.ts";

const heights: Record<BeastKind, number> = {
  horse: 1,
  cow: 0.86,
  deer: 0.8,
  sheep: 0.5,
  dog: 0.42,
  fox: 0.36,
  cat: 0.34,
};

/** Living things, small enough to belong to the land and near enough to be known. */
export function paintCreatures(land: Land): void {
  const { stage, plan, reading, has } = land;
  const random = stage.random.branch("creatures");
  const { w, h } = stage;
  const scale = (near: number) => (0.075 + 0.19 * near) * (plan.emptiness > 0.75 ? 0.7 : 1);
  const rowed = reading.wishes.get("boat")?.kind === "rowing";
  const leads = rowed ? undefined : leadsOf(land);
  const subjects = paintSubjects(land);
  for (const kind of beasts) {
    const wish = reading.wishes.get(kind);
    if (!wish || subjects.has(kind)) continue;
    const count = countOf(wish, kind === "sheep" ? 7 : 4);
    if (leads) {
      follow(land, leads, kind, count);
      continue;
    }
    // What the prompt names first is nearer than what belongs to its land.
    const first = inOrder(reading)[0] === wish && count > 1 ? 1.45 : 1;
    const herd = Array.from({ length: count }, (_, i) => {
      const near = nearness(land, kind, count === 1 ? 0.72 : 0.2 + 0.7 * ((i * 0.618) % 1));
      const x =
        count === 1
          ? spotOf(land, kind, has("person") ? plan.focus + 0.15 * plan.side : plan.focus)
          : (spotOf(land, kind, plan.focus) +
              (i - (count - 1) / 2) * (0.86 / count) +
              random.between(-0.04, 0.04) +
              1) %
            1;
      return {
        x: w * (0.08 + 0.84 * x),
        near,
        way: random.chance(count === 1 ? 0.5 : 0.75) ? (plan.side as 1 | -1) : (-plan.side as 1 | -1),
      };
    }).sort((p, q) => p.near - q.near);
    const taken: { x: number; y: number }[] = [];
    for (const one of herd) {
      const size = scale(one.near) * heights[kind] * first * (count === 1 ? 1.25 : Math.max(0.55, 1.1 - 0.08 * count));
      const foot = (x: number) =>
        Math.min(h * 0.96, land.middle(x) * (1 - one.near) + (land.near(x) + 0.03) * one.near);
      const x = free(stage, uncut(stage, one.x, 1.1 * size), 0.6 * size, foot, taken);
      taken.push({ x, y: foot(x) });
      paintBeast(stage, {
        x,
        base: foot(x),
        size,
        kind,
        depth: 0.55 + 0.35 * one.near,
        way: dryShod(stage, x, foot(x), size, one.way),
        grazing: random.chance(kind === "sheep" || kind === "cow" ? 0.6 : 0.35),
        doing: has("person") ? undefined : reading.doing,
      });
    }
  }
  if (has("person") && !rowed) paintPeople(land, leads);
  if (has("bird") && !subjects.has("bird")) {
    const wish = reading.wishes.get("bird")!;
    const count = countOf(wish, 9);
    paintFlock(
      stage,
      w * spotOf(land, "bird", 1 - plan.focus),
      Math.max(0.1, land.horizon * (has("mountain") ? 0.3 : 0.42)),
      count === 1 ? 0.05 : count < 5 ? 0.3 : 0.22,
      count === 1 ? 0.14 : count < 5 ? 0.08 : 0.05,
      count,
      {
        color: reading.colors.feather,
        pale: has("sea", "beach") && wish.words.every((word) => /^(?:bird|sea?gull|gull)s?$/.test(word)),
      },
    );
  }
  if (has("heron")) waders(land);
  if (has("fish")) shoal(land);
  if (has("butterfly"))
    for (let i = 0; i < (reading.wishes.get("butterfly")?.count ?? 3); i++)
      paintButterfly(
        stage,
        w * random.between(0.15, 0.85),
        land.near(w / 2) - random.between(0.1, 0.3),
        random.between(0.035, 0.06),
        random.between(-0.6, 0.6),
      );
}

/** Height at the shoulder against a grown person's height. */
const beside: Record<BeastKind, number> = {
  horse: 0.9,
  cow: 0.76,
  deer: 0.66,
  sheep: 0.42,
  dog: 0.36,
  fox: 0.26,
  cat: 0.22,
};

/** Animals in the company of those the picture is about: one at their side, a herd behind them and smaller with the distance. */
function follow(land: Land, leads: Leads, kind: BeastKind, count: number): void {
  const { stage, plan, reading } = land;
  const random = stage.random.branch(`follow ${kind}`);
  const { w, h } = stage;
  const away: 1 | -1 = leads.x < w / 2 ? 1 : -1;
  const horizon = Math.min(land.horizon, leads.base - 0.3 * h);
  const herd = Array.from({ length: count }, (_, i) => {
    const back = count === 1 ? 0 : 0.1 + 0.84 * ((i * 0.618) % 1);
    const own = leads.base + (land.middle(leads.x) + 0.02 - leads.base) * back;
    const size = beside[kind] * leads.height * Math.max(0.36, (own - horizon) / (leads.base - horizon));
    const step = leads.half + 0.85 * size;
    // A herd passes behind its keeper; who is near stays at the side that is free.
    const aside =
      away > 0 ? leads.x + step + (w - leads.x - step) * ((i * 0.382) % 1) : (leads.x - step) * ((i * 0.382 + 0.5) % 1);
    const x = count === 1 ? leads.x + away * step : back > 0.4 ? w * ((i * 0.382 + 0.12) % 1) : aside;
    return { x: uncut(stage, x, 1.05 * size), own, size };
  }).sort((p, q) => p.own - q.own);
  const taken: { x: number; y: number }[] = [];
  for (const { x: wanted, own, size } of herd) {
    const foot = (x: number) => Math.min(h * 0.965, Math.max(own, land.water ? land.near(x) - 0.02 : own));
    const x = free(stage, wanted, 0.8 * size, foot, taken);
    taken.push({ x, y: foot(x) });
    paintBeast(stage, {
      x,
      base: foot(x),
      size,
      kind,
      depth: 0.9,
      way: random.chance(0.7) ? plan.side : (-plan.side as 1 | -1),
      grazing: reading.doing === "grazing" || (count > 1 && random.chance(0.55)),
    });
  }
}

/**
 * The nearest place, in units, at which what stands on `foot` and reaches `half` to both sides has no water under it and hides
 * none of those that stand already.
 */
function free(
  stage: Stage,
  x: number,
  half: number,
  foot: (x: number) => number,
  taken: readonly { x: number; y: number }[],
): number {
  const wet = (at: number) =>
    [-1, -0.5, 0, 0.5, 1].some((side) =>
      [-0.02, 0.01].some((rise) => waters.has(stage.seenAt(at + side * half, foot(at) + rise).role)),
    );
  const hides = (at: number) => taken.some((one) => Math.abs(one.x - at) < half && Math.abs(one.y - foot(at)) < half);
  for (let step = 0; step < stage.w; step += 0.02)
    for (const at of [x - step, x + step]) if (at > half && at < stage.w - half && !wet(at) && !hides(at)) return at;
  return x;
}

/** The way to face so that a bent head is not in the water, if either side is dry. */
function dryShod(stage: Stage, x: number, foot: number, reach: number, way: 1 | -1): 1 | -1 {
  const wet = (side: 1 | -1) =>
    [0.75, 1].some((far) => waters.has(stage.seenAt(x + side * far * reach, foot - 0.01).role));
  return wet(way) && !wet(-way as 1 | -1) ? (-way as 1 | -1) : way;
}

function shoal(land: Land): void {
  const { stage, reading, horizon } = land;
  const random = stage.random.branch("shoal");
  const count = reading.wishes.get("fish")?.count ?? 7;
  const span = stage.h - horizon;
  for (let i = 0, tries = 0; i < count && tries < 60; tries++) {
    const x = stage.w * random.between(0.1, 0.9);
    const y = horizon + span * random.between(0.25, 0.92);
    const turn = random.between(-0.6, 0.6) + (random.chance(0.5) ? Math.PI : 0);
    if (stage.seenAt(x, y).role !== land.water) continue;
    paintCarp(stage, x, y, random.between(0.1, 0.17), turn, i++);
  }
}

function waders(land: Land): void {
  const { stage, plan, reading, horizon } = land;
  const wish = reading.wishes.get("heron")!;
  const floating = wish.words.some((word) => /^(?:swan|duck)/.test(word));
  const count = countOf(wish, 3);
  const span = stage.h - horizon;
  for (let i = 0; i < count; i++) {
    const y = horizon + span * (0.34 + 0.1 * i);
    let x = stage.w * ((spotOf(land, "heron", plan.focus) + i * 0.19) % 0.9);
    // What swims keeps off the bank.
    for (let step = 0; floating && step < 16 && land.shore(x + 0.1 * plan.side) < y + 0.04; step++)
      x -= 0.04 * plan.side;
    x = uncut(stage, x, 0.12);
    if (floating) paintSwan(stage, x, y, 0.14 + 0.02 * i, i % 2 ? 1 : -1);
    else paintHeron(stage, x, y + span * 0.2, 0.26 + 0.03 * i, plan.side);
  }
}
