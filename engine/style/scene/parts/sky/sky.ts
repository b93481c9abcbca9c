import type { Lab } from "../../climate.ts";
import { blob } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage } from "../../stage.ts";

/** What there is to be seen in the sky. */
export interface SkyPlan {
  horizon: number;
  clouds: "none" | "wisps" | "heaps" | "bank" | "storm";
  body?: "sun" | "moon" | undefined;
  stars?: boolean;
  /** Where the sun or moon stands, as shares of the picture's width and of the sky's height. */
  at?: { x?: number; y?: number /** True if no cloud may cover it. */; clear?: boolean };
}

/** Strokes of the sky: level when calm, turning when wild. */
function drift(stage: Stage) {
  const wild = Math.max(0, stage.setting.unrest);
  const e = 0.02;
  return (x: number, y: number) => {
    const u = x * 1.3;
    const v = y * 1.9;
    const dx = stage.noise(u + e, v) - stage.noise(u, v);
    const dy = stage.noise(u, v + e) - stage.noise(u, v);
    const calm = 0.6 * (stage.noise(x * 0.9, y * 1.4) - 0.5);
    return wild > 0.4 ? Math.atan2(-dx, dy) * wild + calm * (1 - wild) : calm;
  };
}

/** The sky down to its horizon, with what stands in it. */
export function paintSky(stage: Stage, plan: SkyPlan): void {
  const { canvas, w } = stage;
  const hz = plan.horizon;
  const angle = drift(stage);
  const night = stage.setting.climate.hour === "night";
  const warm = stage.setting.climate.hour === "sunset" || stage.setting.climate.hour === "dawn";
  const low: Lab = night ? [13, 0, 4] : warm ? [16, 2, 30] : [15, 3, 17];
  const middle: Lab = night ? [5, 1, 0] : warm ? [8, 4, 14] : [7, 1, 8];
  const shade = (x: number, y: number) => 0.28 + (0.46 * y) / hz + 0.3 * (stage.noise(x * 1.1, y * 3.2) - 0.5);
  const wisp = (x: number, y: number) => y / hz + 0.32 * (stage.noise(x * 0.8 + 9, y * 2.4) - 0.5);
  const body = plan.body && placeBody(stage, plan);
  const bands = [
    warm ? stage.tone("sky", { name: "high", offset: [-9, 0, -16] }) : stage.tone("sky"),
    stage.tone("sky", { name: "middle", offset: middle }),
    stage.tone("sky", { name: "low", offset: low }),
  ] as const;
  const role = plan.body;
  const glow = stage.tone("sky", { name: "glow", offset: [18, 6, 38] });
  const ember = stage.tone("sky", { name: "ember", offset: [24, -2, 48] });
  const band = (x: number, y: number) => {
    const height = wisp(x, y);
    if (warm && body && role === "sun") {
      const far = Math.hypot((x - body.x) / 0.62, (y - body.y) / 0.2) + 0.9 * (stage.noise(x * 1.1, y * 5) - 0.5);
      if (far < 0.8) return ember;
      if (far < 1.5) return glow;
    }
    return height > 0.8 ? bands[2] : height > 0.48 ? bands[1] : bands[0];
  };
  canvas.rows(0, hz + 0.1, { layer: band, shade, angle, grain: 1.5 });

  if (body && !plan.at?.clear) paintBody(stage, plan, body, angle);
  if (plan.stars) paintStars(stage, hz);
  if (plan.clouds === "wisps") streaks(stage, hz, 0.62, angle);
  if (plan.clouds === "bank") streaks(stage, hz, 0.5, angle);
  if (plan.clouds === "heaps") heaps(stage, hz, w, 0);
  if (plan.clouds === "storm") {
    streaks(stage, hz, 0.42, angle);
    heaps(stage, hz, w, 1);
  }
  if (body && plan.at?.clear) paintBody(stage, plan, body, angle);
}

interface Disc {
  x: number;
  y: number;
  r: number;
}

/** Where the sun or the moon stands. */
function placeBody(stage: Stage, plan: SkyPlan): Disc {
  const { random, w } = stage;
  const low = stage.setting.climate.hour === "sunset" || stage.setting.climate.hour === "dawn";
  const side = stage.light.x < 0 ? 0.3 : 0.7;
  const x = w * (plan.at?.x ?? side + random.between(-0.12, 0.12));
  const y0 = plan.horizon * (plan.at?.y ?? (low ? random.between(0.62, 0.86) : random.between(0.2, 0.42)));
  const [least, most] = plan.body === "moon" ? [0.035, 0.06] : low ? [0.05, 0.075] : [0.035, 0.05];
  const r = random.between(least!, most!);
  stage.sun = { x, y: Math.max(r * 1.9, y0) };
  return { ...stage.sun, r };
}

function paintBody(stage: Stage, plan: SkyPlan, { x, y, r }: Disc, angle: (x: number, y: number) => number): void {
  const { random } = stage;
  const role = plan.body ?? "sun";
  const low = stage.setting.climate.hour === "sunset" || stage.setting.climate.hour === "dawn";
  const around = (px: number, py: number) => Math.atan2(py - y, px - x) + Math.PI / 2;
  const glow = (px: number, py: number) => 0.9 - 0.5 * (Math.hypot(px - x, py - y) / (r * 3.4));
  const turn = stage.setting.unrest > 0.4 || plan.stars ? around : angle;
  // A low sun has the glow of the sky about it.
  if (!low || role === "moon")
    stage.fill(
      blob(x, y, r * 3.3, r * 2.9, 0.2, stage.phase, 4),
      "halo",
      { name: "wide", offset: [-6, 0, -6] },
      glow,
      turn,
      1.2,
    );
  stage.fill(blob(x, y, r * 1.9, r * 1.8, 0.12, stage.phase + 5, 4), "halo", {}, glow, turn, 1);
  stage.fill(blob(x, y, r, r, 0.03, stage.phase, 4), role, { fine: true }, 0.75, around, 0.8);
  if (role === "moon" && random.chance(0.35))
    stage.fill(blob(x + r * 0.42, y - r * 0.12, r * 0.86, r * 0.86, 0.02, 3, 4), "halo", {}, 0.5, around, 0.9);
}

function paintStars(stage: Stage, hz: number): void {
  const { random, w } = stage;
  const count = Math.round(34 * w * (1 - 0.6 * stage.setting.emptiness));
  for (let i = 0; i < count; i++) {
    const x = random.between(0.01, 0.99) * w;
    const y = random.next() ** 1.2 * hz * 0.86;
    if (stage.sun && Math.hypot(x - stage.sun.x, y - stage.sun.y) < 0.16) continue;
    const big = random.chance(0.22);
    const r = big ? random.between(0.009, 0.015) : random.between(0.0035, 0.007);
    const around = (px: number, py: number) => Math.atan2(py - y, px - x) + Math.PI / 2;
    if (big)
      stage.fill(
        blob(x, y, r * 2.3, r * 2.3, 0.18, i),
        "halo",
        { name: "star", offset: [-6, 0, -4] },
        0.5,
        around,
        0.7,
      );
    stage.fill(blob(x, y, r, r, 0.1, i), "star", { fine: true }, 0.8, around, 0.5);
  }
}

/** Long level clouds, thinner towards the horizon. */
function streaks(stage: Stage, hz: number, threshold: number, angle: (x: number, y: number) => number): void {
  const table = Float32Array.from({ length: 512 }, (_, i) => 1.15 - 0.75 * (i / 500));
  const rows = table.map((near, i) => ((i / 500) * hz * 3.4) / near ** 1.4 + 11);
  const field = (x: number, y: number) => {
    const at = Math.min(510, Math.max(0, (y / hz) * 500));
    const i = Math.floor(at);
    return stage.noise((x * 0.75) / table[i]! + 3, rows[i]! + (rows[i + 1]! - rows[i]!) * (at - i));
  };
  const fade = (y: number) => 0.1 * Math.abs(y / hz - 0.45);
  const shade = (x: number, y: number) =>
    0.55 + 3.2 * (field(x, y + 0.012) - field(x, y)) + 0.5 * (field(x, y) - threshold);
  const { hour } = stage.setting.climate;
  // A low sun lights clouds from below.
  const low = stage.sun !== undefined && (hour === "sunset" || hour === "dawn");
  const under = low ? ([9, 2, 20] as const) : hour === "night" ? ([-7, 0, 2] as const) : ([-13, 0, -3] as const);
  const body = stage.tone("cloud", low ? { depth: 0.6, name: "dusky", offset: [-9, -6, -16] } : { depth: 0.6 });
  const shadow = stage.tone("cloud", { name: "under", offset: [...under], depth: 0.6 });
  const layer = (x: number, y: number) => {
    const edge = threshold + fade(y);
    return field(x, y) > edge ? body : field(x, y - 0.012) > edge ? shadow : -1;
  };
  stage.canvas.rows(0, hz, { layer, shade, angle, grain: 1.2 });
}

/** Heaped clouds: lobes over a flat base, smaller towards the horizon, lit from the light's side. */
function heaps(stage: Stage, hz: number, w: number, anger: number): void {
  const { random, light } = stage;
  const quiet = stage.setting.emptiness;
  const count = Math.max(2, Math.round((anger ? 6 : 5) * w * (1.15 - quiet)));
  const clouds = Array.from({ length: count }, (_, i) => {
    const far = i / Math.max(1, count - 1);
    return {
      x: random.between(-0.1, 1.1) * w,
      y: hz * (0.82 - 0.62 * far + random.between(-0.06, 0.06)),
      size: (0.06 + 0.2 * far * random.between(0.5, 1.15)) * (1 + anger * 0.5) * Math.min(1, hz * 1.8 + 0.2),
      far,
    };
  });
  for (const cloud of clouds) heap(stage, random, cloud, light, anger);
}

function heap(
  stage: Stage,
  random: Random,
  cloud: { x: number; y: number; size: number; far: number },
  light: { x: number; y: number },
  anger: number,
): void {
  const { size } = cloud;
  const tone = { depth: 0.45 + 0.25 * cloud.far };
  const towers = [random.between(-0.5, 0.1), random.between(0.1, 0.7)];
  const lobes = Array.from({ length: 20 }, (_, i) => {
    const t = (i / 19) * 2 - 1 + random.between(-0.06, 0.06);
    const swell = Math.max(...towers.map((at, k) => Math.exp(-(((t - at) / (0.34 + 0.12 * k)) ** 2))));
    const crown = Math.max(0.12, (1 - Math.abs(t) ** 2.2) * (0.3 + 0.7 * swell)) * random.between(0.7, 1.05);
    return {
      x: cloud.x + t * size * 1.6,
      y: cloud.y - crown * size * 0.7 * random.between(0.3, 1),
      r: size * (0.13 + 0.24 * crown),
    };
  }).sort((p, q) => p.y - q.y);
  const under: Lab = [anger ? -14 : -11, 1, -6];
  for (const pass of ["shadow", "lit"] as const) {
    for (const lobe of lobes) {
      const path = blob(lobe.x, lobe.y, lobe.r * 1.3, lobe.r, 0.34, lobe.x * 9 + lobe.y * 31, 8);
      for (let k = 1; k < path.length; k += 2) {
        const px = path[k - 1]!;
        const floor = cloud.y + size * (0.1 + 0.16 * (stage.noise((px / size) * 1.4, cloud.y * 9) - 0.5));
        if (pass === "shadow") path[k] = path[k]! > floor ? floor + (path[k]! - floor) * 0.25 : path[k]!;
        else {
          path[k] = Math.min(
            path[k]! + light.y * lobe.r * 0.14,
            floor - size * 0.12 - 0.1 * size * stage.noise((px / size) * 3, 4),
          );
          path[k - 1] = px + light.x * lobe.r * 0.16;
        }
      }
      const shade = (x: number, y: number) =>
        0.54 +
        0.26 * (((x - lobe.x) / lobe.r) * light.x + ((y - lobe.y) / lobe.r) * light.y) +
        0.2 * (stage.noise(x * 9, y * 9) - 0.5);
      const angle = (x: number, y: number) =>
        ((x - cloud.x) / (size * 2)) * 1.1 + 0.9 * (stage.noise(x * 4, y * 4) - 0.5);
      stage.fill(
        path,
        "cloud",
        pass === "shadow" ? { ...tone, name: "shadow", offset: under } : tone,
        shade,
        angle,
        1.1,
      );
    }
  }
}
