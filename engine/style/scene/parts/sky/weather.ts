import { blob, limb } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";

/** What falls or hangs in front of everything. */
export function paintWeather(stage: Stage, horizon: number, rainbow: boolean): void {
  const { weather } = stage.setting.climate;
  if (rainbow) arc(stage, horizon);
  if (weather === "rain") rain(stage);
  if (weather === "snow") flakes(stage);
}

function rain(stage: Stage): void {
  const random = stage.random.branch("rain");
  const slant = random.between(0.08, 0.24) * random.sign();
  for (let i = 0; i < 170 * stage.w; i++) {
    const x = random.between(-0.1, 1.1) * stage.w;
    const y = random.between(-0.05, 1) * stage.h;
    const reach = random.between(0.03, 0.09);
    stage.fill(
      limb([x, y, x + slant * reach, y + reach], 0.0011, 0.0016),
      "foam",
      { name: "rain", depth: 0.8, offset: [-14, 0, -4], fine: true },
      0.5,
      Math.PI / 2 - slant,
      0.4,
    );
  }
}

function flakes(stage: Stage): void {
  const random = stage.random.branch("flakes");
  for (let i = 0; i < 240 * stage.w; i++) {
    const near = random.next() ** 2;
    const r = 0.002 + 0.006 * near;
    stage.fill(
      blob(random.next() * stage.w, random.next() * stage.h, r, r, 0.2, i),
      "snow",
      { name: "flake", depth: 0.9, fine: true },
      0.7,
      0,
      0.4,
    );
  }
}

/** Bands of mist that lie on the land and thin out upwards. */
export function paintMist(stage: Stage, horizon: number): void {
  const random = stage.random.branch("mist");
  for (let k = 0; k < 3; k++) {
    const y = horizon + (k - 0.8) * 0.05 + random.between(-0.02, 0.02);
    const tall = 0.025 + 0.014 * k;
    const layer = stage.tone("cloud", { name: `mist${k}`, depth: 0.3 + 0.1 * k });
    stage.canvas.rows(
      y - tall,
      y + tall,
      { layer, shade: stage.grainy(0.6, 0.15, 2, 12), angle: 0, grain: 1.5 },
      (px, py) => {
        const t = 1 - ((py - y) / tall) ** 2;
        return t * 0.62 + 0.9 * (stage.noise(px * 1.3 + k * 5, py * 9) - 0.5) > 0.52;
      },
    );
  }
}

function arc(stage: Stage, horizon: number): void {
  const cx = stage.w * (0.5 - stage.light.x * 0.12);
  const cy = horizon + 0.1;
  const hues = [
    [56, 52, 36],
    [70, 30, 56],
    [88, 0, 60],
    [64, -36, 34],
    [54, -4, -40],
    [46, 30, -40],
  ] as const;
  const band = 0.014;
  hues.forEach((color, k) => {
    const outer = Math.min(stage.w * 0.46, horizon * 0.96 + 0.1) - k * band;
    const layer = stage.tone("halo", {
      name: `arc${k}`,
      color: [color[0] * 0.6 + 34, color[1] * 0.55, color[2] * 0.55],
      depth: 0.7,
    });
    stage.canvas.rows(
      0,
      horizon,
      { layer, shade: 0.6, angle: (x, y) => Math.atan2(y - cy, x - cx) + Math.PI / 2, grain: 1 },
      (x, y) => {
        const r = Math.hypot(x - cx, y - cy);
        return r < outer && r > outer - band && stage.noise(x * 9, y * 9) > 0.24;
      },
    );
  });
}
