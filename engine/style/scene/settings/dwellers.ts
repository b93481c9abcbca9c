import { inLight, type Lab } from "../climate.ts";
import { box } from "../draw/path.ts";
import { paintFigure } from "../parts/people/figures.ts";
import { isGrown, type Person, personsIn } from "../read/persons.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement } from "../staging.ts";
import { clothe } from "./clothing.ts";
import { uncut } from "./outdoors/spots.ts";

/** Those who are in a room: at the window with their backs to us, or seated in its light, at a table if one is named. */
export function paintDwellers(
  stage: Stage,
  reading: Reading,
  plan: Arrangement,
  room: { x0: number; x1: number },
): void {
  const { w, h } = stage;
  const random = stage.random.branch("dwellers");
  const someone: Person = { kind: random.chance(0.4) ? "man" : "woman", old: reading.aged, trade: undefined };
  const named = personsIn(reading, random).slice(0, 3);
  const persons = named.length > 0 ? named : [someone];
  const table = reading.wishes.has("table") || /\btable\b/.test(reading.text);
  const reads = reading.reads || reading.wishes.has("book");
  const asked = reading.doing === "sitting" || reading.doing === "lying" || reads || table;
  const seated = asked || (reading.doing === undefined && (plan.view === "winding" || plan.view === "low"));
  const tall = Math.min(plan.view === "winding" || plan.view === "open" ? 0.72 : 0.84, h * 0.78);
  const base = h * 0.97;
  const middle = (room.x0 + room.x1) / 2;
  const inwards: 1 | -1 = middle < w / 2 ? -1 : 1;
  persons.forEach((person, i) => {
    const height = tall * (isGrown(person) ? 1 : 0.7) * (seated ? 0.86 : 1);
    const apart = (i - (persons.length - 1) / 2) * (seated ? 0.9 : 0.32) * tall;
    // Who sits is beside the window and looks towards it; who stands looks out.
    const at = seated ? middle - inwards * 0.34 * tall : middle + 0.12 * inwards;
    const x = uncut(stage, at + apart, (seated ? 0.45 : 0.22) * height);
    const way: 1 | -1 = persons.length > 1 ? (apart < 0 ? 1 : -1) : inwards;
    paintFigure(stage, {
      x,
      base,
      height,
      ...clothe(stage, reading, person, i),
      depth: 0.92,
      doing: seated ? "sitting" : reading.doing === "dancing" ? "dancing" : "standing",
      seat: "chair",
      way,
    });
    if (table && i === 0) paintTable(stage, x + way * 0.62 * height, base, 0.5 * height);
  });
}

/** A plain table seen from its side: a board that catches the light on two legs. */
function paintTable(stage: Stage, x: number, base: number, tall: number): void {
  const wood: Lab = inLight([46, 14, 28], stage.setting.climate);
  const part = (path: number[], name: string, L: number) =>
    stage.fill(
      path,
      "table",
      { depth: 0.94, name, color: wood, asked: false, offset: [L, 0, L * 0.3] },
      stage.grainy(0.5, 0.3, 4, 30),
      0,
      0.8,
    );
  for (const side of [-1, 1]) part(box(x + side * tall * 0.62 - 0.018, base - tall, 0.036, tall), "table leg", -12);
  part(box(x - tall * 0.76, base - tall * 0.98, tall * 1.52, 0.03), "table edge", -9);
  part(
    [
      x - tall * 0.72,
      base - tall * 1.06,
      x + tall * 0.74,
      base - tall * 1.06,
      x + tall * 0.8,
      base - tall * 0.97,
      x - tall * 0.8,
      base - tall * 0.97,
    ],
    "table board",
    9,
  );
}
