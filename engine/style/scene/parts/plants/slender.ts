import type { Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb } from "../../draw/path.ts";
import type { Random } from "../../draw/random.ts";
import type { Stage, Tone } from "../../stage.ts";
import { paintBroadleaf, paintFlatCrown, type Tip, type Tree } from "./broadleaf.ts";

/** A slim crown round one stem: cypress (closed, flame-like) or poplar (looser). */
export function paintColumn(stage: Stage, random: Random, tree: Tree): void {
  const { x, base, height } = tree;
  const slim = tree.kind === "cypress" ? 0.105 : 0.13;
  stage.fill(
    limb([x, base, x, base - height * 0.3], height * 0.022, height * 0.015),
    "trunk",
    { depth: tree.depth },
    0.4,
    Math.PI / 2,
    0.6,
  );
  const lean = random.between(-0.05, 0.05) * height;
  const tips: Tip[] = [];
  const count = 26;
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const half = slim * height * Math.sin(Math.PI * Math.min(1, 0.12 + 0.88 * t)) ** 0.75 * (1.05 - 0.25 * t);
    tips.push({
      x: x + lean * t * t + random.between(-0.6, 0.6) * half,
      y: base - height * (0.06 + 0.94 * t),
      size: half,
    });
  }
  const flame = (px: number, py: number) => Math.PI / 2 + 0.5 * (stage.noise(px * 9, py * 5) - 0.5);
  for (const [name, offset, shift, scale, level] of [
    ["dark", [-9, 2, -6], 0.25, 1.15, 0.36],
    ["body", undefined, 0, 0.95, 0.5],
    ["lit", [9, 0, 8], -0.5, 0.5, 0.64],
  ] as const) {
    for (const tip of tips) {
      const r = tip.size * scale * random.between(0.6, 1);
      const cx = tip.x + shift * tip.size * -stage.light.x;
      const shade = (px: number, py: number) =>
        level + 0.2 * ((px - x) / (slim * height)) * stage.light.x + 0.4 * (stage.noise(px * 30, py * 12) - 0.5);
      const tone: Tone = offset ? { depth: tree.depth, name, offset: [...offset] } : { depth: tree.depth, name };
      stage.fill(
        blob(cx, tip.y, r * 0.75, r * 1.9 + height * 0.012, 0.35, tip.y * 90, 6, lean * 2),
        "leaf",
        tone,
        shade,
        flame,
        0.7,
      );
    }
  }
}

/** Conifer: drooping fans of twigs in tiers, ragged at the edge. */
export function paintPine(stage: Stage, random: Random, tree: Tree): void {
  const { x, base, height } = tree;
  const half = height * random.between(0.2, 0.26);
  const evergreen = stage.setting.climate.season === "winter" ? stage.chosen("leaf", [40, -15, 9]) : {};
  stage.fill(
    limb([x, base, x, base - height * 0.9], height * 0.018, height * 0.004),
    "trunk",
    { depth: tree.depth },
    0.35,
    Math.PI / 2,
    0.6,
  );
  const tiers = Math.max(7, Math.min(22, Math.round(height * 40)));
  const fall = (height * 0.94) / tiers;
  for (let i = 0; i <= tiers; i++) {
    const t = i / tiers;
    const y = base - height * 0.08 - i * fall;
    const reach = half * (1 - t) ** 0.85 + height * 0.008;
    const twigs = Math.max(3, Math.round(3 + reach * 60 * (height > 0.25 ? 1.3 : 0.8)));
    for (let k = 0; k < twigs; k++) {
      const u = ((k + random.between(0.2, 0.8)) / twigs) * 2 - 1;
      const side = u < 0 ? -1 : 1;
      const run = Math.abs(u) * reach * random.between(0.75, 1.15);
      const drop = fall * (0.5 + 0.9 * Math.abs(u)) * random.between(0.7, 1.3);
      const lit = u * stage.light.x + random.between(-0.45, 0.35) > 0;
      const offset: Lab = lit ? [8, 0, 7] : [-7, 1, -5];
      const spine = [
        x + side * run * 0.1,
        y - fall * 1.5,
        x + side * run * 0.6,
        y - fall * 0.5 + drop * 0.25,
        x + side * run,
        y - fall * 0.3 + drop,
      ];
      const shade = (px: number, py: number) => (lit ? 0.6 : 0.38) + 0.3 * (stage.noise(px * 40, py * 26) - 0.5);
      stage.fill(
        limb(spine, fall * (0.16 + 0.36 * (1 - t)), fall * 0.1),
        "leaf",
        { depth: tree.depth, name: lit ? "pine lit" : "pine", offset, ...evergreen },
        shade,
        side > 0 ? 0.8 : 2.3,
        0.6,
      );
    }
  }
}

/** A leaning stem under a tuft of arching leaves. */
export function paintPalm(stage: Stage, random: Random, tree: Tree): void {
  const { x, base, height } = tree;
  const lean = random.between(0.08, 0.25) * random.sign() * height;
  const spine = curve([x, base, x + lean * 0.25, base - height * 0.35, x + lean, base - height * 0.78], 6, false);
  stage.fill(
    limb(spine, height * 0.022, height * 0.014),
    "trunk",
    { depth: tree.depth, offset: [12, 0, 2], name: "palm" },
    stage.grainy(0.5, 0.3, 4, 60),
    Math.PI / 2,
    0.5,
  );
  const cx = x + lean;
  const cy = base - height * 0.78;
  for (let i = 0; i < 11; i++) {
    const a = -Math.PI * (0.02 + (i / 10) * 0.96) + random.between(-0.12, 0.12);
    const reach = height * random.between(0.26, 0.36);
    const points: Path = [];
    for (let k = 0; k <= 6; k++) {
      const t = k / 6;
      points.push(cx + Math.cos(a) * reach * t, cy + Math.sin(a) * reach * t + reach * 0.75 * t * t);
    }
    const lit = Math.cos(a) * stage.light.x > 0;
    stage.fill(
      limb(points, height * 0.03, height * 0.004),
      "leaf",
      { depth: tree.depth, name: lit ? "lit" : "dark", offset: lit ? [9, 0, 8] : [-8, 2, -5] },
      stage.grainy(0.5, 0.4, 60, 20),
      a + 0.4,
      0.6,
    );
  }
}

/** A crown from which strands hang. */
export function paintWillow(stage: Stage, random: Random, tree: Tree): void {
  paintBroadleaf(stage, random, { ...tree, height: tree.height * 0.86 }, 1.15, 3);
  for (let i = 0; i < 46; i++) {
    const u = random.between(-1, 1);
    const x = tree.x + u * tree.height * 0.4;
    const y = tree.base - tree.height * (0.74 - 0.26 * u * u) + random.between(-0.03, 0.03);
    const drop = tree.height * random.between(0.22, 0.5);
    const lit = u * stage.light.x > random.between(-0.4, 0.4);
    const strand = [x, y, x + u * 0.02, y + drop * 0.5, x + u * 0.01, y + drop];
    stage.fill(
      limb(strand, tree.height * 0.016, tree.height * 0.003),
      "leaf",
      {
        depth: tree.depth,
        name: lit ? "lit" : "body",
        ...(lit ? { offset: [11, 1, 10] as Lab } : {}),
      },
      stage.grainy(0.5, 0.35, 40, 10),
      Math.PI / 2,
      0.6,
    );
  }
}

/** A stem that carries a flat crown. */
export function paintUmbrellaPine(stage: Stage, random: Random, tree: Tree): void {
  const { x, base, height } = tree;
  const lean = random.between(-0.12, 0.12) * height;
  const spine = curve([x, base, x + lean * 0.8, base - height * 0.4, x + lean, base - height * 0.75], 5, false);
  stage.fill(limb(spine, height * 0.026, height * 0.014), "trunk", { depth: tree.depth }, 0.45, Math.PI / 2, 0.6);
  const tips: Tip[] = [];
  for (let i = 0; i < 18; i++) {
    const u = random.between(-1, 1);
    tips.push({
      x: x + lean + u * height * 0.36,
      y: base - height * (0.78 + 0.14 * (1 - u * u)) + random.between(-0.01, 0.03) * height,
      size: 1,
    });
  }
  for (const tip of tips.slice(0, 6))
    stage.fill(
      limb([x + lean, base - height * 0.7, tip.x, tip.y], height * 0.009, height * 0.004),
      "trunk",
      { depth: tree.depth },
      0.4,
      -1.2,
      0.5,
    );
  paintFlatCrown(stage, random, tips, height * 0.075, tree);
}
