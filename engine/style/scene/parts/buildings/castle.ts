import type { Curve } from "../../draw/canvas.ts";
import { box, curve, rough } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

const upright = Math.PI / 2;

/** A round tower: lit on one side, crenels or a cone above. */
function roundTower(
  stage: Stage,
  x: number,
  base: number,
  half: number,
  tall: number,
  depth: number,
  cone: boolean,
): void {
  const round = stage.round(x, base - tall / 2, half, tall * 3, 0.52, 0.4);
  const stone = (px: number, py: number) => round(px, py) + 0.24 * (stage.noise(px * 26, py * 40) - 0.5);
  const top = base - tall;
  stage.fill(
    [x - half, base, x - half * 0.92, top, x + half * 0.92, top, x + half, base],
    "wall",
    { depth, name: "keep", offset: [-20, 1, 0] },
    stone,
    upright,
    0.7,
  );
  const dark = -stage.light.x;
  stage.fill(
    [x + dark * half * 0.2, base, x + dark * half * 0.2, top, x + dark * half * 0.92, top, x + dark * half, base],
    "wall",
    { depth, name: "keep shade", offset: [-36, 1, -6] },
    stone,
    upright,
    0.7,
  );
  if (cone) {
    const roof = (px: number) => 0.5 + 0.3 * ((px - x) / half) * stage.light.x;
    stage.fill(
      [x - half * 1.25, top + half * 0.1, x, top - half * 3.2, x + half * 1.25, top + half * 0.1],
      "roof",
      { depth, offset: [-10, -14, -24], name: "cone" },
      roof,
      1.2,
      0.7,
    );
    stage.fill(
      [x + dark * half * 0.15, top + half * 0.1, x, top - half * 3.2, x + dark * half * 1.25, top + half * 0.1],
      "roof",
      { depth, offset: [-20, -14, -24], name: "cone shade" },
      roof,
      1.2,
      0.7,
    );
  } else
    for (let k = -2; k <= 2; k++)
      stage.fill(
        box(x + (k * 0.44 - 0.14) * half, top - half * 0.3, half * 0.28, half * 0.34),
        "wall",
        { depth, name: "keep", offset: [-20, 1, 0] },
        0.5,
        upright,
        0.5,
      );
  stage.fill(
    box(x - half * 0.14, top + tall * 0.22, half * 0.26, half * 0.7),
    "window",
    { depth, fine: true },
    0.4,
    upright,
    0.4,
  );
}

/** A castle on its rock, which runs down to `ground` where it stands on a hill. `size` is its width. */
export function paintCastle(
  stage: Stage,
  x: number,
  base: number,
  size: number,
  depth: number,
  ground: Curve = () => base,
): void {
  const random = stage.random.branch("castle");
  const foot = (px: number) => Math.max(base + size * 0.16, ground(px) + size * 0.05);
  const mound = curve(
    [
      x - size * 0.95,
      foot(x - size * 0.95),
      x - size * 0.62,
      base - size * 0.1,
      x - size * 0.2,
      base - size * 0.2,
      x + size * 0.3,
      base - size * 0.19,
      x + size * 0.6,
      base - size * 0.06,
      x + size * 1.0,
      foot(x + size),
    ],
    6,
  );
  const rock = stage.tone("rock", { depth, name: "mound" });
  const cleft = stage.tone("rock", { depth, name: "mound dark", offset: [-13, 0, -4] });
  const turf = stage.tone("grass", { depth, name: "mound" });
  const layer = (px: number, py: number) => {
    const down = (py - base) / (size * 0.3) + 1.5 * (stage.noise(px * (2.2 / size), py * (2.6 / size)) - 0.5);
    if (down < -0.12 || down > 0.42) return turf;
    return stage.noise(px * (9 / size), py * (3 / size)) < 0.46 ? cleft : rock;
  };
  const light = stage.round(x, base, size, size * 0.5, 0.52, 0.2);
  stage.canvas.fill(rough(mound, size * 0.03, 5 / size, 3), { layer, shade: light, angle: upright, grain: 0.8 });
  const floor = base - size * 0.12;
  const wall: Tone = { depth, name: "curtain", offset: [-26, 1, -2] };
  for (const [from, to, tall] of [
    [-0.46, 0.02, 0.3],
    [0.02, 0.5, 0.24],
  ] as const) {
    stage.fill(
      box(x + from * size, floor - tall * size, (to - from) * size, tall * size + size * 0.06),
      "wall",
      wall,
      stage.grainy(0.5, 0.25, 24, 40),
      upright,
      0.7,
    );
    for (let k = from; k < to; k += 0.06)
      stage.fill(
        box(x + k * size, floor - (tall + 0.035) * size, size * 0.032, size * 0.04),
        "wall",
        wall,
        0.5,
        upright,
        0.5,
      );
  }
  stage.fill(
    box(x - size * 0.13, floor - size * 0.62, size * 0.27, size * 0.6),
    "wall",
    { depth, name: "hall", offset: [-14, 1, 2] },
    stage.grainy(0.52, 0.25, 24, 40),
    upright,
    0.7,
  );
  stage.fill(
    [x - size * 0.16, floor - size * 0.61, x, floor - size * 0.86, x + size * 0.17, floor - size * 0.61],
    "roof",
    { depth, offset: [-8, -14, -24], name: "hall" },
    0.5,
    0.8,
    0.7,
  );
  for (const k of [-0.07, 0.03])
    stage.fill(
      box(x + k * size, floor - size * 0.5, size * 0.035, size * 0.09),
      "window",
      { depth, fine: true },
      0.5,
      upright,
      0.4,
    );
  const cone = random.chance(0.7);
  for (const [dx, half, tall] of [
    [-0.46, 0.075, 0.55],
    [0.48, 0.07, 0.46],
    [-0.2, 0.055, 0.8],
    [0.22, 0.05, 0.66],
  ] as const)
    roundTower(stage, x + dx * size, floor + size * 0.05, half * size, tall * size, depth, cone);
  stage.fill(
    curve(
      [
        x + size * 0.02,
        floor + size * 0.05,
        x + size * 0.02,
        floor - size * 0.1,
        x + size * 0.07,
        floor - size * 0.15,
        x + size * 0.12,
        floor - size * 0.1,
        x + size * 0.12,
        floor + size * 0.05,
      ],
      4,
    ),
    "window",
    { depth, name: "gate", color: [18, 2, 2], fine: true },
    0.4,
    upright,
    0.5,
  );
}
