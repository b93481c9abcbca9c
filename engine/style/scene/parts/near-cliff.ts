import type { Curve } from "../draw/canvas.ts";
import { crest } from "../draw/noise.ts";
import type { Role } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { ridge } from "./land.ts";

/** A near cliff along one border: a face that falls in steps from its grown brow to the surf at its foot. */
export function paintNearCliff(stage: Stage, side: 1 | -1, brow: number, foot: number, grown: Role): void {
  const { w } = stage;
  const inwards = (x: number) => Math.max(0, side > 0 ? w - x : x);
  const rough = ridge(stage, 0, 0.035, 0.16, "near cliff");
  const reach = Math.min(0.4, w * 0.34);
  const steps = [
    [0, 0],
    [0.3, 0.05],
    [0.42, 0.3],
    [0.62, 0.38],
    [0.72, 0.66],
    [0.94, 0.76],
    [1.05, 1.06],
    [9, 30],
  ] as const;
  const edge: Curve = (x) => {
    const u = inwards(x) / reach;
    const k = Math.max(
      1,
      steps.findIndex(([at]) => at > u),
    );
    const [from, high] = steps[k - 1]!;
    const [to, low] = steps[k]!;
    return brow + (foot - brow) * (high + ((low - high) * (u - from)) / (to - from)) + rough(x);
  };
  const grain = (x: number, y: number) => crest(x * 3.4 + 0.9 * y, y * 1.1 + 3);
  const lit = stage.light.x * side < 0;
  const body = stage.tone("rock", { depth: 0.9, name: "near cliff", offset: [lit ? 4 : -8, 1, 2] });
  const dark = stage.tone("rock", { depth: 0.9, name: "near cliff dark", offset: [lit ? -9 : -19, 1, -2] });
  const pale = stage.tone("rock", { depth: 0.9, name: "near cliff pale", offset: [lit ? 14 : 2, 2, 6] });
  stage.canvas.below(edge, {
    layer: (x, y) => {
      const fold = grain(x, y) + 0.4 * (stage.noise(x * 9, y * 6) - 0.5);
      return fold > 0.76 ? pale : fold < 0.46 ? dark : body;
    },
    shade: (x, y) => 0.3 + 0.4 * grain(x, y) + 0.3 * (stage.noise(x * 18, y * 14) - 0.5),
    angle: (x, y) => Math.PI / 2 + 0.7 * (stage.noise(x * 4, y * 4) - 0.5),
    grain: 0.9,
  });
  stage.canvas.below(
    edge,
    {
      layer: stage.tone(grown, { depth: 0.88, name: "brow", offset: [-6, 0, -2] }),
      shade: stage.grainy(0.5, 0.5, 20, 30),
      angle: 0.3,
      grain: 0.8,
    },
    (x) => edge(x) + Math.max(0, 0.09 * (stage.noise(x * 9, 5) - 0.1) * (1 - (edge(x) - brow) / (foot - brow))),
  );
  const foam = stage.tone("foam", { depth: 0.9, name: "surf" });
  const surf = (x: number, y: number) => {
    const u = (inwards(x) / reach - 0.78 - (0.6 * (y - foot)) / 0.2) / 0.34;
    return Math.abs(u) < 1 && stage.noise(x * 9, y * 20) > 0.36 + 0.26 * Math.abs(u);
  };
  stage.canvas.rows(
    foot - 0.06,
    foot + 0.12,
    { layer: foam, shade: stage.grainy(0.6, 0.4, 16, 24), angle: 0.1, grain: 0.8 },
    surf,
  );
}
