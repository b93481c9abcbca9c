import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, place } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

/** A carp seen from above, under the surface. */
export function paintCarp(stage: Stage, x: number, y: number, size: number, turn: number, hue: number): void {
  const color =
    stage.setting.colors.feather ??
    (
      [
        [62, 48, 54],
        [92, 2, 6],
        [78, 18, 62],
      ] as Lab[]
    )[hue % 3]!;
  const tone = (name: string, L: number): Tone => ({
    depth: 0.8,
    name: `carp${hue % 3} ${name}`,
    color,
    offset: [L, -2, -5],
  });
  const at = (path: Path) => place(path, x, y, size, 1, turn);
  stage.fill(
    at(curve([-0.4, 0, -0.62, -0.16, -0.74, -0.12, -0.58, 0.02, -0.7, 0.18, -0.56, 0.14], 4)),
    "feather",
    tone("tail", -8),
    0.5,
    turn,
    0.6,
  );
  stage.fill(
    at(curve([0.1, -0.12, 0.02, -0.3, -0.14, -0.26, -0.02, -0.1], 4)),
    "feather",
    tone("fin", -6),
    0.5,
    turn + 1,
    0.5,
  );
  stage.fill(
    at(curve([0.1, 0.12, 0.02, 0.3, -0.14, 0.26, -0.02, 0.1], 4)),
    "feather",
    tone("fin", -6),
    0.5,
    turn - 1,
    0.5,
  );
  stage.fill(
    at(curve([0.5, 0, 0.36, -0.13, 0.08, -0.17, -0.24, -0.1, -0.48, 0, -0.24, 0.1, 0.08, 0.17, 0.36, 0.13], 5)),
    "feather",
    tone("body", 0),
    stage.grainy(0.55, 0.2, 40, 40),
    turn,
    0.6,
  );
  if (hue % 3 === 1)
    for (const k of [-0.1, 0.22])
      stage.fill(
        at(blob(k, 0.02, 0.13, 0.08, 0.4, k * 9)),
        "feather",
        { depth: 0.8, name: "carp mark", color: [58, 52, 50] },
        0.5,
        turn,
        0.5,
      );
}

/** A butterfly with its wings spread. */
export function paintButterfly(stage: Stage, x: number, y: number, size: number, turn: number): void {
  const color = stage.setting.colors.petal ?? ([68, 34, 64] as Lab);
  for (const side of [-1, 1]) {
    const at = (path: Path) =>
      place(
        path.map((v, i) => (i % 2 ? v : v * side)),
        x,
        y,
        size,
        1,
        turn,
      );
    stage.fill(
      at(curve([0.02, 0, 0.3, -0.5, 0.8, -0.6, 0.7, -0.14, 0.2, 0.04], 4)),
      "petal",
      { depth: 0.9, name: "wing", color, fine: true },
      0.6,
      -0.6 * side,
      0.5,
    );
    stage.fill(
      at(curve([0.02, 0.02, 0.4, 0.06, 0.56, 0.36, 0.3, 0.54, 0.08, 0.3], 4)),
      "petal",
      { depth: 0.9, name: "hind wing", color, offset: [-10, 2, -6], fine: true },
      0.5,
      0.7 * side,
      0.5,
    );
  }
  stage.fill(
    place(blob(0, 0, 0.05, 0.3), x, y, size, 1, turn),
    "trunk",
    { depth: 0.9, fine: true },
    0.4,
    Math.PI / 2,
    0.4,
  );
}
