import type { Figure } from "../../parts/people/body.ts";
import { paintBench, paintFigure } from "../../parts/people/figures.ts";
import { isDown } from "../../read/doings.ts";
import type { Noun } from "../../read/nouns.ts";
import { isGrown, isManly, type Person, personsIn } from "../../read/persons.ts";
import { inOrder } from "../../read/reading.ts";
import type { View } from "../../staging.ts";
import { clothe } from "../clothing.ts";
import type { Land } from "./land.ts";
import { fitting, nearness, spotOf, uncut } from "./spots.ts";

/** Height of somebody who is what the picture is about, in units, and how far down between middle and lower edge the feet are. */
const camps: Record<View, { tall: number; down: number }> = {
  open: { tall: 0.4, down: 0.62 },
  framed: { tall: 0.6, down: 0.92 },
  winding: { tall: 0.5, down: 0.74 },
  low: { tall: 0.74, down: 1 },
  slope: { tall: 0.56, down: 0.86 },
};

/** Beside these a person leaves room. */
const wonders: Noun[] = [
  "house",
  "church",
  "castle",
  "lighthouse",
  "windmill",
  "village",
  "mountain",
  "waterfall",
  "bridge",
  "boat",
  "city",
  "tree",
];

/** Those whom the prompt names first: where they stand, and the height of a grown person there. */
export interface Leads {
  persons: Person[];
  x: number;
  base: number;
  height: number;
  /** How far they reach to both sides, in units. */
  half: number;
}

/** Everybody the prompt names, by the scene's own choice where it leaves it open. */
const personsOf = ({ reading, stage }: Land) => personsIn(reading, stage.random.branch("persons"));

/** The people the picture is about, if it is about people. */
export function leadsOf(land: Land): Leads | undefined {
  const { stage, plan, reading, has } = land;
  if (inOrder(reading)[0]?.noun !== "person" || !land.solid) return undefined;
  const persons = personsOf(land);
  if (persons.length > 3) return undefined;
  const { w, h } = stage;
  const camp = camps[plan.view];
  const beside = has(...wonders);
  const sits = sitting(land);
  const wide = (sits ? 0.5 : 0.3) * persons.length;
  const room = (beside ? 0.74 : 1) * (plan.emptiness > 0.75 ? 0.8 : 1) * Math.min(1.15, h);
  const height = Math.min(camp.tall * room, (0.8 * w) / wide) * fitting(land, wide * camp.tall);
  const half = (wide * height) / 2 + 0.04 * height;
  const x = uncut(stage, w * (0.08 + 0.84 * standing(land, beside)), half);
  const lowest = h * 0.955;
  const base = land.middle(x) + (lowest - land.middle(x)) * camp.down;
  return { persons, x, base: Math.min(lowest, Math.max(base, land.near(x))), height, half };
}

/** Where they stand as a share of the width: beside what else is to be seen, and clear of what frames the view. */
function standing(land: Land, beside: boolean): number {
  const { plan, stage, reading } = land;
  const told = reading.relations.find(({ one }) => one === "person")?.how;
  if (plan.view !== "framed" || plan.room < 1 || told === "left" || told === "right")
    return spotOf(land, "person", beside && !told ? 1 - plan.focus : plan.focus);
  const corner = stage.sun ? -Math.sign(stage.sun.x - stage.w / 2) : plan.side;
  return 0.5 - (beside ? -0.04 : 0.17) * corner;
}

const sitting = ({ reading, has }: Land): boolean => isDown(reading.doing) || reading.reads || has("book");

/** What people do where the prompt leaves it open: on a path they walk. */
function doingOf(land: Land, chance: number): Figure["doing"] {
  if (sitting(land)) return "sitting";
  const { doing } = land.reading;
  if (doing && doing !== "grazing") return doing;
  return chance < (land.plan.view === "winding" || land.has("road") ? 0.7 : 0.2) ? "walking" : "standing";
}

/** Paints everybody the prompt names: those it puts first large and near, others as they belong to the land. */
export function paintPeople(land: Land, leads: Leads | undefined) {
  if (leads) return paintLeads(land, leads);
  const { stage, plan, reading } = land;
  const random = stage.random.branch("people");
  const { w, h } = stage;
  const persons = personsOf(land);
  const count = persons.length;
  const x0 = spotOf(land, "person", plan.focus);
  const sits = land.solid && sitting(land);
  const apart = count === 2 ? (sits ? 0.3 : 0.085) : 0.5 / count;
  const crowd = persons
    .map((person, i) => ({
      person,
      x: w * (0.08 + 0.84 * ((x0 + (count === 1 ? 0 : (i - (count - 1) / 2) * apart)) % 1)),
      near: nearness(land, "person", count < 3 ? 0.68 : 0.25 + 0.6 * ((i * 0.618) % 1)),
      i,
    }))
    .sort((p, q) => p.near - q.near);
  for (const { person, x, near, i } of crowd) {
    const base = land.solid ? Math.min(h * 0.96, land.middle(x) * (1 - near) + (land.near(x) + 0.02) * near) : h * 0.97;
    const height = (0.1 + 0.26 * near) * (plan.emptiness > 0.75 ? 0.62 : 1) * (isGrown(person) ? 1 : 0.68);
    const doing = sits ? "sitting" : land.solid ? doingOf(land, random.next()) : "standing";
    paintFigure(stage, {
      ...dressed(land, person, i),
      x: uncut(stage, x, (sits ? 0.55 : 0.24) * height),
      base,
      height: sits ? 0.86 * height : height,
      depth: 0.55 + 0.35 * near,
      doing,
      seat: reading.seat ?? "bench",
      way: x < w / 2 ? 1 : -1,
    });
  }
}

/** A person in the clothes and with the things the prompt gives. */
function dressed({ reading, has, stage }: Land, person: Person, i: number) {
  const { kind, trade } = person;
  return {
    ...clothe(stage, reading, person, i),
    trade: trade ?? (i === 0 && reading.doing === "dancing" && !isManly({ kind }) ? "ballerina" : undefined),
    umbrella: has("umbrella") || reading.climate.weather === "rain",
  };
}

function paintLeads(land: Land, { persons, x, base, height, half }: Leads) {
  const { stage, reading, plan } = land;
  const random = stage.random.branch("leads");
  const { w } = stage;
  const count = persons.length;
  const family = persons.some(isGrown);
  // Who paints has the easel before him.
  const paints = persons[0]?.trade === "painter" && !sitting(land);
  const doing = paints ? "standing" : doingOf(land, random.next());
  const tall = (person: Person) => height * (isGrown(person) ? 1 : family ? 0.62 : 0.9);
  const inwards: 1 | -1 = x < w / 2 ? 1 : -1;
  const common = { base, depth: 0.92, doing } as const;
  const figures = persons.map(
    (person, i): Figure => ({
      ...dressed(land, person, i),
      // Two share an umbrella.
      ...(i > 0 && count === 2 ? { umbrella: false } : {}),
      ...common,
      x,
      height: tall(person),
      way: doing === "walking" || count === 1 ? inwards : i % 2 ? -1 : 1,
    }),
  );
  if (doing !== "sitting") {
    const gap = (doing === "walking" ? 0.36 : 0.28) * height;
    figures.forEach((figure, i) => {
      const aside = (i - (count - 1) / 2) * gap;
      // Not in one line: who is further in stands a little higher.
      paintFigure(stage, { ...figure, x: x + aside, base: base - (i % 2 ? 0 : 0.012 * (count - 1)) });
    });
    return;
  }
  const seat =
    reading.seat ??
    (reading.reads || plan.view !== "winding" ? random.pick(["bench", "bench", "rock"] as const) : "ground");
  const reads = figures[0]?.book;
  if (seat === "bench" && !reads && (count > 1 || random.chance(0.5)))
    return paintBench(
      stage,
      uncut(stage, x, (0.2 + 0.17 * count) * height),
      figures.map((figure) => ({ ...figure, height: 0.92 * height })),
    );
  const size = seat === "ground" ? 0.64 : 0.84;
  figures.forEach((figure, i) => {
    const aside = count === 1 ? 0 : (i - (count - 1) / 2) * half;
    paintFigure(stage, {
      ...figure,
      seat,
      x: uncut(stage, x + aside, 0.55 * height * size),
      height: figure.height * size,
      way: count === 1 ? inwards : aside < 0 ? 1 : -1,
    });
  });
}
