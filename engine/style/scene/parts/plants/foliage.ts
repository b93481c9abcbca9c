import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import type { Random } from "../../draw/random.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";

/** A mass of leaves that turns in the light as one body. */
export interface Clump {
  x: number;
  y: number;
  rx: number;
  ry: number;
  /** Light that reaches it, -1 deep in the crown … 1 on the sunny side. */
  lit: number;
}

/** What leaves are made of. */
export interface Leaves {
  role: Role;
  depth: number;
  /** Tells the leaves of one kind of tree from another's. */
  name: string;
  /** How this kind differs from the season's leaf. */
  offset: Lab;
}

/** The ragged outline of a mass of leaves: broad lobes with twigs that stand out of them. */
function leafage(stage: Stage, random: Random, { x, y, rx, ry }: Clump): Path {
  const count = Math.max(12, Math.min(44, Math.round(rx * stage.canvas.unit * 0.9)));
  const seed = random.between(0, 30);
  const out: Path = [];
  for (let i = 0; i < count; i++) {
    const a = (i / count) * Math.PI * 2;
    const lobes = stage.noise(seed + Math.cos(a) * 0.8, seed * 1.7 + Math.sin(a) * 0.8) - 0.5;
    const reach = 1 + 0.75 * lobes + random.between(-0.07, 0.09);
    out.push(x + Math.cos(a) * rx * reach, y + Math.sin(a) * ry * reach);
  }
  return out;
}

/** One mass of leaves: hollow and dark beneath, its sunny side broken into sprays of light. */
export function paintClump(stage: Stage, random: Random, clump: Clump, leaves: Leaves): void {
  const { light } = stage;
  const { x, y, rx, ry, lit } = clump;
  const { role, depth, name, offset } = leaves;
  const tone = (kind: string, [L, a, b]: Lab) =>
    stage.tone(role, { depth, name: `${name} ${kind}`, offset: [offset[0] + L, offset[1] + a, offset[2] + b] });
  const deep = tone("deep", [-17, 3, -10]);
  const dark = tone("dark", [-9, 1, -5]);
  const body = tone("body", [0, 0, 0]);
  const bright = tone("bright", [12, 1, 11]);
  const f = 0.55 / Math.max(0.02, Math.min(rx, ry));
  const spray = (px: number, py: number) => stage.noise(px * f, py * f * 1.3) - 0.5;
  const turned = (px: number, py: number) => 0.62 * (((px - x) / rx) * light.x + ((py - y) / ry) * light.y) + 0.5 * lit;
  const layer = (px: number, py: number) => {
    const l = turned(px, py) + 1.1 * spray(px, py);
    return l > 0.38 ? bright : l > -0.06 ? body : l > -0.46 ? dark : deep;
  };
  const shade = (px: number, py: number) => 0.5 + 0.2 * turned(px, py) + 0.34 * (stage.noise(px * 34, py * 34) - 0.5);
  const turn = random.between(-0.5, 0.5);
  const angle = (px: number, py: number) =>
    Math.atan2(py - y - ry, px - x) + turn + 0.9 * (stage.noise(px * 12, py * 12) - 0.5);
  stage.canvas.fill(leafage(stage, random, clump), { layer, shade, angle, grain: 0.55 + 0.4 * depth });
}

/** Masses of leaves from the top down, so that each lies in the light before the hollow of the one above. */
export function paintClumps(stage: Stage, random: Random, clumps: Clump[], leaves: Leaves): void {
  for (const clump of [...clumps].sort((p, q) => p.y - q.y)) paintClump(stage, random, clump, leaves);
}
