import { crest } from "../../draw/noise.ts";
import { curve } from "../../draw/path.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";
import { ridge, tabled } from "./hills.ts";

/** How far a near cliff stands out into a picture of a width. */
export const cliffReach = (w: number): number => Math.min(0.4, w * 0.34);

/** A near cliff along one border: a face that falls in steps from its grown brow to the surf at its foot. */
export function paintNearCliff(stage: Stage, side: 1 | -1, brow: number, foot: number, grown: Role): void {
  const { w } = stage;
  const inwards = (x: number) => Math.max(0, side > 0 ? w - x : x);
  const rough = ridge(stage, 0, 0.035, 0.16, "near cliff");
  const reach = cliffReach(w);
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
  const edge = tabled(stage, (x) => {
    const u = inwards(x) / reach;
    const k = Math.max(
      1,
      steps.findIndex(([at]) => at > u),
    );
    const [from, high] = steps[k - 1]!;
    const [to, low] = steps[k]!;
    return brow + (foot - brow) * (high + ((low - high) * (u - from)) / (to - from)) + rough(x);
  });
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
  const x = (u: number) => (side > 0 ? w - u * reach : u * reach);
  const h = stage.h + 0.02;
  const foam = stage.tone("foam", { depth: 0.9, name: "surf" });
  const wash = curve(
    [x(0.9), foot - 0.03, x(1.12), foot - 0.02, x(1.4), foot + 0.02, x(1.36), h, x(0.5), h, x(0.78), (foot + h) / 2],
    6,
  );
  const deep = stage.tone("sea", { depth: 0.9, name: "face", offset: [-8, 1, -2] });
  stage.canvas.fill(wash, { layer: deep, shade: stage.grainy(0.5, 0.5, 8, 30), angle: 0.1, grain: 0.9 });
  const lace = (px: number, py: number) => {
    const u = inwards(px) / reach - 0.95 + (0.3 * (py - foot)) / (h - foot);
    return stage.noise(px * 10, py * 22) > 0.42 + 0.5 * Math.max(0, u) + 0.5 * Math.max(0, -u) ? foam : -1;
  };
  stage.canvas.fill(wash, { layer: lace, shade: stage.grainy(0.6, 0.5, 18, 26), angle: 0.1, grain: 0.8 });
}
