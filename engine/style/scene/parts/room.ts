import type { Lab } from "../climate.ts";
import { blob, curve } from "../draw/path.ts";
import type { Stage } from "../stage.ts";

const walls: Lab[] = [
  [46, 5, 12],
  [54, -9, 8],
  [48, -3, -14],
  [66, 6, 30],
  [58, 18, 10],
  [30, -9, 5],
  [76, 3, 14],
];
const tables: Lab[] = [
  [54, 14, 28],
  [40, 14, 18],
  [72, 8, 28],
  [62, 3, 6],
  [44, -2, -12],
];

/** A wall behind, a table before it; its edge tilts a little and a cloth may hang over it. */
export function paintRoom(stage: Stage, edge: number, cloth: boolean): void {
  const { canvas, w, h, random } = stage;
  const lean = random.between(-0.05, 0.05);
  const paint = stage.random.branch("wall").pick(walls);
  const wall = stage.chosen("backdrop", paint);
  const glow = (x: number, y: number) =>
    0.5 +
    0.3 * ((x / w - 0.5) * stage.light.x * 2) -
    0.12 * (y / h - 0.4) +
    0.36 * (stage.noise(x * 1.6, y * 1.6) - 0.5);
  const turn = (x: number, y: number) => 0.9 + 2 * (stage.noise(x * 1.1, y * 1.1) - 0.5);
  canvas.rows(0, h, { layer: stage.tone("backdrop", { depth: 0.7, ...wall }), shade: glow, angle: turn, grain: 1.4 });
  const fold = random.between(0.2, 0.8) * w;
  const curtain: Lab = [-9, 4, 2];
  canvas.rows(
    0,
    h,
    {
      layer: stage.tone("backdrop", { depth: 0.7, name: "shadow", offset: curtain, ...wall }),
      shade: glow,
      angle: turn,
      grain: 1.4,
    },
    (x, y) =>
      (x - fold) * -stage.light.x > 0.12 * Math.sin(y * 3 + stage.phase) + 0.3 * (stage.noise(x * 2, y * 2) - 0.5),
  );
  const top = (x: number) => edge + lean * (x / w - 0.5);
  const wood = (x: number, y: number) =>
    0.6 - 0.25 * ((y - edge) / (h - edge)) + 0.3 * (stage.noise(x * 2.5, y * 14) - 0.5);
  canvas.below(top, {
    layer: stage.tone("table", { depth: 0.75, ...tableTone(stage) }),
    shade: wood,
    angle: (x, y) => 0.25 * (stage.noise(x * 3, y * 6) - 0.5),
    grain: 1.1,
  });
  if (!cloth) return;
  const left = random.between(-0.1, 0.35) * w;
  const right = left + random.between(0.5, 0.8) * w;
  const points = [
    left,
    top(left) + 0.03,
    (left + right) / 2,
    edge + 0.01,
    right,
    top(right) + 0.04,
    right + 0.1,
    h + 0.1,
    left - 0.05,
    h + 0.1,
  ];
  const pleat = (x: number, y: number) => 0.55 + 0.34 * (stage.noise(x * 5 + (y - edge) * 2, y * 0.9) - 0.5) * 2;
  stage.fill(
    curve(points, 8),
    "cloth",
    { depth: 0.78, name: "linen", offset: [46, -8, 24], calm: 0.7 },
    pleat,
    (x, y) => 1.2 + (stage.noise(x * 3, y) - 0.5),
    1,
  );
  stage.fill(
    curve(
      points.map((v, i) => (i % 2 ? v + 0.05 : v + 0.09 * -stage.light.x)),
      8,
    ),
    "cloth",
    { depth: 0.78, name: "linen", offset: [46, -8, 24], calm: 0.7 },
    (x, y) => pleat(x, y) - 0.06,
    1.3,
    1,
  );
}

/** The shadow of a thing that stands on the table. */
export function shadowOn(stage: Stage, x: number, y: number, half: number): void {
  const slide = -stage.light.x * half * 0.9;
  stage.fill(
    blob(x + slide, y, half * 1.5, half * 0.3, 0.12, x * 9),
    "table",
    { depth: 0.76, name: "cast", offset: [-20, -2, -8], ...tableTone(stage) },
    0.4,
    0.05,
    0.9,
  );
}

const tableTone = (stage: Stage) => stage.chosen("table", stage.random.branch("table").pick(tables));
