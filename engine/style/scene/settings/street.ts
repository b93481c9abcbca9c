import type { Lab } from "../climate.ts";
import { box } from "../draw/path.ts";
import { paintLamp } from "../parts/buildings/lamp.ts";
import { paintSteeple } from "../parts/buildings/steeple.ts";
import { paintTower } from "../parts/buildings/towers.ts";
import { paintFigure } from "../parts/people/figures.ts";
import { paintSky } from "../parts/sky/sky.ts";
import { paintWeather } from "../parts/sky/weather.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage, Tone } from "../stage.ts";
import type { Arrangement, View } from "../staging.ts";

const fronts: Lab[] = [
  [0, 0, 0],
  [-8, 10, 16],
  [-16, 16, 14],
  [-6, 2, 22],
  [-20, 0, -8],
  [-26, 8, 6],
];

/**
 * Streets by view: how steeply the feet of the fronts fall towards the viewer (a wide street falls little), how tall the fronts
 * are, how far the eye is moved up (as a share of the height) and how tall people stand against the eye.
 */
const streets: Record<View, { spread: number; tall: number; eye: number; people: number }> = {
  open: { spread: 0.24, tall: 0.62, eye: 0.06, people: 0.8 },
  framed: { spread: 0.95, tall: 1.6, eye: 0.1, people: 0.92 },
  winding: { spread: 0.55, tall: 0.62, eye: -0.06, people: 0.42 },
  low: { spread: 0.28, tall: 0.9, eye: 0.08, people: 1.15 },
  slope: { spread: 0.42, tall: 1, eye: 0.08, people: 0.92 },
};

/** A street in one-point perspective: fronts on both sides run to a vanishing point, people walk in it. */
export function composeStreet(stage: Stage, reading: Reading, plan: Arrangement): void {
  const { w, h, canvas } = stage;
  const random = stage.random.branch("street");
  const night = reading.climate.hour === "night";
  const { spread, tall: scale, eye, people: stature } = streets[plan.view];
  const vx = w * (plan.view === "slope" ? 0.5 - 0.4 * plan.side : plan.focus);
  const vy = h * (plan.level ?? Math.min(0.7, Math.max(0.32, plan.horizon + eye)));
  paintSky(stage, {
    horizon: vy,
    clouds: night ? "none" : "wisps",
    stars: night,
    body: night ? "moon" : undefined,
    at: { x: plan.focus, y: 0.18 },
  });
  vista(stage, vx, vy);
  const wet = reading.climate.weather === "rain" || night;
  const paving = (x: number, y: number) =>
    0.55 +
    0.3 * (stage.noise(((x - vx) / (y - vy + 0.03)) * 2.4, Math.log(y - vy + 0.03) * 6) - 0.5) +
    (wet ? 0.2 * (stage.noise(x * 9, y * 1.5) - 0.5) : 0);
  const stone = stage.tone("road", { depth: 0.7 });
  const dim = stage.tone("road", { depth: 0.7, name: "shade", offset: [-14, 0, -7] });
  const shine = stage.tone(night ? "glint" : "road", {
    depth: 0.7,
    name: "shine",
    offset: night ? [-30, 4, 10] : [10, -1, -2],
  });
  canvas.rows(vy, h, {
    layer: (x, y) => {
      const u = (x - vx) / (y - vy + 0.02);
      if (wet && stage.noise(x * 7, y * 1.2) > 0.7) return shine;
      return u * stage.light.x > 0.5 + 0.3 * (stage.noise(u, y * 3) - 0.5) ? dim : stone;
    },
    shade: paving,
    angle: (x, y) => Math.atan2(y - vy, x - vx) * 0.4,
    grain: 1,
  });
  for (const side of [-1, 1] as const) {
    const lit = side * stage.light.x < 0;
    let u = 0.06;
    const wall = side < 0 ? vx : w - vx;
    while (u < 1.6) {
      const wide = (0.05 + u * random.between(0.28, 0.5)) * 1.1;
      const v = u + wide;
      const tall = scale * random.between(0.75, 1.3) * Math.min(1.25, h);
      front(stage, { side, vx, vy, wall, u, v, tall, spread, lit, paint: random.pick(fronts), seed: u });
      u = v;
    }
  }
  const people = reading.wishes.get("person")?.count ?? (plan.emptiness > 0.7 ? 1 : 5);
  const crowd = Array.from({ length: people }, (_, i) => ({
    near: people === 1 ? 0.45 : (i + 0.5) / people,
    x: random.between(-0.5, 0.5),
  })).sort((p, q) => p.near - q.near);
  if (plan.view === "open" || plan.view === "winding" || reading.wishes.has("city"))
    for (const t of [0.16, 0.3, 0.55, 0.95])
      for (const side of [-1, 1]) {
        const y = vy + (h - vy) * t;
        paintLamp(stage, vx + side * (y - vy) * (0.34 / spread), y, (y - vy) * stature * 1.9);
      }
  const first = random.whole(0, 4);
  crowd.forEach((at, i) => {
    const base = vy + (h - vy) * (0.08 + 0.72 * at.near ** 1.4);
    const kind = reading.wishes.get("person")?.kind === "man" ? "man" : (i + first) % 2 ? "man" : "woman";
    paintFigure(stage, {
      x: vx + at.x * (base - vy) * Math.min(2, 0.6 / spread),
      base,
      height: (base - vy) * stature + 0.02,
      kind,
      depth: 0.5 + 0.4 * at.near,
      umbrella: reading.wishes.has("umbrella") || reading.climate.weather === "rain",
      dress: i + first,
    });
  });
  paintWeather(stage, vy, false);
}

/** What the street leads to: a tower over some far blocks. */
function vista(stage: Stage, vx: number, vy: number): void {
  const random = stage.random.branch("vista");
  const night = stage.setting.climate.hour === "night";
  for (let x = vx - 0.2; x < vx + 0.2; ) {
    const width = random.between(0.05, 0.08);
    paintTower(stage, random, { x, base: vy, width, tall: random.between(0.08, 0.16), depth: 0.24, night });
    x += width;
  }
  const x = vx + random.between(-0.02, 0.02);
  paintSteeple(stage, random, {
    x,
    base: vy + 0.01,
    size: 0.085,
    tall: random.between(0.2, 0.26),
    depth: 0.36,
    side: 1,
  });
}

interface Front {
  side: 1 | -1;
  vx: number;
  vy: number;
  /** Distance from the vanishing point to the picture's edge. */
  wall: number;
  u: number;
  v: number;
  tall: number;
  spread: number;
  lit: boolean;
  paint: Lab;
  seed: number;
}

/** One house front between the shares `u` and `v` of the way from the vanishing point to the viewer. */
function front(stage: Stage, at: Front): void {
  const { side, vx, vy, wall, u, v, tall, spread, lit, paint } = at;
  const random = stage.random.branch(`front ${side} ${u.toFixed(3)}`);
  const depth = Math.min(0.92, 0.25 + u * 0.7);
  const px = (t: number) => vx + side * wall * t;
  const foot = (t: number) => vy + t * spread * stage.h * 0.9;
  const roofAt = (t: number) => vy - t * tall * 0.72;
  const name = `front${paint[0]}${lit}`;
  const face: Tone = { depth, name, offset: [paint[0] - (lit ? 0 : 20), paint[1], paint[2] - (lit ? 0 : 8)] };
  stage.fill(
    [px(u), foot(u), px(u), roofAt(u), px(v), roofAt(v), px(v), foot(v)],
    "wall",
    face,
    stage.grainy(lit ? 0.58 : 0.44, 0.16, 8, 8),
    Math.PI / 2,
    0.8,
  );
  stage.fill(
    [
      px(u),
      roofAt(u),
      px(u) - side * 0.02 * u,
      roofAt(u) - 0.05 * u - 0.008,
      px(v) - side * 0.03 * v,
      roofAt(v) - 0.07 * v - 0.01,
      px(v),
      roofAt(v),
    ],
    "roof",
    { depth, offset: [lit ? 0 : -10, 0, 0], name: `eaves${lit}` },
    0.5,
    side * 0.5,
    0.7,
  );
  const columns = 2 + Math.round((v - u) * 2);
  for (let c = 0; c < columns; c++) {
    const t0 = u + ((v - u) * (c + 0.28)) / columns;
    const t1 = u + ((v - u) * (c + 0.72)) / columns;
    for (let r = 0; r < 4; r++) {
      const k0 = 0.12 + r * 0.235;
      const y = (t: number, k: number) => foot(t) + (roofAt(t) - foot(t)) * k;
      const dark = stage.setting.climate.hour === "night" && random.chance(0.4);
      const tone: Tone = { depth, fine: true, ...(dark ? { color: [16, 0, -10] as Lab, name: "unlit" } : {}) };
      const low = r === 0 ? 0.01 : k0;
      if (r === 0 && random.chance(0.5)) {
        stage.fill(
          [
            px(t0),
            y(t0, 0.24),
            px(t1),
            y(t1, 0.24),
            px(t1) - side * 0.03,
            y(t1, 0.19),
            px(t0) - side * 0.03,
            y(t0, 0.19),
          ],
          "cloth",
          { depth, name: `awning${c % 2}`, offset: c % 2 ? [20, 30, 44] : [40, -8, 30], fine: true },
          0.6,
          0.2,
          0.5,
        );
      }
      stage.fill(
        [px(t0), y(t0, low), px(t0), y(t0, k0 + 0.13), px(t1), y(t1, k0 + 0.13), px(t1), y(t1, low)],
        "window",
        r === 0 ? { ...tone, name: `door ${tone.name ?? ""}` } : tone,
        0.5,
        Math.PI / 2,
        0.45,
      );
    }
  }
  if (random.chance(0.6)) {
    const t = u + (v - u) * 0.4;
    stage.fill(
      box(px(t) - 0.014 * t, roofAt(t) - 0.14 * t, 0.03 * t + 0.004, 0.12 * t),
      "wall",
      { depth, name: "chimney", offset: [-26, 10, 6] },
      0.5,
      Math.PI / 2,
      0.5,
    );
  }
}
