import type { Lab } from "../../climate.ts";
import { blob, curve } from "../../draw/path.ts";
import type { Stage } from "../../stage.ts";
import { type BloomKind, hueCount, paintBloom, usualHues } from "../plants/blooms.ts";
import { paintLeaf, paintStem } from "../plants/leaves.ts";
import { shadowOn } from "./room.ts";

const glazes: Lab[] = [
  [52, -6, -30],
  [88, 1, 6],
  [50, 34, 32],
  [46, -22, 10],
  [68, 14, 42],
  [30, 4, -20],
  [62, -20, -10],
];

/** A vase with its shadow; tells where flowers go in. */
export function paintVase(stage: Stage, x: number, base: number, tall: number): { mouth: number; half: number } {
  const random = stage.random.branch("vase");
  const glaze = stage.chosen("vase", random.pick(glazes));
  const forms = [
    [0.1, 0.13, 0.3, 0.34, 0.22, 0.13, 0.17],
    [0.2, 0.26, 0.31, 0.3, 0.25, 0.2, 0.24],
    [0.16, 0.2, 0.24, 0.26, 0.28, 0.3, 0.3],
    [0.12, 0.3, 0.38, 0.34, 0.2, 0.12, 0.14],
    [0.22, 0.27, 0.25, 0.21, 0.19, 0.22, 0.29],
    [0.15, 0.16, 0.22, 0.31, 0.34, 0.24, 0.19],
    [0.24, 0.34, 0.38, 0.37, 0.31, 0.22, 0.21],
  ];
  const form = random.pick(forms);
  const last = form.length - 1;
  /** The side of the vase at a share of its half-width, from foot to mouth. */
  const side = (share: number) => {
    const points: number[] = [];
    for (const [i, half] of form.entries()) points.push(x + share * half * tall, base - (tall * i) / last);
    return curve(points, 5, false);
  };
  const reversed = (path: number[]) => path.map((_, i) => path[path.length - 2 - 2 * Math.floor(i / 2) + (i % 2)]!);
  const between = (from: number, to: number) => [...side(from), ...reversed(side(to))];
  const widest = Math.max(...form) * tall;
  shadowOn(stage, x, base - 0.004, widest);
  const body = stage.round(x, base - tall * 0.5, widest, tall, 0.52, 0.4);
  stage.fill(
    between(-1, 1),
    "vase",
    { depth: 0.85, ...glaze },
    body,
    (px) => Math.PI / 2 + ((px - x) / widest) * 0.5,
    0.9,
  );
  const dark = -stage.light.x;
  for (const [from, to, name, L] of [
    [0.16, 1, "half shade", -8],
    [0.52, 1, "shade", -18],
    [0.9, 1, "back light", -9],
    [-0.96, -0.6, "lit", 8],
  ] as const)
    stage.fill(
      between(dark * from, dark * to),
      "vase",
      { depth: 0.85, name, offset: [L, 0, L < 0 ? -2 : 2], ...glaze },
      body,
      Math.PI / 2,
      0.9,
    );
  const foot = form[0]! * tall;
  const standing = { depth: 0.85, name: "shade", offset: [-18, 0, -2] as Lab, ...glaze };
  stage.fill(blob(x, base - 0.002, foot * 0.98, foot * 0.13), "vase", standing, 0.4, 0, 0.7);
  stage.fill(
    blob(x - dark * widest * 0.45, base - tall * 0.55, widest * 0.1, tall * 0.14, 0.2, 3),
    "vase",
    { depth: 0.85, name: "light", offset: [26, 0, 4], fine: true, ...glaze },
    0.7,
    Math.PI / 2,
    0.6,
  );
  const mouth = form[last]! * tall;
  stage.fill(
    blob(x, base - tall, mouth, mouth * 0.22),
    "vase",
    { depth: 0.85, name: "mouth", offset: [-26, 0, 0], ...glaze },
    0.4,
    0,
    0.6,
  );
  return { mouth: base - tall, half: mouth };
}

/** Flowers that rise from the mouth of a vase. */
export function paintBouquet(
  stage: Stage,
  x: number,
  mouth: number,
  spread: number,
  count: number,
  kinds: BloomKind[],
): void {
  const random = stage.random.branch("bouquet");
  const only = kinds.length === 1 ? usualHues[kinds[0]!] : undefined;
  const first = only ? random.pick(only) : random.whole(0, hueCount - 1);
  const palette = only ? [first, first, random.pick(only)] : [first, first, (first + random.whole(1, 3)) % hueCount, 5];
  const blooms = Array.from({ length: count }, (_, i) => {
    const a = -Math.PI / 2 + (((i * 0.618) % 1) - 0.5) * 2.7 + random.between(-0.15, 0.15);
    const r = spread * (0.4 + 0.62 * Math.sqrt(random.next()));
    return {
      x: x + Math.cos(a) * r * 0.92,
      y: mouth - spread * 0.28 + Math.sin(a) * r * 0.95,
      size: spread * random.between(0.17, 0.28),
    };
  }).sort((p, q) => Math.hypot(q.x - x, q.y - mouth) - Math.hypot(p.x - x, p.y - mouth));
  for (const bloom of blooms)
    paintStem(stage, x + (bloom.x - x) * 0.12, mouth + 0.01, bloom.x, bloom.y, spread * 0.012, 0.82);
  for (let i = 0; i < 26; i++) {
    const a = random.between(-3.3, 0.16);
    const r = spread * random.between(0.12, 0.9);
    paintLeaf(
      stage,
      x + Math.cos(a) * r * 0.8,
      mouth - spread * 0.22 + Math.sin(a) * r * 0.8,
      spread * random.between(0.22, 0.42),
      a + random.between(-0.7, 0.7),
      0.82,
    );
  }
  // What hangs over the rim hides where the vase ends.
  for (const side of [-1, 1]) {
    const at = x + side * spread * random.between(0.08, 0.26);
    const turn = side > 0 ? random.between(0.25, 0.9) : Math.PI - random.between(0.25, 0.9);
    paintLeaf(stage, at, mouth, spread * random.between(0.24, 0.36), turn, 0.86);
    if (random.chance(0.6))
      blooms.push({
        x: at + side * spread * 0.1,
        y: mouth - spread * random.between(0.02, 0.14),
        size: spread * random.between(0.15, 0.21),
      });
  }
  for (const bloom of blooms) {
    const turn = Math.atan2(bloom.y - mouth, bloom.x - x) + Math.PI / 2;
    paintBloom(stage, {
      ...bloom,
      kind: random.pick(kinds),
      hue: random.pick(palette),
      depth: 0.9,
      open: random.between(0.7, 1),
      turn: turn * 0.6,
    });
  }
}

/** A bowl for fruit. */
export function paintBowl(stage: Stage, x: number, base: number, half: number): void {
  shadowOn(stage, x, base, half * 0.8);
  const shape = curve(
    [
      x - half,
      base - half * 0.55,
      x - half * 0.7,
      base - half * 0.16,
      x - half * 0.3,
      base,
      x + half * 0.3,
      base,
      x + half * 0.7,
      base - half * 0.16,
      x + half,
      base - half * 0.55,
    ],
    5,
  );
  stage.fill(
    shape,
    "vase",
    { depth: 0.88, name: "bowl", ...stage.chosen("vase", stage.random.branch("bowl").pick(glazes)) },
    stage.round(x, base - half * 0.4, half, half * 0.6),
    0.1,
    0.8,
  );
}
