import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";

/** Flowers told apart by their shape. */
export type BloomKind = "daisy" | "poppy" | "tulip" | "rose" | "sunflower" | "lily" | "cluster" | "iris" | "bell";

/** One flower by its middle; size in units. */
export interface Bloom {
  x: number;
  y: number;
  /** Radius. */
  size: number;
  kind: BloomKind;
  /** Index of the colour within the bouquet. */
  hue: number;
  depth: number;
  /** 1 seen from above, towards 0 seen from the side. */
  open: number;
  turn: number;
}

const hues: { role: "flower" | "petal"; color?: Lab }[] = [
  { role: "flower" },
  { role: "petal" },
  { role: "flower", color: [82, 8, 70] },
  { role: "flower", color: [66, 44, 2] },
  { role: "flower", color: [48, 34, -44] },
  { role: "petal", color: [93, 0, 6] },
  { role: "flower", color: [66, 40, 56] },
];

/** How many hues a flower can have. */
export const hueCount = hues.length;

/** The colours a kind of flower usually has, as indices into the hues. */
export const usualHues: Partial<Record<BloomKind, number[]>> = {
  sunflower: [2],
  poppy: [0, 0, 6],
  rose: [3, 0, 5, 6],
  daisy: [5, 5, 1],
  tulip: [0, 2, 3, 6],
  iris: [4],
  lily: [5, 3, 6],
  cluster: [4, 3, 5],
};

function toneOf(stage: Stage, bloom: Bloom, name: string, offset: Lab): { role: "flower" | "petal"; tone: Tone } {
  const asked = stage.setting.colors.flower;
  const hue = hues[asked ? bloom.hue % 2 : bloom.hue % hues.length]!;
  const tone: Tone = { depth: bloom.depth, name: `${name}${bloom.hue}`, offset, fine: bloom.size < 0.03 };
  if (asked && hue.role === "petal") tone.color = [Math.min(96, asked[0] + 16), asked[1] * 0.75, asked[2] * 0.75];
  else if (!asked && hue.color) tone.color = hue.color;
  return { role: hue.role, tone };
}

/** Maps a path drawn on the open flower into its tilted plane. */
function tilt(path: Path, bloom: Bloom): Path {
  const c = Math.cos(bloom.turn);
  const s = Math.sin(bloom.turn);
  const out: Path = [];
  for (let i = 0; i < path.length; i += 2) {
    const x = path[i]! * bloom.size;
    const y = path[i + 1]! * bloom.size * bloom.open;
    out.push(bloom.x + x * c - y * s, bloom.y + x * s + y * c);
  }
  return out;
}

function petal(a: number, reach: number, half: number, tip: number, from = 0.12): Path {
  const c = Math.cos(a);
  const s = Math.sin(a);
  const points: Path = [];
  const outline: [number, number][] = [
    [from, 0],
    [reach * 0.4, half * 0.72],
    [reach * 0.78, half],
    [reach * (1 - 0.05 * (1 - tip)), half * (1 - tip) * 0.55],
    [reach, 0],
    [reach * (1 - 0.05 * (1 - tip)), -half * (1 - tip) * 0.55],
    [reach * 0.78, -half],
    [reach * 0.4, -half * 0.72],
  ];
  for (const [u, v] of outline) points.push(u * c - v * s, u * s + v * c);
  return curve(points, 3);
}

function ring(
  stage: Stage,
  random: Random,
  bloom: Bloom,
  petals: number,
  reach: number,
  half: number,
  tip: number,
  turn: number,
  name: string,
  lift: number,
  from = 0.12,
): void {
  for (let i = 0; i < petals; i++) {
    const a = turn + ((i + random.between(-0.18, 0.18)) / petals) * Math.PI * 2;
    const facing = Math.cos(a + bloom.turn) * stage.light.x + Math.sin(a + bloom.turn) * stage.light.y;
    const lit = lift + facing * 0.5 + random.between(-0.25, 0.25);
    const offset: Lab = lit > 0.18 ? [7, -2, 2] : lit < -0.22 ? [-11, 1, -5] : [0, 0, 0];
    const { role, tone } = toneOf(stage, bloom, `${name}${offset[0]}`, offset);
    const shade = (x: number, y: number) =>
      0.34 +
      0.32 * (Math.hypot(x - bloom.x, y - bloom.y) / bloom.size) +
      0.16 * facing +
      0.18 * (stage.noise(x * 30, y * 30) - 0.5);
    const dx = Math.cos(a);
    const dy = Math.sin(a) * bloom.open;
    const angle = Math.atan2(
      dx * Math.sin(bloom.turn) + dy * Math.cos(bloom.turn),
      dx * Math.cos(bloom.turn) - dy * Math.sin(bloom.turn),
    );
    stage.fill(
      tilt(petal(a, reach * random.between(0.88, 1.08), half * random.between(0.85, 1.15), tip, from), bloom),
      role,
      tone,
      shade,
      angle,
      0.55,
    );
  }
}

function heart(stage: Stage, bloom: Bloom, radius: number, color: Lab, name: string): void {
  const path = tilt(blob(0, 0.02, radius, radius, 0.12, bloom.x * 50), bloom);
  stage.fill(
    path,
    "flower",
    { depth: bloom.depth, name, color, fine: true },
    stage.round(bloom.x, bloom.y, radius * bloom.size, radius * bloom.size, 0.5, 0.35),
    0.8,
    0.45,
  );
}

/** A flower of its kind, turned towards the viewer. */
export function paintBloom(stage: Stage, bloom: Bloom) {
  const random = stage.random.branch(`bloom ${bloom.x.toFixed(3)} ${bloom.y.toFixed(3)}`);
  if (bloom.size * stage.canvas.unit < 5) {
    const { role, tone } = toneOf(stage, bloom, "dot", [0, 0, 0]);
    stage.fill(blob(bloom.x, bloom.y, bloom.size, bloom.size * 0.75, 0.3, bloom.x * 99), role, tone, 0.55, 0, 0.5);
    return;
  }
  const turn = random.between(0, 6);
  switch (bloom.kind) {
    case "daisy":
      ring(stage, random, bloom, 13, 1, 0.17, 0.2, turn, "daisy", 0.1);
      return heart(stage, bloom, 0.27, [76, 14, 66], "eye");
    case "sunflower":
      ring(stage, random, bloom, 16, 1, 0.17, 0.9, turn, "sun", -0.2, 0.4);
      ring(stage, random, bloom, 15, 0.86, 0.15, 0.9, turn + 0.2, "sun", 0.15, 0.3);
      heart(stage, bloom, 0.44, [28, 14, 16], "seeds");
      return heart(stage, bloom, 0.22, [40, 14, 26], "seeds inner");
    case "poppy":
      ring(stage, random, bloom, 4, 1, 0.62, -0.3, turn, "poppy", -0.15);
      ring(stage, random, bloom, 3, 0.74, 0.5, -0.3, turn + 0.7, "poppy", 0.2);
      return heart(stage, bloom, 0.2, [16, 4, 0], "dark heart");
    case "lily":
    case "iris":
      ring(stage, random, bloom, 3, 1, 0.26, 0.8, turn, "lily", -0.1);
      ring(stage, random, bloom, 3, 0.95, 0.3, 0.7, turn + 1.05, "lily", 0.2);
      return heart(stage, bloom, 0.14, [78, 10, 64], "eye");
    case "rose":
      ring(stage, random, bloom, 6, 1, 0.55, -0.2, turn, "rose", -0.2);
      ring(stage, random, bloom, 5, 0.76, 0.46, -0.2, turn + 0.5, "rose", 0.05);
      ring(stage, random, bloom, 4, 0.52, 0.36, -0.2, turn + 1.1, "rose", -0.3);
      return ring(stage, random, bloom, 3, 0.32, 0.24, -0.2, turn + 1.8, "rose", 0.25, 0.02);
    case "cluster":
      for (let i = 0; i < 34; i++) {
        const a = random.between(0, Math.PI * 2);
        const r = Math.sqrt(random.next()) * 0.82;
        const small: Bloom = {
          ...bloom,
          x: bloom.x + Math.cos(a) * r * bloom.size,
          y: bloom.y + Math.sin(a) * r * bloom.size * 0.85,
          size: bloom.size * 0.24,
        };
        ring(
          stage,
          random,
          small,
          4,
          1,
          0.5,
          -0.2,
          random.between(0, 3),
          "cluster",
          (Math.cos(a) * stage.light.x + Math.sin(a) * stage.light.y) * r,
        );
      }
      return;
    case "tulip":
    case "bell":
      return tulip(stage, bloom);
  }
}

function tulip(stage: Stage, bloom: Bloom): void {
  const upright: Bloom = { ...bloom, open: 1 };
  const parts: [Path, Lab, string][] = [
    [[-0.5, 0.5, -0.66, -0.2, -0.42, -0.95, -0.1, -0.4, 0, 0.3], [-6, 0, -2], "cup left"],
    [[0.5, 0.5, 0.66, -0.2, 0.42, -0.95, 0.1, -0.4, 0, 0.3], [-12, 0, -4], "cup right"],
    [[0, 0.72, -0.4, 0.44, -0.42, -0.2, 0, -1.02, 0.42, -0.2, 0.4, 0.44], [4, -1, 2], "cup"],
  ];
  for (const [points, offset, name] of parts) {
    const { role, tone } = toneOf(stage, bloom, name, offset);
    const shade = (x: number, y: number) =>
      0.5 +
      0.22 * ((bloom.y - y) / bloom.size) +
      0.25 * ((x - bloom.x) / bloom.size) * stage.light.x +
      0.15 * (stage.noise(x * 30, y * 12) - 0.5);
    stage.fill(tilt(curve(points, 4), upright), role, tone, shade, Math.PI / 2 + bloom.turn, 0.55);
  }
}
