import { curve } from "../../draw/path.ts";
import type { TreeKind } from "../../parts/plants/broadleaf.ts";
import { type Clump, paintClumps } from "../../parts/plants/foliage.ts";
import { paintTree } from "../../parts/plants/trees.ts";
import { paintTrunk } from "../../parts/plants/trunks.ts";
import type { View } from "../../staging.ts";
import type { Land } from "./land.ts";
import { treeKinds } from "./tree-kinds.ts";

/**
 * Woods by view: the gap left open at the focus, whether trees stand near enough to be whole, and the great trunks that run
 * out of the picture above, as their place (share of the width, the focus being left) and half-width.
 */
const woods: Record<View, { gap: number; whole: boolean; trunks: readonly (readonly [number, number])[] }> = {
  open: { gap: 1.5, whole: false, trunks: [] },
  framed: {
    gap: 0.8,
    whole: false,
    trunks: [
      [0.66, 0.03],
      [0.06, 0.055],
      [0.88, 0.07],
    ],
  },
  winding: { gap: 1, whole: true, trunks: [] },
  low: {
    gap: 0.7,
    whole: false,
    trunks: [
      [0.02, 0.04],
      [0.6, 0.028],
      [0.76, 0.045],
      [0.97, 0.06],
    ],
  },
  slope: { gap: 1.2, whole: false, trunks: [[0.86, 0.1]] },
};

/** Trees in depth with a gap where the path or the light is, and the great trunks of those one stands beneath. */
export function paintForest(land: Land): void {
  const { stage, plan, reading } = land;
  const random = stage.random.branch("forest");
  const conifer = land.has("mountain") || reading.climate.season === "winter";
  const named = reading.wishes.get("tree")?.kind;
  const { w } = stage;
  const kinds = named ? treeKinds(land) : conifer ? (["pine"] as const) : (["broad", "broad", "birch"] as const);
  const inside = !conifer && !named && plan.room === 1 && plan.level === undefined && !land.water;
  const view = inside ? woods[plan.view] : woods.winding;
  const clearing = w * plan.focus;
  for (const [near, share] of [
    [0.1, 12],
    [0.45, 8],
    [0.95, 5],
  ] as const) {
    if (near > 0.9 && !view.whole && plan.view !== "open") continue;
    const count = Math.round(share * w);
    for (let i = 0; i < count; i++) {
      const x = ((i + random.between(0.1, 0.9)) / count) * w;
      if (Math.abs(x - clearing) < (0.09 + 0.16 * near) * view.gap) continue;
      const base = land.near(x) * near + land.middle(x) * (1 - near) + 0.02;
      paintTree(stage, {
        x,
        base,
        height: Math.min(base * 0.96, (0.26 + 0.52 * near) * random.between(0.8, 1.15)),
        kind: random.pick<TreeKind>(kinds),
        depth: 0.42 + 0.46 * near,
      });
    }
  }
  if (view.trunks.length > 0) columns(land, view.trunks);
}

/** Great trunks from the near ground to above the picture, and the leaves they carry overhead. */
function columns(land: Land, trunks: readonly (readonly [number, number])[]): void {
  const { stage, plan } = land;
  const { w, h, light } = stage;
  const random = stage.random.branch("columns");
  const mirrored = plan.focus > 0.5;
  const places = trunks.map(([share, half]) => ({ x: w * (mirrored ? 1 - share : share), half }));
  const canopy: Clump[] = [];
  for (const { x, half } of places) {
    const reach = Math.max(0.24, half * 5);
    for (let k = 0; k < 7; k++) {
      const u = (k / 6) * 2 - 1 + random.between(-0.1, 0.1);
      canopy.push({
        x: x + u * reach * 1.2,
        y: 0.06 * h * (1 - u * u) + random.between(-0.07, 0.03) * h,
        rx: reach * random.between(0.34, 0.5),
        ry: reach * random.between(0.26, 0.36),
        lit: 0.5 * u * light.x - 0.35 + random.between(-0.15, 0.15),
      });
    }
  }
  const leaves = { role: "leaf", depth: 0.92, name: "canopy", offset: [-2, 0, 0] } as const;
  paintClumps(stage, random, canopy.slice(0, Math.ceil(canopy.length / 2)), { ...leaves, offset: [-6, 0, -4] });
  for (const { x, half } of [...places].sort((p, q) => p.half - q.half)) {
    const base = Math.min(h * 1.01, land.near(x) + half * 1.4);
    const lean = random.between(-0.05, 0.05);
    const spine = curve([x, base, x + lean * 0.2, base * 0.6, x + lean * 0.6, base * 0.3, x + lean, -0.06], 5, false);
    paintTrunk(stage, random, spine, half, { depth: 0.9, name: "column", offset: [-3, 0, 0] });
  }
  paintClumps(stage, random, canopy.slice(Math.ceil(canopy.length / 2)), { ...leaves, offset: [-2, 0, 0] });
}
