import type { Path } from "../../draw/canvas.ts";
import type { Pose } from "./beast-builds.ts";
import type { Mass } from "./modelling.ts";

/** Where a neck can turn the head back over the shoulder: the line it turns about, and how high the turned part begins. */
export const necks = {
  deer: { axis: 0.47, from: -1.25 },
  dog: { axis: 0.47, from: -1.05 },
} as const;

interface Neck {
  axis: number;
  from: number;
}

const mirrored = (path: Path, axis: number): Path => path.map((v, i) => (i % 2 ? v : 2 * axis - v));

/** An outline with everything above a line turned the other way, its corners in an order that does not cross. */
function turned(path: Path, { axis, from }: Neck): Path {
  const points = Array.from({ length: path.length / 2 }, (_, i) => [path[2 * i]!, path[2 * i + 1]!] as const);
  const first = points.findIndex(([, y]) => y < from);
  const last = points.findLastIndex(([, y]) => y < from);
  const head = mirrored(
    points
      .slice(first, last + 1)
      .reverse()
      .flat(),
    axis,
  );
  return [...points.slice(0, first).flat(), ...head, ...points.slice(last + 1).flat()];
}

/** The pose with the head turned back over the shoulder. */
export const lookingBack = ({ body, marks }: Pose, neck: Neck): Pose => ({
  body: turned(body, neck),
  marks: marks.map((mark) => {
    const middle = mark.path.filter((_, i) => i % 2).reduce((sum, y) => sum + y, 0) / (mark.path.length / 2);
    return middle < neck.from ? { ...mark, path: mirrored(mark.path, neck.axis) } : mark;
  }),
});

/** The same turn of the masses of a head. */
export const turnedMasses = (masses: Mass[], { axis, from }: Neck): Mass[] =>
  masses.map(([x, y, rx, ry, turn = 0, out = 0]) =>
    y < from ? [2 * axis - x, y, rx, ry, -turn, out] : [x, y, rx, ry, turn, out],
  );

/** How far a lying body sinks, in heights of the shoulder. */
export const sunk = 0.4;

/** Lets an outline down onto the ground; what would lie under it is pressed flat. */
export const laid = (path: Path): Path => path.map((v, i) => (i % 2 ? Math.min(0.005, v + sunk) : v));

/** Legs folded under a lying body, the fore leg first. */
export const folded: Path[] = [
  [0.2, -0.2, 0.4, -0.22, 0.6, -0.12, 0.62, -0.03, 0.46, 0.01, 0.24, 0.005, 0.12, -0.06],
  [-0.5, -0.3, -0.26, -0.36, -0.08, -0.2, -0.04, -0.06, -0.16, 0.01, -0.44, 0.01, -0.58, -0.1],
];
