import type { Path } from "../../draw/canvas.ts";
import { curve, limb } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A long leaf bending over. */
export function paintBlade(
  stage: Stage,
  x: number,
  y: number,
  reach: number,
  lean: number,
  half: number,
  depth: number,
  lit: boolean,
): void {
  const spine: Path = [];
  for (let k = 0; k <= 5; k++) {
    const t = k / 5;
    spine.push(x + lean * reach * t * t, y - reach * (t - 0.25 * Math.abs(lean) * t * t));
  }
  const tone: Tone = { depth, name: lit ? "blade lit" : "blade", offset: lit ? [8, -1, 8] : [-6, 1, -3] };
  stage.fill(limb(spine, half, half * 0.15), "stem", tone, stage.grainy(0.5, 0.25, 20, 8), -Math.PI / 2 + lean, 0.5);
}

/** A stem that bends from its foot to its flower. */
export function paintStem(
  stage: Stage,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  half: number,
  depth: number,
): void {
  const bend = (x1 - x0) * 0.3;
  stage.fill(
    limb(curve([x0, y0, x0 + bend, (y0 + y1) / 2, x1, y1], 4, false), half, half * 0.7),
    "stem",
    { depth, fine: true },
    0.45,
    Math.atan2(y1 - y0, x1 - x0),
    0.5,
  );
}

/** A leaf with a fold along its rib. */
export function paintLeaf(stage: Stage, x: number, y: number, reach: number, turn: number, depth: number): void {
  for (const side of [-1, 1]) {
    const c = Math.cos(turn);
    const s = Math.sin(turn);
    const points: Path = [];
    for (const [u, v] of [
      [0, 0],
      [0.3, 0.2],
      [0.62, 0.21],
      [1, 0],
      [0.6, 0.02],
    ] as const)
      points.push(x + (u * c - v * side * s) * reach, y + (u * s + v * side * c) * reach);
    const facing = -s * side * stage.light.x + c * side * stage.light.y;
    const tone: Tone = { depth, name: facing > 0 ? "fold lit" : "fold", offset: facing > 0 ? [9, -1, 9] : [-7, 1, -4] };
    stage.fill(curve(points, 3), "stem", tone, stage.grainy(0.52, 0.2, 20, 20), turn + 0.5 * side, 0.5);
  }
}

/** Grass that stands before the feet of what stands in it; nothing where there is none. */
export function paintTufts(stage: Stage, x: number, base: number, half: number, size: number): void {
  if (stage.seenAt(x, Math.min(stage.h - 0.01, base + 0.01)).role !== "grass") return;
  const random = stage.random.branch(`tufts ${x.toFixed(3)}`);
  for (let i = 0; i < 26; i++) {
    const px = x + random.between(-1, 1) * half;
    const reach = size * random.between(0.05, 0.16);
    paintBlade(
      stage,
      px,
      base + random.between(0.005, 0.025),
      reach,
      random.between(-0.5, 0.5),
      reach * 0.09,
      0.9,
      random.chance(0.5),
    );
  }
}
