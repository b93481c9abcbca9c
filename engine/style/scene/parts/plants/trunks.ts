import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, shifted } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A limb where it leaves its parent. */
interface Bough {
  x: number;
  y: number;
  /** Its direction in radians, and how far its forks turn from it. */
  turn: number;
  spread: number;
  /** In units. */
  length: number;
  half: number;
  /** How often it forks still. */
  order: number;
}

/** Grows bare limbs by halving: each carries on a little bent and forks. */
export function growBoughs(stage: Stage, random: Random, bough: Bough, tone: Tone): void {
  const { x: x0, y: y0, turn, length, half, order, spread } = bough;
  const bend = random.between(-0.25, 0.25);
  const points: Path = [];
  let [x, y] = [x0, y0];
  for (let i = 0; i <= 4; i++) {
    points.push(x, y);
    const a = turn + (bend * i) / 4;
    x += (Math.cos(a) * length) / 4;
    y += (Math.sin(a) * length) / 4;
  }
  const floor = 0.55 / stage.canvas.unit;
  const shade = (px: number) => 0.45 - ((px - x0) / (half + 0.004)) * 0.2 * -stage.light.x;
  stage.fill(limb(points, Math.max(floor, half), Math.max(floor, half * 0.62)), "trunk", tone, shade, turn, 0.6);
  if (order === 0) return;
  const forks = order > 1 && random.chance(0.35) ? 3 : 2;
  for (let k = 0; k < forks; k++) {
    const aside = forks === 2 ? (k === 0 ? -1 : 1) : k - 1;
    const next = turn + aside * spread * random.between(0.65, 1.2) + (-Math.PI / 2 - turn) * 0.12;
    const fork = { x: points[8]!, y: points[9]!, turn: next, length: length * random.between(0.66, 0.84) };
    growBoughs(stage, random, { ...fork, half: half * 0.58, order: order - 1, spread }, tone);
  }
}

/** A trunk on its roots, dark on the side away from the light. */
export function paintTrunk(stage: Stage, random: Random, spine: Path, half: number, tone: Tone): void {
  const { light } = stage;
  const x = spine[0]!;
  const base = spine[1]!;
  const shade = (px: number, py: number) =>
    0.5 + 0.25 * ((px - x) / (half * 2)) * light.x + 0.3 * (stage.noise(px * (0.3 / half), py * 6) - 0.5);
  const upright = Math.PI / 2;
  const root = (side: number, reach: number) =>
    stage.fill(
      limb(
        curve(
          [
            x + side * half * 0.3,
            base - half * 2.4,
            x + side * half * 0.9,
            base - half * 0.5,
            x + side * reach,
            base + half * 0.35,
          ],
          4,
          false,
        ),
        half * 0.62,
        half * 0.14,
      ),
      "trunk",
      tone,
      shade,
      upright - side * 0.4,
      0.6,
    );
  root(-1, half * random.between(1.7, 2.4));
  root(1, half * random.between(1.7, 2.4));
  stage.fill(limb(spine, half, half * 0.66), "trunk", tone, shade, upright, 0.6);
  if (half * stage.canvas.unit < 4) return;
  const dark: Tone = { ...tone, name: `${tone.name ?? ""} shadow`, offset: [-9, 0, -4] };
  const aside = shifted(spine, -light.x * half * 0.42, 0);
  stage.fill(limb(aside, half * 0.58, half * 0.28), "trunk", dark, shade, upright, 0.6);
}

/** Dark scars across a birch's stem. */
export function paintScars(
  stage: Stage,
  random: Random,
  { x, base, height, depth }: { x: number; base: number; height: number; depth: number },
  lean: number,
): void {
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
