import type { Lab } from "../../climate.ts";
import { box, line } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";

const dusk: Lab[] = [
  [-22, 2, 2],
  [-14, 8, 8],
  [-30, 0, -6],
  [-8, 2, 4],
];

/** By day warm: a grey front in the shade is taken for the sky's lilac by hands that have it. */
const stone: Lab[] = [
  [-13, 6, 16],
  [-16, 15, 18],
  [-23, 3, 10],
  [-3, 2, 10],
];

/** A city's far front: boxes that overlap, darker and clearer as they come nearer; lit panes by night. */
export function paintSkyline(stage: Stage, base: number, height: number, rows: number): void {
  const random = stage.random.branch("skyline");
  const { w } = stage;
  const night = stage.setting.climate.hour === "night";
  for (let row = 0; row < rows; row++) {
    const near = rows === 1 ? 1 : row / (rows - 1);
    const depth = 0.22 + 0.5 * near;
    const step = 0.065 + 0.055 * near;
    for (let x = -step; x < w + step; ) {
      const width = step * random.between(0.55, 1.5);
      const centre = 1 - 0.65 * Math.abs(x / w - 0.5) * 2;
      const tall = height * (0.35 + 0.65 * random.next() ** 1.4) * (0.6 + 0.6 * centre) * (1 - 0.34 * near);
      paintTower(stage, random, { x, base: base + 0.02 * near, width, tall, depth, night });
      x += width * random.between(0.75, 1.1);
    }
  }
}

/** One block of a town in two faces, with its head and its panes. */
export function paintTower(
  stage: Stage,
  random: Random,
  at: { x: number; base: number; width: number; tall: number; depth: number; night: boolean },
): void {
  const { x, base, width, tall, depth, night } = at;
  const top = base - tall;
  const split = width * random.between(0.55, 0.78);
  const kind = random.whole(0, 3);
  const tint = (night ? dusk : stone)[kind]!;
  const shade = (level: number) => (px: number, py: number) =>
    level - 0.25 * ((py - top) / tall) + 0.2 * (stage.noise(px * 14, py * 14) - 0.5);
  const leftLit = stage.light.x < 0;
  const faces: [number, number, boolean][] = [
    [x, split, leftLit],
    [x + split, width - split, !leftLit],
  ];
  for (const [from, size, lit] of faces) {
    const offset: Lab = lit ? tint : [tint[0] - 13, tint[1], tint[2] - (night ? 6 : 1)];
    stage.fill(
      [from, base + 0.3, from, top, from + size, top, from + size, base + 0.3],
      "wall",
      { depth, name: `tower${kind}${lit}`, offset },
      shade(lit ? 0.66 : 0.5),
      Math.PI / 2,
      0.8,
    );
  }
  head(stage, random, { x, top, width, split, depth, tone: { depth, name: `tower${kind}true`, offset: tint } });
  const pw = Math.max(1.6 / stage.canvas.unit, width * 0.1);
  const ph = pw * 1.5;
  const share = night ? 0.5 : 0.62;
  for (let py = top + ph * 1.3; py < base - ph; py += ph * 2.1) {
    for (let px = x + pw; px < x + width - pw * 1.2; px += pw * 2.1) {
      if (random.next() > share || Math.abs(px + pw / 2 - x - split) < pw * 0.7) continue;
      const tone: Tone = night
        ? { depth: Math.max(0.5, depth), fine: true }
        : { depth, fine: true, offset: [18, 0, 0], name: "city" };
      stage.fill(box(px, py, pw, ph), "window", tone, 0.5, Math.PI / 2, 0.45);
    }
  }
}

/** What a tower ends in: a gable, a spire, a dome, steps, a mast or a plain roof house. */
function head(
  stage: Stage,
  random: Random,
  at: { x: number; top: number; width: number; split: number; depth: number; tone: Tone },
): void {
  const { x, top, width, split, depth, tone } = at;
  const roof = (path: number[], name: string, offset: Lab) =>
    stage.fill(path, "roof", { depth, name, offset: snowy ? [-6, 0, -2] : offset }, 0.5, 1.2, 0.6);
  const snowy = stage.setting.climate.season === "winter";
  const upright = Math.PI / 2;
  const mid = x + width / 2;
  const kind = random.pick(["gable", "gable", "spire", "dome", "steps", "mast", "plain", "hip"] as const);
  const storey = (half: number, from: number, tall: number) =>
    stage.fill(box(mid - half, from - tall, half * 2, tall + 0.003), "wall", tone, 0.55, upright, 0.6);
  if (kind === "gable") {
    roof(
      [
        x - width * 0.04,
        top,
        x + split * 0.5,
        top - width * 0.5,
        x + width * 0.8,
        top - width * 0.46,
        x + width * 1.04,
        top,
      ],
      "gable roof",
      [-8, -6, -8],
    );
    stage.fill([x, top, x + split * 0.5, top - width * 0.48, x + split, top], "wall", tone, 0.6, upright, 0.6);
  } else if (kind === "hip")
    roof(
      [
        x - width * 0.03,
        top,
        x + width * 0.24,
        top - width * 0.3,
        x + width * 0.76,
        top - width * 0.3,
        x + width * 1.03,
        top,
      ],
      "hip",
      [-4, -4, -4],
    );
  else if (kind === "spire") {
    storey(width * 0.26, top, width * 0.4);
    roof(
      [
        mid - width * 0.32,
        top - width * 0.38,
        mid,
        top - width * random.between(1.3, 1.9),
        mid + width * 0.32,
        top - width * 0.38,
      ],
      "tip",
      [-10, -20, -24],
    );
  } else if (kind === "dome") {
    storey(width * 0.36, top, width * 0.16);
    // Half a round: a whole one is a ball on a roof.
    const arc = Array.from({ length: 13 }, (_, i) => Math.PI * (1 + i / 12));
    roof(
      arc.flatMap((a) => [mid + Math.cos(a) * width * 0.36, top - width * 0.14 + Math.sin(a) * width * 0.4]),
      "dome",
      [-2, -22, -18],
    );
    stage.fill(
      line(mid, top - width * 0.5, mid, top - width * 0.9, width * 0.07, width * 0.01),
      "wall",
      tone,
      0.6,
      upright,
      0.5,
    );
    storey(width * 0.44, top, width * 0.08);
  } else if (kind === "steps") {
    storey(width * 0.36, top, width * 0.34);
    storey(width * 0.2, top - width * 0.34, width * 0.3);
  } else if (kind === "mast") {
    storey(width * 0.3, top, width * 0.2);
    stage.fill(
      line(mid, top, mid, top - width * 0.9, 0.003),
      "wall",
      { depth, name: "mast", offset: [-34, 0, -4] },
      0.4,
      upright,
      0.4,
    );
  } else storey(width * 0.2, top, width * 0.14);
}
