import type { Curve } from "../../draw/canvas.ts";
import type { Stage } from "../../stage.ts";
import { ridge, tabled } from "../land/hills.ts";

/** Storm waves: crests that rise one before the other, dark on the near face, foam torn from the top. */
export function paintSwells(stage: Stage, top: number, waves: number): void {
  const { canvas, h } = stage;
  const span = h - top;
  const count = 5;
  for (let k = 0; k < count; k++) {
    const t = (k + 0.6) / count;
    const level = top + span * t ** 1.35;
    const reach = span * (0.05 + 0.13 * t) * waves;
    const swell = ridge(stage, 0, reach * 0.6, 0.24 + 0.3 * t, `swell ${k}`);
    const edge = (x: number) =>
      level + swell(x) - reach * 0.5 * Math.max(0, stage.noise(x * (3.2 - 1.8 * t) + k * 7, k * 3) - 0.5) * 4;
    const depth = 0.66 + 0.28 * t;
    const face = stage.tone("sea", { depth, name: `face ${k % 2}`, offset: k % 2 ? [-5, 1, -2] : [2, -1, 1] });
    const hollow = stage.tone("sea", { depth, name: "hollow", offset: [-12, 2, -4] });
    const clear = stage.tone("sea", { depth, name: "clear", offset: [13, -9, 6] });
    const foam = stage.tone("foam", { depth, name: "torn" });
    const slope = (x: number) => Math.atan2(edge(x + 0.02) - edge(x - 0.02), 0.04);
    canvas.below(edge, {
      layer: (x, y) => {
        const down = (y - edge(x)) / reach;
        const lace = stage.noise(x * (9 - 3 * t) + k * 5, y * (12 - 4 * t));
        if (down < 0.1 + 0.5 * Math.max(0, lace - 0.42) || (down < 1.6 && lace > 0.7)) return foam;
        if (down < 0.45 + 0.4 * (lace - 0.5)) return clear;
        return down > 1.1 + 0.8 * (lace - 0.5) ? hollow : face;
      },
      shade: (x, y) =>
        0.68 -
        0.34 * Math.min(1.2, (y - edge(x)) / reach) +
        0.5 * (stage.noise(x * 12, y * 12) - 0.5) -
        0.3 * slope(x) * stage.light.x,
      angle: (x, y) => slope(x) * Math.exp((edge(x) - y) / reach) + 0.5 * (stage.noise(x * 5, y * 8) - 0.5),
      grain: 0.8 + 0.3 * t,
    });
  }
}

/** Rollers that come in to a shore one behind another: a dark face, a crest that breaks in stretches, larger near. */
export function paintBreakers(stage: Stage, top: number, edge: Curve, force: number): void {
  for (const [k, t] of [0.34, 0.56, 0.78].entries()) {
    const sway = ridge(stage, 0, 0.03 * t, 0.5, `breaker ${k}`);
    const down = (x: number) => Math.min(1, Math.max(0, edge(x) - top) / (stage.h - top));
    const line = tabled(
      stage,
      (x) => top + (edge(x) - top) * t * (0.86 + 0.28 * stage.noise(x * 1.1, k * 11)) + sway(x) * down(x),
    );
    const tall = tabled(
      stage,
      (x) => (0.012 + 0.075 * t * down(x)) * force * (0.35 + 0.9 * stage.noise(x * 2.2, k * 5)),
    );
    const depth = 0.66 + 0.2 * t;
    const clear = stage.tone("sea", { depth, name: "clear", offset: [8, -8, 6] });
    const face = stage.tone("sea", { depth, name: "face", offset: [-8, 1, -2] });
    stage.canvas.below(
      (x) => line(x) - tall(x),
      {
        layer: (x, y) => (line(x) - y > 0.62 * tall(x) ? clear : face),
        shade: (x, y) => 0.45 + 0.35 * ((line(x) - y) / tall(x)) + 0.3 * (stage.noise(x * 9, y * 20) - 0.5),
        angle: 0.05,
        grain: 0.9,
      },
      line,
    );
    const foam = stage.tone("foam", { depth });
    /** Share of the face that has broken: the crest first, the whole where the roller falls. */
    const broken = tabled(stage, (x) => Math.min(1, Math.max(0, (stage.noise(x * 1.5 + k * 3, k * 7) - 0.4) * 4)));
    stage.canvas.below(
      (x) => line(x) - tall(x) * 1.04,
      {
        layer: (x, y) => {
          const up = (line(x) - y) / tall(x);
          const lace = stage.noise(x * 10, y * 24);
          return up > 1.02 - 0.16 * lace - 0.9 * broken(x) * (0.4 + 0.9 * lace) ? foam : -1;
        },
        shade: (x, y) => 0.42 + 0.4 * ((line(x) - y) / tall(x)) + 0.4 * (stage.noise(x * 14, y * 30) - 0.5),
        angle: 0.2,
        grain: 0.8,
      },
      (x) => line(x) + 0.12 * tall(x) * broken(x),
    );
  }
}
