import { curve, limb } from "../../draw/path.ts";
import { course, paintCourse } from "../../parts/land/ground.ts";
import type { BloomKind } from "../../parts/plants/blooms.ts";
import { paintBloom } from "../../parts/plants/blooms.ts";
import { paintBush } from "../../parts/plants/bushes.ts";
import { paintClump } from "../../parts/plants/foliage.ts";
import type { View } from "../../staging.ts";
import type { Land } from "./land.ts";

/** Gardens by view: height of the arch over the path, and the shrubs as places (share from the arch), drops and sizes. */
const gardens: Record<View, { arch: number; shrubs: readonly (readonly [number, number, number])[] }> = {
  open: {
    arch: 0.27,
    shrubs: [
      [-0.24, 0, 0.1],
      [0.26, 0.01, 0.11],
      [0.48, 0.03, 0.13],
      [-0.46, 0.04, 0.12],
    ],
  },
  framed: {
    arch: 0.36,
    shrubs: [
      [-0.22, 0.05, 0.12],
      [0.3, 0.08, 0.16],
      [0.62, 0.22, 0.26],
    ],
  },
  winding: {
    arch: 0.22,
    shrubs: [
      [-0.18, 0.02, 0.08],
      [0.2, 0.06, 0.11],
      [-0.4, 0.14, 0.17],
      [0.5, 0.2, 0.21],
    ],
  },
  low: {
    arch: 0.52,
    shrubs: [
      [-0.3, 0.02, 0.16],
      [0.34, 0.02, 0.2],
      [0.62, 0.06, 0.24],
    ],
  },
  slope: {
    arch: 0,
    shrubs: [
      [-0.5, 0.16, 0.24],
      [-0.2, 0.04, 0.14],
      [0.06, 0, 0.1],
      [0.3, -0.01, 0.09],
    ],
  },
};

/** A garden without its house: a path that leads under an arch to the hedge, and flowering shrubs on both sides. */
export function paintGarden(land: Land, kind: BloomKind): void {
  const { stage, plan, has } = land;
  const { w } = stage;
  const random = stage.random.branch("garden");
  const { arch, shrubs } = gardens[plan.view];
  const crowded = has("person", "portrait", "cat", "dog", "bird", "tree", "fence");
  const x = w * (0.5 + (crowded ? 0.9 : 0.5) * (0.5 - plan.focus));
  const base = land.middle(x) + 0.05;
  paintCourse(stage, course(stage, base, x, w * (0.5 + 0.1 * plan.side), 0.15, 0.45), "road", { depth: 0.8 });
  const hue = random.whole(0, 6);
  const bloom = (bx: number, by: number, size: number, depth: number) =>
    paintBloom(stage, {
      x: bx,
      y: by,
      size,
      kind,
      hue: random.chance(0.75) ? hue : 5,
      depth,
      open: 0.8,
      turn: random.between(-0.5, 0.5),
    });
  if (arch > 0) {
    const half = arch * 0.3;
    const top = base - arch;
    const spine = curve([x - half, base, x - half, top + half, x, top, x + half, top + half, x + half, base], 5, false);
    stage.fill(
      limb(spine, 0.008, 0.008),
      "trunk",
      { depth: 0.7, name: "arch", offset: [10, 0, 4] },
      0.5,
      Math.PI / 2,
      0.5,
    );
    for (let i = 4; i < spine.length - 4; i += 2) {
      const [px, py] = [spine[i]! + random.between(-0.01, 0.01), spine[i + 1]!];
      if (py > base - arch * 0.12) continue;
      const r = arch * random.between(0.055, 0.1);
      const lit = 0.5 * ((px - x) / half) * stage.light.x + 0.3;
      paintClump(
        stage,
        random,
        { x: px, y: py, rx: r, ry: r, lit },
        { role: "leaf", depth: 0.72, name: "arch", offset: [0, 0, 0] },
      );
      if (random.chance(0.7)) bloom(px + random.between(-r, r), py + random.between(-r, r), arch * 0.04, 0.74);
    }
  }
  for (const [share, drop, size] of shrubs) {
    const sx = x + share * w * (plan.side > 0 ? 1 : -1) + random.between(-0.03, 0.03);
    const foot = land.middle(sx) + 0.07 + drop;
    const depth = Math.min(0.9, 0.7 + drop);
    paintBush(stage, sx, foot, size, depth);
    for (let i = 0; i < 16; i++) {
      const u = random.between(-1, 1);
      bloom(
        sx + u * size * 0.85,
        foot - size * (0.12 + 0.75 * random.next() * (1 - u * u)),
        size * random.between(0.09, 0.14),
        depth + 0.02,
      );
    }
  }
}
