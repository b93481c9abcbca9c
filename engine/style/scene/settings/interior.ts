import type { Lab } from "../climate.ts";
import { box, curve, line } from "../draw/path.ts";
import { paintBeast } from "../parts/animals/beasts.ts";
import { type FruitKind, paintFruit } from "../parts/things/fruit.ts";
import { paintBouquet, paintVase } from "../parts/things/vase.ts";
import { inOrder, type Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";
import type { Arrangement, View } from "../staging.ts";
import { paintDwellers } from "./dwellers.ts";
import { composeLandscape } from "./landscape.ts";

const indoors = [
  "window",
  "room",
  "vase",
  "flower",
  "fruit",
  "table",
  "bottle",
  "candle",
  "book",
  "cat",
  "dog",
  "person",
  "portrait",
] as const;
const papers: Lab[] = [
  [62, 6, 18],
  [70, -8, 6],
  [58, -4, -14],
  [78, 4, 20],
  [56, 20, 14],
  [40, -8, -2],
];

/** How large the window is, how far from the middle, and where sill and floor are, as shares of the picture. */
const openings: Record<View, { wide: number; aside: number; top: number; sill: number; floor: number }> = {
  open: { wide: 0.56, aside: 1, top: 0.12, sill: 0.6, floor: 0.82 },
  framed: { wide: 0.8, aside: 0.5, top: 0.07, sill: 0.72, floor: 0.93 },
  winding: { wide: 0.42, aside: 1.6, top: 0.08, sill: 0.64, floor: 0.78 },
  low: { wide: 0.66, aside: 0.7, top: 0.05, sill: 0.5, floor: 0.74 },
  slope: { wide: 0.6, aside: 1.5, top: 0.1, sill: 0.68, floor: 0.88 },
};

/** A room with a window: the landscape is painted whole, then the wall is built around what may be seen of it. */
export function composeInterior(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { canvas, w, h } = stage;
  const random = stage.random.branch("interior");
  const view: Reading = {
    ...reading,
    wishes: new Map([...reading.wishes].filter(([noun]) => !indoors.includes(noun as never))),
  };
  if (view.wishes.size === 0)
    view.wishes.set(random.pick(["sea", "hill", "garden", "tree"] as const), {
      noun: "hill",
      kind: undefined,
      count: undefined,
      plural: false,
      words: [],
      kinds: [],
      at: 0,
    });
  composeLandscape(stage, view, { ...plan, horizon: Math.min(0.55, plan.horizon), view: "open" });
  const opening = openings[plan.view];
  const wide = Math.min(w * opening.wide, h * opening.wide * 1.1);
  const middle = w * (0.5 + opening.aside * (plan.focus - 0.5));
  const x0 = Math.min(w - wide - 0.06, Math.max(0.06, middle - wide / 2));
  const x1 = x0 + wide;
  const y0 = h * opening.top;
  const y1 = h * opening.sill;
  const wall = stage.chosen("backdrop", random.pick(papers));
  const fall = (x: number, y: number) => Math.hypot((x - (x0 + x1) / 2) / w, (y - y1) / h);
  const body = stage.tone("backdrop", { depth: 0.7, ...wall });
  const bright = stage.tone("backdrop", { depth: 0.7, name: "lit", offset: [9, 0, 4], ...wall });
  const deep = stage.tone("backdrop", { depth: 0.7, name: "deep", offset: [-10, 1, -4], ...wall });
  const inside = (x: number, y: number) => x > x0 && x < x1 && y > y0 && y < y1;
  canvas.rows(0, h, {
    layer: (x, y) => {
      if (inside(x, y)) return -1;
      const away = fall(x, y) + 0.24 * (stage.noise(x * 1.4, y * 1.4) - 0.5);
      return away < 0.36 ? bright : away > 0.56 ? deep : body;
    },
    shade: (x, y) => 0.62 - 0.4 * fall(x, y) + 0.3 * (stage.noise(x * 2, y * 2) - 0.5),
    angle: (x, y) => 1.3 + 1.4 * (stage.noise(x, y) - 0.5),
    grain: 1.3,
  });
  const floor = h * opening.floor;
  const boards = stage.grainy(0.55, 0.3, 3, 24);
  canvas.below((x) => floor + 0.02 * (x / w - 0.5), {
    layer: stage.tone("table", { depth: 0.8, name: "floor", offset: [-10, 0, -2] }),
    shade: boards,
    angle: 0.1,
    grain: 1,
  });
  const pool = [
    x0 + 0.1 * -stage.light.x,
    floor + 0.03,
    x1 + 0.16 * -stage.light.x,
    floor + 0.03,
    x1 + 0.34 * -stage.light.x,
    h,
    x0 + 0.12 * -stage.light.x,
    h,
  ];
  if (stage.setting.climate.hour !== "night")
    stage.fill(pool, "table", { depth: 0.8, name: "light", offset: [14, 0, 8] }, boards, 0.1, 1);
  frame(stage, x0, y0, x1, y1);
  curtains(stage, random.chance(0.75), x0, y0, x1, y1);
  things(stage, reading, plan, { x0, x1, sill: y1, floor });
}

function frame(stage: Stage, x0: number, y0: number, x1: number, y1: number): void {
  const wood = { depth: 0.85, name: "frame", offset: [6, -1, 2] as Lab };
  const shade = { depth: 0.85, name: "frame shade", offset: [-14, 0, -6] as Lab };
  const t = 0.016;
  for (const x of [x0, (x0 + x1) / 2, x1])
    stage.fill(box(x - t, y0 - t, t * 2, y1 - y0 + t * 2), "wall", x === x1 ? shade : wood, 0.55, Math.PI / 2, 0.6);
  for (const y of [y0, y0 + (y1 - y0) * 0.36])
    stage.fill(box(x0 - t, y - t * 0.8, x1 - x0 + t * 2, t * 1.6), "wall", y === y0 ? shade : wood, 0.55, 0, 0.6);
  stage.fill(
    [x0 - 0.06, y1 - 0.01, x1 + 0.06, y1 - 0.01, x1 + 0.09, y1 + 0.045, x0 - 0.09, y1 + 0.045],
    "wall",
    wood,
    0.66,
    0,
    0.7,
  );
  stage.fill(line(x0 - 0.09, y1 + 0.052, x1 + 0.09, y1 + 0.052, 0.009), "wall", shade, 0.4, 0, 0.6);
}

function curtains(stage: Stage, hung: boolean, x0: number, y0: number, x1: number, y1: number): void {
  if (!hung) return;
  const linen = stage.chosen(
    "cloth",
    stage.random.branch("curtain").pick<Lab>([
      [88, 2, 10],
      [60, 30, 26],
      [62, -10, -18],
      [74, 10, 40],
    ]),
  );
  for (const side of [-1, 1]) {
    const edge = side < 0 ? x0 : x1;
    const path = curve(
      [
        edge - side * 0.13,
        y0 - 0.05,
        edge + side * 0.09,
        y0 - 0.05,
        edge + side * 0.1,
        y1 * 0.7,
        edge + side * 0.13,
        y1 + 0.2,
        edge + side * 0.0,
        y1 + 0.2,
        edge - side * 0.03,
        y1 * 0.72,
      ],
      6,
    );
    const pleat = (x: number, y: number) => 0.52 + 0.5 * (stage.noise(x * 15 + y * 0.6, y * 0.8) - 0.5) * 2;
    const body = stage.tone("cloth", { depth: 0.86, name: "curtain", ...linen });
    const dark = stage.tone("cloth", { depth: 0.86, name: "curtain fold", offset: [-13, 1, -4], ...linen });
    stage.canvas.fill(path, {
      layer: (x, y) => (pleat(x, y) < 0.44 ? dark : body),
      shade: pleat,
      angle: Math.PI / 2,
      grain: 1,
    });
  }
}

/** What stands on the sill and in the room. */
function things(
  stage: Stage,
  reading: Reading,
  plan: Arrangement,
  at: { x0: number; x1: number; sill: number; floor: number },
): void {
  const { x0, x1, sill } = at;
  const random = stage.random.branch("things");
  const wants = (noun: "vase" | "flower" | "fruit" | "cat" | "dog" | "person" | "portrait") => reading.wishes.has(noun);
  const span = x1 - x0;
  const left = plan.side > 0 ? 0.24 : 0.76;
  const plain = !wants("cat") && !wants("person") && !wants("portrait") && !wants("fruit");
  if (wants("vase") || wants("flower") || (plain && plan.emptiness < 0.8)) {
    const { mouth } = paintVase(stage, x0 + span * left, sill + 0.02, 0.2);
    paintBouquet(stage, x0 + span * left, mouth, 0.17, 9, [random.pick(["daisy", "poppy", "tulip", "rose"] as const)]);
  }
  if (wants("fruit"))
    for (let k = 0; k < (reading.wishes.get("fruit")?.count ?? 3); k++)
      paintFruit(
        stage,
        x0 + span * (0.4 + 0.12 * k),
        sill + 0.025,
        0.045,
        (reading.wishes.get("fruit")?.kind ?? "pear") as FruitKind,
      );
  if (wants("cat")) {
    const lies = reading.doing === "sleeping" || reading.doing === "lying";
    paintBeast(stage, {
      // A cat at full length has the sill to itself.
      x: x0 + span * (lies ? 0.5 : 1 - left),
      base: sill + 0.02,
      size: lies ? Math.min(0.4, span / 1.75) : inOrder(reading)[0]?.noun === "cat" ? 0.34 : 0.27,
      kind: "cat",
      depth: 0.9,
      way: plan.side,
      grazing: false,
      doing: reading.doing,
    });
  }
  if (wants("dog"))
    paintBeast(stage, {
      x: x0 + span * 0.5,
      base: Math.min(stage.h * 0.95, at.floor + 0.08),
      size: 0.24,
      kind: "dog",
      depth: 0.9,
      way: plan.side,
      grazing: false,
      doing: reading.doing ?? random.pick(["sitting", "sleeping", "standing"] as const),
    });
  if (wants("person") || wants("portrait")) paintDwellers(stage, reading, plan, at);
}
