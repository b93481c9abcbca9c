import type { Lab } from "../../climate.ts";
import type { Curve } from "../../draw/canvas.ts";
import { blob, curve, line } from "../../draw/path.ts";
import type { Role } from "../../scene.ts";
import type { Stage, Tone } from "../../stage.ts";

/** The course of a road or a river over a plane: its middle and half-width at each height. */
export interface Course {
  middle: (y: number) => number;
  half: (y: number) => number;
  top: number;
}

/** A course that starts at `top` and winds from one place to another, `width` wide at the lower edge. */
export function course(stage: Stage, top: number, from: number, to: number, width: number, bends: number): Course {
  const random = stage.random.branch("course");
  const swing = random.sign() * random.between(0.16, 0.3) * bends;
  const span = stage.h - top;
  const middle = (y: number) => {
    const t = Math.max(0, (y - top) / span);
    return from + (to - from) * t ** 1.3 + swing * Math.sin(Math.sqrt(t) * Math.PI * 2.1) * (0.12 + t * 0.9);
  };
  return { middle, half: (y) => 0.004 + width * Math.max(0, (y - top) / span) ** 1.45, top };
}

/** A road with its ruts, or a river with its banks, where `where` allows. */
export function paintCourse(
  stage: Stage,
  path: Course,
  role: Role,
  tone: Tone,
  where?: (x: number, y: number) => boolean,
): void {
  const { middle, half } = path;
  const edge = (x: number, y: number) => half(y) * (1 + 0.3 * (stage.noise(x * 6, y * 9) - 0.5));
  const inside = (grow: number) => (x: number, y: number) =>
    Math.abs(x - middle(y)) < edge(x, y) * grow && (!where || where(x, y));
  const along = (x: number, y: number) =>
    Math.PI / 2 - Math.atan2(middle(y + 0.02) - middle(y - 0.02), 0.04) + 0.25 * (stage.noise(x * 7, y * 7) - 0.5);
  const level = (x: number, y: number) =>
    0.52 + 0.3 * (stage.noise(x * 5, y * 22) - 0.5) + 0.16 * ((x - middle(y)) / half(y)) * -stage.light.x;
  const bank: Tone = { depth: 0.7, name: "bank", offset: [-9, 1, -3] };
  const paint = (layer: number, level_: (x: number, y: number) => number) => ({
    layer,
    shade: level_,
    angle: role === "road" ? along : 0.03,
    grain: 0.9,
  });
  if (role !== "road") stage.canvas.rows(path.top, stage.h, paint(stage.tone("earth", bank), level), inside(1.22));
  stage.canvas.rows(path.top, stage.h, paint(stage.tone(role, tone), level), inside(1));
  if (role !== "road") return;
  const rut = stage.tone(role, { ...tone, name: "rut", offset: [-9, 1, -2] });
  stage.canvas.rows(path.top, stage.h, paint(rut, level), (x, y) => {
    const u = (x - middle(y)) / half(y);
    return inside(1)(x, y) && Math.abs(Math.abs(u) - 0.42) < 0.12 && stage.noise(x * 8, y * 14) > 0.4;
  });
}

/** Crop rows running to one point on the horizon. */
export function paintRows(
  stage: Stage,
  top: Curve,
  horizon: number,
  row: { role: Role; color: Lab | undefined; name: string },
  focus: number,
): void {
  const { canvas } = stage;
  const u = (x: number, y: number) => (x - focus) / (y - horizon + 0.03);
  const profile = (x: number, y: number) => {
    const t = u(x, y) * 3.2;
    const k = Math.abs(t - Math.round(t)) * 2;
    return k + 0.22 * (stage.noise(x * 18, y * 24) - 0.5);
  };
  const angle = (x: number, y: number) => Math.atan2(y - horizon + 0.03, x - focus);
  const shade = (x: number, y: number) => 0.72 - 0.4 * profile(x, y) + 0.4 * (stage.noise(x * 26, y * 26) - 0.5);
  const soil = stage.tone("earth", { depth: 0.75, name: "rows" });
  canvas.below(top, { layer: soil, shade: stage.grainy(0.5, 0.3, 8, 20), angle, grain: 0.8 });
  const color = row.color ? { color: row.color } : {};
  const body = stage.tone(row.role, { depth: 0.78, name: row.name, ...color });
  const dark = stage.tone(row.role, { depth: 0.78, name: `${row.name} dark`, offset: [-10, 1, -4], ...color });
  canvas.below(top, { layer: dark, shade, angle, grain: 0.7 }, undefined, (x, y) => profile(x, y) < 0.68);
  canvas.below(
    top,
    { layer: body, shade, angle, grain: 0.7 },
    undefined,
    (x, y) => profile(x + 0.012 * stage.light.x, y) < 0.48,
  );
}

/** Standing corn: strokes that rise and lean with the wind. */
export function paintWheat(stage: Stage, top: Curve, color: Lab, name = "wheat"): void {
  const { canvas, h } = stage;
  const paint = (offset: Lab | undefined, extra: string) => ({
    layer: stage.tone("grass", { depth: 0.8, name: `${name} ${extra}`, color, ...(offset ? { offset } : {}) }),
    shade: (x: number, y: number) => 0.52 + 0.5 * (stage.noise(x * 30, y * 7) - 0.5) - 0.12 * ((y - top(x)) / h),
    angle: (x: number, y: number) => -Math.PI / 2 + 0.9 * (stage.noise(x * 1.6, y * 2.4) - 0.5) - 0.25 * stage.light.x,
    grain: 0.8,
  });
  canvas.below(top, paint(undefined, ""));
  canvas.below(top, paint([-12, 5, -10], "dark"), undefined, (x, y) => stage.noise(x * 3, (y - top(x)) * 8) > 0.62);
  canvas.below(top, paint([9, -3, 6], "lit"), undefined, (x, y) => stage.noise(x * 14 + 9, y * 6) > 0.68);
}

/** A boulder in three planes. */
export function paintRock(stage: Stage, x: number, base: number, size: number, depth: number): void {
  const random = stage.random.branch(`rock ${x.toFixed(3)}`);
  const points: number[] = [];
  for (let i = 0; i < 9; i++) {
    const a = Math.PI + (i / 8) * Math.PI;
    points.push(
      x + Math.cos(a) * size * random.between(0.75, 1.1),
      base + Math.sin(a) * size * random.between(0.45, 0.8),
    );
  }
  const shade = stage.round(x, base - size * 0.3, size, size * 0.7, 0.5, 0.3);
  const angle = (px: number) => Math.PI / 2 + ((px - x) / size) * 0.8;
  stage.fill(points, "rock", { depth, name: "boulder" }, shade, angle, 0.8);
  const dark = points.map((v, i) =>
    i % 2 ? base + (v - base) * 0.86 : x + (v - x) * 0.8 - stage.light.x * size * 0.16,
  );
  stage.fill(dark, "rock", { depth, name: "boulder dark", offset: [-13, 0, -4] }, shade, angle, 0.8);
  const top = points.map((v, i) =>
    i % 2 ? base - size * 0.12 + (v - base) * 0.8 : x + (v - x) * 0.62 + stage.light.x * size * 0.2,
  );
  stage.fill(top, "rock", { depth, name: "boulder lit", offset: [10, 1, 4] }, shade, angle, 0.8);
}

/** Reeds or tall grass at a foreground edge. */
export function paintReeds(stage: Stage, x: number, base: number, spread: number, tall: number, count: number): void {
  const random = stage.random.branch(`reeds ${x.toFixed(3)}`);
  for (let i = 0; i < count; i++) {
    const rx = x + random.normal() * spread * 0.5;
    const height = tall * random.between(0.5, 1.1);
    const lean = random.between(-0.3, 0.3) * height;
    const lit = random.chance(0.4);
    const path = curve([rx, base, rx + lean * 0.3, base - height * 0.6, rx + lean, base - height], 4, false);
    const tone: Tone = { depth: 0.9, name: lit ? "reed lit" : "reed", offset: lit ? [10, 2, 10] : [-8, 0, -4] };
    const half = tall * 0.016;
    const out: number[] = [];
    const back: number[] = [];
    for (let k = 0; k < path.length; k += 2) {
      const w = half * (1 - k / path.length) + 0.0008;
      out.push(path[k]! - w, path[k + 1]!);
      back.unshift(path[k]! + w, path[k + 1]!);
    }
    stage.fill([...out, ...back], "stem", tone, stage.grainy(0.5, 0.3, 10, 10), -Math.PI / 2 + lean, 0.5);
    if (random.chance(0.22))
      stage.fill(
        blob(rx + lean, base - height, tall * 0.02, tall * 0.075),
        "earth",
        { depth: 0.9, name: "reed head", offset: [-14, 2, 0] },
        0.5,
        Math.PI / 2,
        0.5,
      );
  }
}

/** Posts and rails across the picture. */
export function paintFence(stage: Stage, y: (x: number) => number, tall: number): void {
  const random = stage.random.branch("fence");
  const step = tall * 1.3;
  for (let x = -step; x < stage.w + step; x += step) {
    const lean = random.between(-0.06, 0.06) * tall;
    stage.fill(
      line(x, y(x) + 0.01, x + lean, y(x) - tall, tall * 0.05),
      "trunk",
      { depth: 0.85, name: "post", offset: [16, 0, 4] },
      0.5,
      Math.PI / 2,
      0.5,
    );
    for (const k of [0.4, 0.8])
      stage.fill(
        line(x, y(x) - tall * k, x + step, y(x + step) - tall * (k + random.between(-0.06, 0.06)), tall * 0.035),
        "trunk",
        { depth: 0.85, name: "rail", offset: [22, 0, 6] },
        0.5,
        0,
        0.5,
      );
  }
}
