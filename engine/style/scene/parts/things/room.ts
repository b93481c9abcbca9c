import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, rough } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

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
  if (cloth) paintLinen(stage, edge, top);
}

/** A cloth laid over part of the table, with the creases it was folded by, its near side out of the picture. */
function paintLinen(stage: Stage, edge: number, top: (x: number) => number): void {
  const { w, h } = stage;
  const random = stage.random.branch("linen");
  const left = random.between(-0.05, 0.3) * w;
  const right = left + random.between(0.5, 0.75) * w;
  const [far, near] = [random.between(0.02, 0.06), h + 0.1];
  /** A line from the far hem, at a share of it, to the near one, which spreads towards the viewer. */
  const run = (t: number): Path => {
    const from = left + (right - left) * t;
    const to = w / 2 + (from - w / 2) * 1.35 + 0.05;
    const y = top(from) + far;
    return [from, y, from + (to - from) * 0.45 + 0.01, (y + near) / 2, to, near];
  };
  const sheet = (shift: number): Path => {
    const [a, b, c, d, e, f] = run(0) as [number, number, number, number, number, number];
    const other = run(1) as [number, number, number, number, number, number];
    const outline = [a, b, other[0], other[1], other[2], other[3], other[4], other[5], e, f, c, d];
    return rough(
      outline.map((v, i) => (i % 2 ? v + shift * 0.4 : v - stage.light.x * shift)),
      0.008,
      5,
      stage.phase,
    );
  };
  const pleat = (x: number, y: number) => 0.56 + 0.5 * (stage.noise(x * 4 + (y - edge) * 1.5, y * 0.9) - 0.5);
  const angle = (x: number, y: number) => 1.2 + (stage.noise(x * 3, y) - 0.5);
  const cast: Tone = { depth: 0.76, name: "cast", offset: [-20, -2, -8], ...tableTone(stage) };
  const tone = (name: string, L: number): Tone => ({
    depth: 0.78,
    name,
    offset: [46 + L, -8, 24 - L * 0.2],
    calm: 0.7,
  });
  stage.fill(sheet(0.018), "table", cast, 0.4, 0.05, 0.9);
  stage.fill(sheet(0), "cloth", tone("linen", 0), pleat, angle, 1);
  for (const t of [random.between(0.18, 0.34), random.between(0.62, 0.8)]) {
    const line = curve(run(t), 5, false);
    const beside = line.map((v, i) => (i % 2 ? v : v + 0.008 * stage.light.x));
    stage.fill(limb(line, 0.003, 0.012), "cloth", tone("crease", -12), 0.45, 1.3, 0.8);
    stage.fill(limb(beside, 0.002, 0.008), "cloth", tone("fold", 5), 0.6, 1.3, 0.8);
  }
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
