import type { Curve } from "../../draw/canvas.ts";
import type { Stage } from "../../stage.ts";

/** One drop of a waterfall: from where to where, and its half-widths, in units. */
export interface Drop {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  from: number;
  to: number;
}

/** Falling water in strands of white and blue with the wet rock between them. */
export function paintDrop(stage: Stage, { x0, y0, x1, y1, from, to }: Drop, depth: number): void {
  const run = (y: number) => Math.min(1, Math.max(0, (y - y0) / (y1 - y0)));
  // Water leaves the lip forwards and then drops.
  const middle = (y: number) => x0 + (x1 - x0) * Math.sqrt(run(y));
  const half = (y: number) => from + (to - from) * run(y) ** 1.5;
  const u = (x: number, y: number) => (x - middle(y)) / half(y);
  const strand = (x: number, y: number) => stage.noise(u(x, y) * 1.5 + y0 * 9, y * 0.8);
  const fine = (x: number, y: number) => stage.noise(u(x, y) * 5 + y0 * 5, y * 1.3);
  const white = stage.tone("foam", { depth, name: "fall" });
  const pale = stage.tone("foam", { depth, name: "fall shade", offset: [-11, -3, -8] });
  const blue = stage.tone("foam", { depth, name: "fall deep", offset: [-24, -5, -13] });
  const wet = stage.tone("rock", { depth, name: "wet", offset: [-17, -1, -5] });
  stage.canvas.rows(y0, y1, {
    layer: (x, y) => {
      const across = Math.abs(u(x, y)) + 0.34 * (fine(x, y) - 0.5);
      if (across > 1.16) return -1;
      if (across > 0.94) return wet;
      const flow = strand(x, y) + 0.4 * (fine(x, y) - 0.5) - 0.12 * u(x, y) * stage.light.x;
      return flow > 0.76 ? wet : flow > 0.62 ? blue : flow > 0.5 ? pale : white;
    },
    shade: (x, y) => 0.62 + 0.5 * (0.5 - strand(x, y)),
    angle: (x, y) => Math.PI / 2 + 0.25 * u(x, y) * run(y),
    grain: 0.9,
  });
  // The lip is smooth and catches the light.
  stage.canvas.rows(
    y0 - half(y0) * 0.12,
    y0 + half(y0) * 0.22,
    { layer: white, shade: 0.75, angle: 0.2, grain: 0.7 },
    (x, y) => Math.abs(u(x, y)) < 0.94 && y > y0 - half(y0) * 0.12 * (1 - u(x, y) ** 2),
  );
}

/** Spray about the foot of a fall, thinning outwards. */
export function paintSpray(
  stage: Stage,
  { x, y, rx, ry }: { x: number; y: number; rx: number; ry: number },
  depth: number,
): void {
  const mist = stage.tone("foam", { depth, name: "spray", offset: [-7, -1, -3] });
  const veil = stage.tone("foam", { depth, name: "spray thin", offset: [-20, -2, -6] });
  const density = (px: number, py: number) => {
    const up = py < y ? ry : ry * 0.4;
    const square = ((px - x) / rx) ** 2 + ((py - y) / up) ** 2;
    return Math.exp(-1.6 * square) + 0.75 * (stage.noise(px * 7, py * 7) - 0.5);
  };
  stage.canvas.rows(y - 1.4 * ry, y + ry, {
    layer: (px, py) => {
      if (Math.abs(px - x) > 1.5 * rx) return -1;
      const d = density(px, py);
      return d > 0.66 ? mist : d > 0.5 ? veil : -1;
    },
    shade: (px, py) => 0.4 + 0.4 * density(px, py),
    angle: (px, py) => 0.6 + 2 * (stage.noise(px * 3, py * 3) - 0.5),
    grain: 1,
  });
}

/** The pool under a fall: its far shore, and the place that the water strikes. */
interface Pool {
  shore: Curve;
  x: number;
  y: number;
  depth: number;
  where?: (x: number, y: number) => boolean;
}

/** The pool under a fall, white where the water strikes it and rippled away from there. */
export function paintPool(stage: Stage, { shore, x, y, depth, where }: Pool): void {
  const plain = stage.tone("river", { depth, name: "pool", offset: [-6, -2, 2] });
  const deep = stage.tone("river", { depth, name: "pool deep", offset: [-16, -3, 4] });
  const glitter = stage.tone("foam", { depth, name: "pool foam", offset: [-10, -3, -8] });
  const ripple = (px: number, py: number) => {
    const away = Math.hypot(px - x, (py - y) * 3.2);
    return (
      0.5 +
      0.28 * Math.sin(away * 46 + 6 * stage.noise(px * 3, py * 6)) * Math.exp(-away * 1.4) +
      0.6 * (stage.noise(px * 3, py * 16) - 0.5)
    );
  };
  stage.canvas.below(
    shore,
    {
      layer: (px, py) => {
        const away = Math.hypot(px - x, (py - y) * 2.6);
        const white = ripple(px, py) + 0.34 * Math.exp(-away * 4.5);
        return white > 0.74 ? glitter : stage.noise(px * 1.8, py * 5) > 0.55 ? deep : plain;
      },
      shade: ripple,
      angle: (px, py) => 0.1 * Math.sin((px - x) * 4) + 0.2 * (stage.noise(px * 4, py * 9) - 0.5),
      grain: 1,
    },
    undefined,
    where,
  );
}
