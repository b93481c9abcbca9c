import type { Lab } from "../../climate.ts";
import { box, line } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";
import { paintSteeple } from "./steeple.ts";

/** A house by the foot of its gable front; lengths in units. */
export interface House {
  x: number;
  base: number;
  /** Width of the gable front. */
  size: number;
  depth: number;
  /** Steep spire in place of a chimney. */
  church?: boolean;
  /** The side its long face looks to; by the border it always turns into the picture. */
  turn?: 1 | -1;
}

const walls: Lab[] = [
  [0, 0, 0],
  [-6, 8, 12],
  [-4, 4, 20],
  [-16, 2, 4],
  [-10, 14, 12],
];

const shutters: Lab[] = [
  [38, -16, 10],
  [36, -4, -18],
  [34, 22, 18],
  [44, -8, -4],
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
  const turned = house.turn ?? random.sign();
  const long = size * (house.church ? random.between(1.3, 1.6) : random.between(0.7, 1.3));
  // By the border it turns its long side into the picture.
  const reach = size / 2 + long;
  const side = x + reach > stage.w ? -1 : x < reach ? 1 : turned;
  const tall = size * random.between(0.62, 0.95);
  const gable = size * random.between(0.36, 0.56);
  const rise = long * 0.1;
  // The far end is smaller: its eaves sink towards the eye.
  const far = 1 - 0.15 * Math.min(1.2, long / size);
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
    [x1, base, x2, base - rise, x2, base - rise - tall * far, x1, base - tall],
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
  const shadow: Tone = { depth, name: `${name} eaves`, offset: [paint[0] - 30, paint[1], paint[2] - 10] };
  if (size * stage.canvas.unit > 24)
    stage.fill(
      [x1, base - tall, x2, base - rise - tall * far, x2, base - rise - tall * (far - 0.14), x1, base - tall * 0.86],
      "wall",
      shadow,
      0.45,
      0,
      0.6,
    );
  const roof = (px: number, py: number) =>
    0.55 + 0.4 * (stage.noise(px * 16, py * 40) - 0.5) + 0.1 * side * stage.light.x;
  const ridgeX = x + long * side * 0.96;
  const ridgeY = base - rise - (tall + gable) * far;
  const slope = Math.atan2(-rise, long * side);
  const sunny = side * stage.light.x > 0;
  const tile = random.pick<Lab>([
    [0, 0, 0],
    [0, -2, -2],
    [6, -8, -4],
  ]);
  // What lies on a roof in winter hides its colour.
  const hue: Lab = stage.setting.climate.season === "winter" ? [-4, -2, -3] : tile;
  stage.fill(
    [
      x - eave * 0.4 * side,
      base - tall - gable - eave * 0.3,
      ridgeX,
      ridgeY - eave * 0.3,
      x2 + eave * side,
      base - rise - tall * far + eave * 0.8,
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
    paintSteeple(stage, random, {
      x: x0 + size * 0.1 * side,
      base: base + size * 0.02,
      size: size * 0.6,
      tall: (tall + gable) * random.between(1.35, 1.6),
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
  const large = size * stage.canvas.unit > 40;
  const shutter: Tone = { depth, name: "shutter", color: random.pick(shutters), asked: false };
  const shuttered = (px: number, py: number, pw: number, ph: number) => {
    if (large && !house.church)
      stage.fill(box(px - pw * 0.5, py - ph * 0.05, pw * 2, ph * 1.1), "window", shutter, 0.5, Math.PI / 2, 0.5);
    pane(stage, px, py, pw, ph, depth, random);
    if (!large) return;
    const bar: Tone = { depth, name: "bar", offset: [-4, 0, 0] };
    stage.fill(box(px + pw * 0.44, py, pw * 0.12, ph), "wall", bar, 0.5, Math.PI / 2, 0.4);
    stage.fill(box(px - pw * 0.1, py + ph, pw * 1.2, ph * 0.1), "wall", bar, 0.6, 0, 0.4);
  };
  if (!house.church) {
    shuttered(x - size * 0.27 - w / 2, base - tall * 0.82, w, h);
    shuttered(x + size * 0.27 - w / 2, base - tall * 0.82, w, h);
  }
  if (house.church || random.chance(0.6)) pane(stage, x - w * 0.4, base - tall * 1.16, w * 0.8, h * 0.8, depth, random);
  if (large)
    stage.fill(
      box(x - w * 0.75, base - tall * 0.51, w * 1.5, tall * 0.51),
      "wall",
      { depth, name: "door frame", offset: [-16, 3, 4] },
      0.5,
      Math.PI / 2,
      0.5,
    );
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
    const narrow = w * 0.8;
    const shrunk = 1 - 0.15 * t;
    if (house.church) {
      pane(stage, cx - narrow / 2, base - lift - tall * 0.72 * shrunk, narrow, h * 1.9 * shrunk, depth, random);
      continue;
    }
    shuttered(cx - narrow / 2, base - lift - tall * 0.74 * shrunk, narrow, h * shrunk);
    if (tall > size * 0.75) pane(stage, cx - narrow / 2, base - lift - tall * 0.38, narrow, h * shrunk, depth, random);
  }
}
