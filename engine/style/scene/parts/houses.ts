import type { Lab } from "../climate.ts";
import { box, line } from "../draw/path.ts";
import type { Random } from "../draw/random.ts";
import type { Stage, Tone } from "../stage.ts";

export interface House {
  x: number;
  base: number;
  /** Width of the gable front. */
  size: number;
  depth: number;
  /** Steep spire in place of a chimney. */
  church?: boolean;
}

const walls: Lab[] = [
  [0, 0, 0],
  [-6, 8, 12],
  [-4, 4, 20],
  [-16, 2, 4],
  [-10, 14, 12],
];

function pane(stage: Stage, x: number, y: number, w: number, h: number, depth: number, random: Random): void {
  const night = stage.setting.climate.hour === "night";
  const dark = night && random.chance(0.35);
  const tone: Tone = dark ? { depth, fine: true, color: [16, 0, -10], name: "unlit" } : { depth, fine: true };
  stage.fill(box(x, y, w, h), "window", tone, 0.5, Math.PI / 2, 0.45);
}

/** A house seen at an angle: gable front, long side in the other light, roof with eaves, chimney, windows. */
export function paintHouse(stage: Stage, house: House): void {
  const random = stage.random.branch(`house ${house.x.toFixed(3)} ${house.base.toFixed(3)}`);
  const { x, base, size, depth } = house;
  const turned = random.sign();
  const long = size * random.between(0.7, 1.3);
  // By the border it turns its long side into the picture.
  const reach = size / 2 + long;
  const side = x + reach > stage.w ? -1 : x < reach ? 1 : turned;
  const tall = size * random.between(0.62, 0.95);
  const gable = size * random.between(0.36, 0.56);
  const rise = long * 0.1;
  const paint = random.pick(walls);
  const name = `wall${walls.indexOf(paint)}`;
  const frontLit = side * stage.light.x < 0;
  const face: Tone = { depth, name, offset: paint };
  const shaded: Tone = { depth, name: `${name} shade`, offset: [paint[0] - 20, paint[1] - 1, paint[2] - 8] };
  const x0 = x - (size / 2) * side;
  const x1 = x + (size / 2) * side;
  const x2 = x1 + long * side;
  const wall = (level: number) => (px: number, py: number) =>
    level + 0.1 * ((base - py) / tall) + 0.26 * (stage.noise(px * 20, py * 20) - 0.5);
  stage.fill(
    [x1, base, x2, base - rise, x2, base - rise - tall, x1, base - tall],
    "wall",
    frontLit ? shaded : face,
    wall(frontLit ? 0.42 : 0.58),
    Math.PI / 2,
    0.7,
  );
  stage.fill(
    [x0, base, x0, base - tall, x, base - tall - gable, x1, base - tall, x1, base],
    "wall",
    frontLit ? face : shaded,
    wall(frontLit ? 0.6 : 0.44),
    Math.PI / 2,
    0.7,
  );
  const eave = size * 0.09;
  const roof = (px: number, py: number) =>
    0.55 + 0.4 * (stage.noise(px * 16, py * 40) - 0.5) + 0.1 * side * stage.light.x;
  const ridgeX = x + long * side * 0.96;
  const ridgeY = base - rise - tall - gable;
  const slope = Math.atan2(-rise, long * side);
  const sunny = side * stage.light.x > 0;
  const hue: Lab = random.pick<Lab>([
    [0, 0, 0],
    [0, -2, -2],
    [6, -8, -4],
  ]);
  stage.fill(
    [
      x - eave * 0.4 * side,
      base - tall - gable - eave * 0.3,
      ridgeX,
      ridgeY - eave * 0.3,
      x2 + eave * side,
      base - rise - tall + eave * 0.8,
      x1 + eave * 0.5 * side,
      base - tall + eave,
    ],
    "roof",
    {
      depth,
      name: `roof ${sunny} ${hue[1]}`,
      offset: sunny ? [hue[0] + 5, hue[1] + 2, hue[2] + 3] : [hue[0] - 6, hue[1], hue[2] - 3],
    },
    roof,
    slope + 0.9 * side,
    0.7,
  );
  stage.fill(
    line(x + eave * 0.2 * side, base - tall - gable - eave * 0.2, x0 - eave * side, base - tall + eave, eave * 0.34),
    "roof",
    { depth, name: "edge", offset: [-14, -4, -6] },
    0.4,
    1,
    0.5,
  );
  if (size * stage.canvas.unit > 9) openings(stage, random, house, { x1, x2, tall, rise });
  if (house.church)
    steeple(stage, {
      x: x0 + size * 0.1 * side,
      base: base + size * 0.02,
      size: size * 0.62,
      tall: tall * 2.1,
      depth,
      side,
    });
  else if (random.chance(0.75)) {
    const cx = x + long * side * random.between(0.25, 0.7);
    const cy = base - tall - gable * 0.92 - rise * 0.4;
    stage.fill(
      box(cx - size * 0.06, cy - size * 0.2, size * 0.12, size * 0.26),
      "wall",
      { depth, name: "chimney", offset: [-24, 10, 6] },
      0.5,
      Math.PI / 2,
      0.5,
    );
  }
}

function openings(
  stage: Stage,
  random: Random,
  house: House,
  at: { x1: number; x2: number; tall: number; rise: number },
): void {
  const { size, base, depth, x } = house;
  const { tall } = at;
  const w = size * 0.15;
  const h = tall * 0.24;
  pane(stage, x - size * 0.27 - w / 2, base - tall * 0.82, w, h, depth, random);
  pane(stage, x + size * 0.27 - w / 2, base - tall * 0.82, w, h, depth, random);
  if (random.chance(0.6)) pane(stage, x - w * 0.4, base - tall * 1.16, w * 0.8, h * 0.8, depth, random);
  stage.fill(
    box(x - w * 0.6, base - tall * 0.46, w * 1.2, tall * 0.46),
    "window",
    { depth, fine: true, color: [30, 12, 12], name: "door" },
    0.5,
    Math.PI / 2,
    0.5,
  );
  const long = Math.abs(at.x2 - at.x1);
  const count = Math.max(1, Math.round(long / (size * 0.42)));
  for (let k = 0; k < count; k++) {
    const t = (k + 0.5) / count;
    const cx = at.x1 + (at.x2 - at.x1) * t;
    const lift = at.rise * t;
    const narrow = w * 0.85;
    pane(stage, cx - narrow / 2, base - lift - tall * 0.8, narrow, h, depth, random);
    if (tall > size * 0.75) pane(stage, cx - narrow / 2, base - lift - tall * 0.4, narrow, h, depth, random);
  }
}

function steeple(
  stage: Stage,
  at: { x: number; base: number; size: number; tall: number; depth: number; side: number },
): void {
  const { x, base, size, tall, depth } = at;
  const half = size / 2;
  const mid = x + half * 0.2 * at.side;
  const lit: Tone = { depth, name: "tower", offset: [2, 0, 2] };
  const dark: Tone = { depth, name: "tower shade", offset: [-18, 0, -6] };
  const leftLit = stage.light.x < 0;
  const grain = stage.grainy(0.52, 0.16, 20, 20);
  stage.fill(
    [x - half, base, x - half, base - tall, mid, base - tall, mid, base],
    "wall",
    leftLit ? lit : dark,
    grain,
    Math.PI / 2,
    0.7,
  );
  stage.fill(
    [mid, base, mid, base - tall, x + half, base - tall, x + half, base],
    "wall",
    leftLit ? dark : lit,
    grain,
    Math.PI / 2,
    0.7,
  );
  const spire = size * 1.9;
  stage.fill(
    [x - half * 1.15, base - tall, mid, base - tall - spire, mid, base - tall],
    "roof",
    { depth, name: "spire", offset: leftLit ? [-2, -8, -6] : [-14, -8, -8] },
    0.5,
    1.3,
    0.6,
  );
  stage.fill(
    [mid, base - tall, mid, base - tall - spire, x + half * 1.15, base - tall],
    "roof",
    { depth, name: "spire b", offset: leftLit ? [-14, -8, -8] : [-2, -8, -6] },
    0.5,
    -1.3,
    0.6,
  );
  stage.fill(
    box(mid - half * 0.28, base - tall * 0.92, half * 0.56, tall * 0.14),
    "window",
    { depth, fine: true },
    0.4,
    Math.PI / 2,
    0.5,
  );
}
