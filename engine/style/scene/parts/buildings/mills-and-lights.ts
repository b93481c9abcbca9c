import { box, curve, line } from "../../draw/path.ts";
import type { Stage, Tone } from "../../stage.ts";

const upright = Math.PI / 2;

/** A banded tower with its lantern. */
export function paintLighthouse(stage: Stage, x: number, base: number, tall: number, depth: number): void {
  const night = stage.setting.climate.hour === "night";
  const half = tall * 0.1;
  const taper = 0.62;
  const round = stage.round(x, base - tall / 2, half, tall * 2, 0.54, 0.4);
  const band = (from: number, to: number, tone: Tone) => {
    const width = (t: number) => half * (1 - (1 - taper) * t);
    stage.fill(
      [
        x - width(from),
        base - tall * from,
        x - width(to),
        base - tall * to,
        x + width(to),
        base - tall * to,
        x + width(from),
        base - tall * from,
      ],
      "wall",
      tone,
      round,
      upright,
      0.7,
    );
    const d = -stage.light.x;
    stage.fill(
      [
        x + d * width(from) * 0.25,
        base - tall * from,
        x + d * width(to) * 0.25,
        base - tall * to,
        x + d * width(to),
        base - tall * to,
        x + d * width(from),
        base - tall * from,
      ],
      "wall",
      {
        ...tone,
        name: `${tone.name} shade`,
        offset: [(tone.offset?.[0] ?? 0) - 16, tone.offset?.[1] ?? 0, (tone.offset?.[2] ?? 0) - 8],
      },
      round,
      upright,
      0.7,
    );
  };
  const white: Tone = { depth, name: "light tower", offset: [6, -2, -6] };
  const red: Tone = { depth, name: "light band", offset: [-34, 48, 22] };
  for (let k = 0; k < 5; k++) band(k * 0.16, (k + 1) * 0.16, k % 2 ? red : white);
  stage.fill(
    box(x - half * 0.85, base - tall * 0.83, half * 1.7, tall * 0.035),
    "wall",
    { depth, name: "gallery", offset: [-50, 0, -6] },
    0.4,
    0,
    0.5,
  );
  stage.fill(
    box(x - half * 0.42, base - tall * 0.93, half * 0.84, tall * 0.1),
    "window",
    { depth, fine: true, name: "lamp", color: night ? [94, 6, 56] : [84, 2, 40] },
    0.7,
    upright,
    0.5,
  );
  stage.fill(
    [x - half * 0.56, base - tall * 0.93, x, base - tall, x + half * 0.56, base - tall * 0.93],
    "roof",
    { depth, name: "cap" },
    0.45,
    1,
    0.5,
  );
  if (night) {
    const way = stage.light.x > 0 ? -1 : 1;
    stage.fill(
      [x, base - tall * 0.885, x + way * 1.4, base - tall * 0.72, x + way * 1.4, base - tall * 1.1],
      "halo",
      { name: "beam", depth: 0.7 },
      (px) => 0.8 - 0.4 * Math.abs(px - x),
      0.05,
      1,
    );
  }
  for (const k of [0.3, 0.55])
    stage.fill(
      box(x - half * 0.12, base - tall * k, half * 0.22, tall * 0.05),
      "window",
      { depth, fine: true },
      0.4,
      upright,
      0.4,
    );
  stage.fill(box(x + half * 0.7, base - tall * 0.14, tall * 0.22, tall * 0.14), "wall", white, 0.55, upright, 0.6);
  stage.fill(
    [
      x + half * 0.5,
      base - tall * 0.13,
      x + half * 0.9,
      base - tall * 0.23,
      x + half * 0.7 + tall * 0.18,
      base - tall * 0.23,
      x + half * 0.7 + tall * 0.25,
      base - tall * 0.13,
    ],
    "roof",
    { depth },
    0.5,
    0.8,
    0.6,
  );
}

/** A mill with its four sails turned by chance. */
export function paintWindmill(stage: Stage, x: number, base: number, tall: number, depth: number): void {
  const random = stage.random.branch("windmill");
  const round = stage.round(x, base - tall * 0.4, tall * 0.2, tall, 0.52, 0.36);
  const d = -stage.light.x;
  stage.fill(
    [
      x - tall * 0.17,
      base,
      x - tall * 0.1,
      base - tall * 0.72,
      x + tall * 0.1,
      base - tall * 0.72,
      x + tall * 0.17,
      base,
    ],
    "wall",
    { depth, name: "mill" },
    round,
    upright,
    0.7,
  );
  stage.fill(
    [
      x + d * tall * 0.04,
      base,
      x + d * tall * 0.03,
      base - tall * 0.72,
      x + d * tall * 0.1,
      base - tall * 0.72,
      x + d * tall * 0.17,
      base,
    ],
    "wall",
    { depth, name: "mill shade", offset: [-18, 1, -6] },
    round,
    upright,
    0.7,
  );
  stage.fill(
    curve(
      [
        x - tall * 0.13,
        base - tall * 0.71,
        x - tall * 0.09,
        base - tall * 0.84,
        x,
        base - tall * 0.9,
        x + tall * 0.09,
        base - tall * 0.84,
        x + tall * 0.13,
        base - tall * 0.71,
      ],
      4,
    ),
    "roof",
    { depth, name: "cap" },
    0.5,
    0.6,
    0.6,
  );
  stage.fill(
    box(x - tall * 0.035, base - tall * 0.15, tall * 0.07, tall * 0.15),
    "window",
    { depth, fine: true, color: [26, 10, 10], name: "door" },
    0.4,
    upright,
    0.5,
  );
  const hubY = base - tall * 0.74;
  const turn = random.between(0.2, 1.3);
  for (let k = 0; k < 4; k++) {
    const a = turn + (k * Math.PI) / 2;
    const c = Math.cos(a);
    const s = Math.sin(a);
    const p = (u: number, v: number): [number, number] => [x + (u * c - v * s) * tall, hubY + (u * s + v * c) * tall];
    stage.fill(
      [...p(0.06, 0.012), ...p(0.52, 0.012), ...p(0.52, 0.1), ...p(0.1, 0.1)],
      "sail",
      { depth, name: "vane", offset: [-6, 1, 4] },
      0.55,
      a,
      0.6,
    );
    stage.fill(line(x, hubY, ...p(0.54, 0), tall * 0.009), "trunk", { depth, fine: true, name: "vane" }, 0.4, a, 0.4);
    for (const u of [0.2, 0.32, 0.44])
      stage.fill(
        line(...p(u, 0), ...p(u, 0.1), tall * 0.005),
        "trunk",
        { depth, fine: true, name: "vane" },
        0.4,
        a + upright,
        0.3,
      );
  }
}
