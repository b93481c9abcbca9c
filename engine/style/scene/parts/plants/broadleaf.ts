import type { Lab } from "../../climate.ts";
import { curve, limb } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";
import { type Clump, type Leaves, paintClumps } from "./foliage.ts";
import { growBoughs, paintScars, paintTrunk } from "./trunks.ts";

/** Trees told apart by their shape. */
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

/** A tree by its foot; lengths in units. */
export interface Tree {
  x: number;
  base: number;
  height: number;
  kind: TreeKind;
  depth: number;
  /** Stands by itself, and so has grown broad. */
  lone?: boolean;
}

/** The end of a twig, and the size of the leaves about it. */
export interface Tip {
  x: number;
  y: number;
  size: number;
}

/** How the crown of a kind stands: measures as shares of the tree's height. */
interface Habit {
  /** Height of the crown's middle, its half-width and half-height. */
  middle: number;
  wide: number;
  tall: number;
  /** Half-width of the trunk, and where it forks. */
  girth: number;
  fork: number;
  clumps: number;
  /** Share of the crown's half-width one mass of leaves takes. */
  mass: number;
  /** How much wider the crown is below than above: -1 a vase, 1 a cone. */
  skirt: number;
  offset: Lab;
}

const habits = {
  oak: {
    middle: 0.6,
    wide: 0.47,
    tall: 0.36,
    girth: 0.05,
    fork: 0.24,
    clumps: 17,
    mass: 0.36,
    skirt: 0.15,
    offset: [0, 0, 0],
  },
  elm: {
    middle: 0.64,
    wide: 0.34,
    tall: 0.36,
    girth: 0.034,
    fork: 0.3,
    clumps: 14,
    mass: 0.4,
    skirt: -0.45,
    offset: [4, 3, 4],
  },
  lime: {
    middle: 0.56,
    wide: 0.28,
    tall: 0.44,
    girth: 0.032,
    fork: 0.2,
    clumps: 15,
    mass: 0.42,
    skirt: 0.4,
    offset: [-4, -3, -3],
  },
  birch: {
    middle: 0.6,
    wide: 0.2,
    tall: 0.4,
    girth: 0.02,
    fork: 0.42,
    clumps: 13,
    mass: 0.46,
    skirt: 0.25,
    offset: [8, 4, 8],
  },
} satisfies Record<string, Habit>;

/** A crown of masses round its boughs: dark within, so that boughs show before the dark where the masses part. */
export function paintBroadleaf(stage: Stage, random: Random, tree: Tree, wide: number, order: number): void {
  const { x, base, height, depth } = tree;
  const bark: Tone = tree.kind === "birch" ? { name: "birch", color: [86, 1, 6] } : {};
  const tone: Tone = { depth, ...bark };
  const lean = random.between(-0.07, 0.07) * height;
  if (tree.kind === "bare") {
    const turn = -Math.PI / 2 + lean / height;
    const stem = { x, y: base, turn, length: height * 0.34, half: height * 0.036, order, spread: 0.5 * wide };
    growBoughs(stage, random, stem, tone);
    return;
  }
  const habit: Habit =
    tree.kind === "birch"
      ? habits.birch
      : tree.kind === "blossom"
        ? habits.elm
        : tree.lone
          ? habits.oak
          : random.pick<Habit>([habits.oak, habits.oak, habits.elm, habits.lime]);
  const leaves: Leaves = {
    role: tree.kind === "blossom" ? "petal" : "leaf",
    depth,
    name: `${habit.clumps}`,
    offset: habit.offset,
  };
  const cx = x + lean;
  const cy = base - height * habit.middle;
  const [rx, ry] = [height * habit.wide * wide, height * habit.tall];
  const clumps = masses(stage, random, { cx, cy, rx, ry, small: height < 0.13 }, habit);
  const inner: Clump[] = [
    { x: cx, y: cy, rx: rx * 0.8, ry: ry * 0.78, lit: -1.1 },
    { x: cx - 0.3 * rx, y: cy + 0.36 * ry, rx: rx * 0.5, ry: ry * 0.42, lit: -1.2 },
    { x: cx + 0.3 * rx, y: cy + 0.32 * ry, rx: rx * 0.5, ry: ry * 0.42, lit: -1.2 },
  ];
  paintClumps(stage, random, inner, leaves);
  const floor = 0.55 / stage.canvas.unit;
  const half = Math.max(floor, height * habit.girth);
  const forkX = x + lean * 0.5;
  const forkY = base - height * habit.fork;
  for (const clump of clumps.filter((_, i) => i % 3 === 0)) {
    const reach = { x: forkX + (clump.x - forkX) * 0.72, y: forkY + (clump.y - forkY) * 0.72 };
    const elbow = { x: forkX + (reach.x - forkX) * 0.6, y: (forkY + reach.y) / 2 + 0.04 * height };
    stage.fill(
      limb(
        curve([forkX, forkY + half, elbow.x, elbow.y, reach.x, reach.y], 4, false),
        half * 0.5,
        Math.max(floor, half * 0.14),
      ),
      "trunk",
      tone,
      0.42,
      Math.atan2(reach.y - forkY, reach.x - forkX),
      0.6,
    );
  }
  paintTrunk(
    stage,
    random,
    curve([x, base, x + lean * 0.1, base - height * habit.fork * 0.5, forkX, forkY - half], 4, false),
    half,
    tone,
  );
  if (tree.kind === "birch") paintScars(stage, random, tree, lean / height);
  paintClumps(stage, random, clumps, leaves);
}

/** The masses of a crown, from its outline inwards; the lower middle stays open, where one looks up into it. */
function masses(
  { light }: Stage,
  random: Random,
  { cx, cy, rx, ry, small }: { cx: number; cy: number; rx: number; ry: number; small: boolean },
  habit: Habit,
): Clump[] {
  const count = small ? Math.ceil(habit.clumps * 0.45) : habit.clumps;
  const mass = habit.mass * (small ? 1.25 : 1);
  const start = random.between(0, 6);
  const out: Clump[] = [];
  for (let i = 0; i < count; i++) {
    const a = start + i * 2.4 + random.between(-0.25, 0.25);
    const d = Math.sqrt((i + 0.6) / count) * random.between(0.72, 0.92);
    const v = Math.sin(a) * d;
    const u = Math.cos(a) * d * (1 + habit.skirt * v);
    if (v > 0.32 && Math.abs(u) < 0.34) continue;
    const size = random.between(0.72, 1.2) * (1 - 0.3 * d);
    out.push({
      x: cx + u * rx,
      y: cy + v * ry,
      rx: rx * mass * size * 1.15,
      ry: rx * mass * size * 0.82 * Math.min(1.3, (ry / rx) ** 0.5),
      lit: 0.9 * (u * light.x + v * light.y) + random.between(-0.12, 0.12),
    });
  }
  return out;
}

/** A flat or rounded crown round the given tips. */
export function paintFlatCrown(stage: Stage, random: Random, tips: Tip[], size: number, tree: Tree): void {
  const { light } = stage;
  const top = Math.min(...tips.map((tip) => tip.y));
  const bottom = Math.max(...tips.map((tip) => tip.y));
  const left = Math.min(...tips.map((tip) => tip.x));
  const right = Math.max(...tips.map((tip) => tip.x));
  const clumps = tips.map(({ x, y }) => ({
    x: x + random.normal() * size * 0.3,
    y: y + random.normal() * size * 0.2,
    rx: size * random.between(1, 1.7),
    ry: size * random.between(0.7, 1.05),
    lit:
      0.7 * light.x * (((x - left) / (right - left + size)) * 2 - 1) -
      0.7 * (((y - top) / (bottom - top + size)) * 2 - 1),
  }));
  paintClumps(stage, random, clumps, { role: "leaf", depth: tree.depth, name: "flat", offset: [-3, -2, -4] });
}
