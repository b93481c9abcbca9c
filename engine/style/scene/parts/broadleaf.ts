import type { Path } from "../draw/canvas.ts";
import { blob, limb } from "../draw/path.ts";
import type { Random } from "../draw/random.ts";
import type { Stage, Tone } from "../stage.ts";

export type TreeKind =
  | "broad"
  | "poplar"
  | "cypress"
  | "pine"
  | "umbrella"
  | "birch"
  | "willow"
  | "palm"
  | "bare"
  | "blossom";

export interface Tree {
  x: number;
  base: number;
  height: number;
  kind: TreeKind;
  depth: number;
}

export interface Tip {
  x: number;
  y: number;
  size: number;
}

/** Grows limbs by halving: each carries on a little bent and forks; returns the places where leaves belong. */
function grow(
  stage: Stage,
  random: Random,
  at: { x: number; y: number },
  turn: number,
  length: number,
  half: number,
  order: number,
  spread: number,
  tone: Tone,
  tips: Tip[],
): void {
  const bend = random.between(-0.25, 0.25);
  const points: Path = [];
  let x = at.x;
  let y = at.y;
  for (let i = 0; i <= 4; i++) {
    points.push(x, y);
    const a = turn + (bend * i) / 4;
    x += (Math.cos(a) * length) / 4;
    y += (Math.sin(a) * length) / 4;
  }
  const endX = points[8]!;
  const endY = points[9]!;
  const floor = 0.55 / stage.canvas.unit;
  const shade = (px: number) => 0.45 - ((px - at.x) / (half + 0.004)) * 0.2 * -stage.light.x;
  stage.fill(limb(points, Math.max(floor, half), Math.max(floor, half * 0.62)), "trunk", tone, shade, turn, 0.6);
  if (order === 0) {
    tips.push({ x: endX, y: endY, size: length });
    return;
  }
  const forks = order > 1 && random.chance(0.35) ? 3 : 2;
  for (let k = 0; k < forks; k++) {
    const aside = forks === 2 ? (k === 0 ? -1 : 1) : k - 1;
    const next = turn + aside * spread * random.between(0.65, 1.2) + (-Math.PI / 2 - turn) * 0.12;
    grow(
      stage,
      random,
      { x: endX, y: endY },
      next,
      length * random.between(0.66, 0.84),
      half * 0.58,
      order - 1,
      spread,
      tone,
      tips,
    );
  }
  if (order <= 2) tips.push({ x: endX, y: endY, size: length * 0.8 });
}

/** Leaves as overlapping lobes: dark ones beneath, lit ones towards the light, so that the crown turns in space. */
export function crown(stage: Stage, random: Random, tips: Tip[], size: number, tree: Tree): void {
  const { light } = stage;
  const role = tree.kind === "blossom" ? "petal" : "leaf";
  const top = Math.min(...tips.map((tip) => tip.y));
  const bottom = Math.max(...tips.map((tip) => tip.y));
  const cx = tips.reduce((sum, tip) => sum + tip.x, 0) / tips.length;
  const tone = (name: string, offset?: [number, number, number]): Tone =>
    offset ? { depth: tree.depth, name, offset } : { depth: tree.depth, name };
  const passes: { tone: Tone; shift: number; scale: number; keep: number; level: number }[] = [
    { tone: tone("dark", [-10, 2, -6]), shift: 0.3, scale: 1.12, keep: 1, level: 0.36 },
    { tone: tone("body"), shift: 0, scale: 0.92, keep: 0.9, level: 0.52 },
    { tone: tone("lit", [11, 1, 10]), shift: -0.42, scale: 0.55, keep: 0.62, level: 0.66 },
  ];
  for (const pass of passes) {
    for (const tip of tips) {
      if (random.next() > pass.keep) continue;
      const r = size * random.between(0.7, 1.25) * pass.scale;
      const x = tip.x + random.normal() * size * 0.3 - pass.shift * light.x * -size * 0.8;
      const y = tip.y + random.normal() * size * 0.22 + pass.shift * size * 0.8;
      const across = (x - cx) / (size * 4);
      const down = (y - top) / (bottom - top + size);
      const lit = pass.level + 0.16 * across * light.x * 2 - 0.2 * (down - 0.5);
      const shade = (px: number, py: number) =>
        lit +
        0.22 * (((px - x) / r) * light.x + ((py - y) / r) * light.y) +
        0.3 * (stage.noise(px * 34, py * 34) - 0.5);
      const lean = random.between(-0.7, 0.7);
      const angle = (px: number, py: number) =>
        Math.atan2(py - bottom, px - cx) + lean + 0.8 * (stage.noise(px * 12, py * 12) - 0.5);
      stage.fill(
        blob(x, y, r * 1.12, r * 0.88, 0.42, x * 37 + y * 71, 11),
        role,
        pass.tone,
        shade,
        angle,
        0.55 + 0.4 * tree.depth,
      );
    }
  }
}

export function broad(stage: Stage, random: Random, tree: Tree, wide: number, order: number): void {
  const { x, base, height } = tree;
  const tips: Tip[] = [];
  const bark: Tone = tree.kind === "birch" ? { name: "birch", color: [86, 1, 6] } : {};
  const tone: Tone = { depth: tree.depth, ...bark };
  const lean = random.between(-0.14, 0.14);
  grow(
    stage,
    random,
    { x, y: base },
    -Math.PI / 2 + lean,
    height * 0.34,
    height * 0.036,
    order,
    0.5 * wide,
    tone,
    tips,
  );
  if (tree.kind === "birch") scars(stage, random, tree, lean);
  if (tree.kind === "bare") return;
  crown(stage, random, tips, height * (order > 3 ? 0.085 : 0.11), tree);
}

/** Dark scars across a birch's stem. */
function scars(stage: Stage, random: Random, { x, base, height, depth }: Tree, lean: number): void {
  for (let i = 0; i < 9; i++) {
    const t = random.between(0.02, 0.34);
    const half = height * 0.02 * random.between(0.4, 0.9);
    const at = x + Math.sin(lean) * height * t + random.between(-0.5, 0.5) * half;
    stage.fill(
      blob(at, base - height * t, half, height * 0.004, 0.2, i),
      "trunk",
      { depth, name: "scar", fine: true },
      0.3,
      0,
      0.4,
    );
  }
}
