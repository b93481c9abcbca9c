import type { Curve, Path } from "../../draw/canvas.ts";
import { noise } from "../../draw/noise.ts";
import { backwards } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";

/** A face of rock between two lines; lengths in units. */
export interface Crag {
  /** Upper edge, and the line down to which the rock is seen. */
  top: Curve;
  foot: Curve;
  /** Where there is rock at all: how far inside it a place lies, in units; outside it is negative. */
  within: (x: number, y: number) => number;
  depth: number;
  name: string;
  /** Lightness against plain rock. */
  lighter?: number;
  /** Thickness of the turf on top, 0 for bare rock. */
  turf: number;
}

/** How high a ledge stands above the next, in units, seen from near. */
const ledge = 0.13;

/** A rock face in broken planes: lit and shadowed facets, ledges that catch the light and are green where earth lies. */
export function paintCrag(stage: Stage, { top, foot, within, depth, name, lighter = 0, turf }: Crag): void {
  const near = 0.5 + depth;
  const seed = name.length * 3.7;
  const at = (x: number, y: number, fx: number, fy: number) => noise(x * fx + stage.phase + seed, y * fy + seed);
  const relief = (x: number, y: number) => at(x, y, 2.4 / near, 1.1 / near) + 0.42 * at(x, y, 6 / near, 2.6 / near);
  const step = (x: number, y: number) => {
    const t = (y - 0.5 * top(x)) / (ledge * near) + 2.6 * at(x, y, 1.3, 0.6);
    // A ledge runs out after a while.
    return at(x, y, 2.1, 2.9) < 0.47 ? 0.5 : t - Math.floor(t);
  };
  const light = (x: number, y: number, tread: number) => {
    const e = 0.05;
    const here = relief(x, y);
    const slope = (relief(x + e, y) - here) * -stage.light.x * 2.8 + (relief(x, y + e) - here) * 1.4;
    return slope + (tread < 0.16 ? 0.42 : tread > 0.82 ? -0.34 : 0) + 0.3 * (at(x, y, 11, 9) - 0.5);
  };
  const tone = (part: string, L: number, b: number) =>
    stage.tone("rock", { depth, name: `${name} ${part}`, offset: [L + lighter, 1, b] });
  const [bright, plain, dark, deep] = [
    tone("lit", 12, 4),
    tone("plain", 0, 1),
    tone("dark", -11, -2),
    tone("deep", -20, -5),
  ];
  const turfy = stage.tone("grass", { depth, name: `${name} turf`, offset: [-6, 2, -4] });
  const plane = (x: number, y: number): number => {
    const tread = step(x, y);
    const l = light(x, y, tread);
    if (turf > 0 && tread < 0.13 && at(x, y, 3, 2) > 0.55) return turfy;
    return l > 0.26 ? bright : l > -0.12 ? plain : l > -0.42 ? dark : deep;
  };
  // Planes are larger than two pixels: four neighbours share one look.
  const grid = 2 / stage.canvas.unit;
  const columns = Math.ceil(stage.canvas.width / 2) + 1;
  const known = new Uint8Array(columns * (Math.ceil(stage.canvas.height / 2) + 1)).fill(255);
  stage.canvas.below(
    top,
    {
      layer: (x, y) => {
        const inside = within(x, y) + 0.035 * (at(x, y, 5, 4) - 0.5) * 2;
        if (inside < 0) return -1;
        const down = y - top(x);
        if (down < turf * (0.5 + at(x, 0, 7, 1))) return turfy;
        const cell = Math.floor(y / grid) * columns + Math.floor(x / grid);
        if (known[cell] === 255) known[cell] = plane(x, y);
        return known[cell]!;
      },
      shade: (x, y) => 0.5 + 0.5 * (at(x, y, 6, 4) - 0.5),
      angle: (x, y) => Math.PI / 2 + 0.8 * (at(x, y, 4, 3) - 0.5),
      grain: 0.9,
    },
    foot,
  );
}

/** An upper edge in steps and notches through given corners x0, y0, x1, y1, … from one side to the other. */
export function brokenEdge(stage: Stage, given: Path, reach: number, name: string): Curve {
  const corners = given[0]! > given.at(-2)! ? backwards(given) : given;
  const random = stage.random.branch(name);
  const p = random.between(0, 20);
  return (x) => {
    let i = 0;
    while (i + 4 < corners.length && corners[i + 2]! < x) i += 2;
    const [ax, ay, bx, by] = [corners[i]!, corners[i + 1]!, corners[i + 2]!, corners[i + 3]!];
    const t = Math.min(1, Math.max(0, (x - ax) / (bx - ax || 1)));
    const blocks = Math.floor(x * 9 + 2 * noise(x * 2 + p, 3)) * 0.37;
    return ay + (by - ay) * t + reach * 2 * (noise(x * 2.6 + p, p) - 0.5) + reach * (noise(blocks + p, 1.7) - 0.5);
  };
}
