import type { Lab } from "../../climate.ts";
import type { Curve } from "../../draw/canvas.ts";
import { blob, limb } from "../../draw/path.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";
import { mirrorDrawn } from "../water/mirror.ts";
import { paintHill, tabled } from "./hills.ts";

/** Land that reaches into water; lengths in units. */
export interface Tongue {
  /** The border it comes from, or the middle of an island, in units. */
  from: 1 | -1 | { middle: number };
  /** How far it reaches into the picture, in units. */
  reach: number;
  /** Its waterline. */
  y: number;
  /** Height of the ground at the border. */
  rise: number;
  /** Height of the wood on it, 0 none. */
  wood: number;
  depth: number;
  role: Role;
  /** True for rock at the water's edge, with surf; false for an earthen bank. */
  cliff: boolean;
  conifer: boolean;
  rough: number;
}

/**
 * Land that comes into the water from one side and ends in a point, with its wood and its image.
 * @returns the upper edge of its ground
 */
export function paintTongue(stage: Stage, tongue: Tongue): Curve {
  const { from, reach, y, rise, depth, cliff } = tongue;
  const before = stage.canvas.layer.slice();
  const name = `tongue ${depth.toFixed(2)}`;
  const inwards = (x: number) =>
    Math.max(0, typeof from === "object" ? Math.abs(x - from.middle) : from < 0 ? x : stage.w - x) / reach;
  const fall = (x: number) => Math.max(0, 1 - inwards(x) ** (cliff ? 3 : 1.6)) * (1.15 - 0.3 * inwards(x));
  const line = tabled(stage, (x) => y + 0.008 * depth * (stage.noise(x * 6, depth * 9) - 0.5));
  const top = tabled(stage, (x) =>
    inwards(x) > 1 ? line(x) + 0.001 : line(x) - (rise + 0.3 * rise * (stage.noise(x * 7, depth * 5) - 0.5)) * fall(x),
  );
  if (tongue.wood > 0) paintGrove(stage, tongue, (x) => top(x) + 0.004, inwards);
  const shore = 0.3 + 0.4 * (cliff ? 1 : 0);
  stage.canvas.below(
    top,
    {
      layer: stage.tone(cliff ? "rock" : "earth", { depth, name: `${name} foot`, offset: [cliff ? -2 : -14, 0, -2] }),
      shade: stage.grainy(0.45, 0.5, 26, 12),
      angle: Math.PI / 2,
      grain: 0.7,
    },
    line,
  );
  paintHill(stage, top, { role: tongue.role, depth, name, offset: [-3, 0, 0], tufts: 0.35 }, (x) =>
    Math.min(
      line(x) - 0.006 * depth,
      line(x) - (line(x) - top(x)) * Math.min(0.9, shore * (0.5 + stage.noise(x * 11, depth))),
    ),
  );
  const [left, right] =
    typeof from === "object"
      ? [from.middle - reach, from.middle + reach]
      : from < 0
        ? [-0.1, reach]
        : [stage.w - reach, stage.w + 0.1];
  const size = Math.max(0.14, rise + tongue.wood);
  mirrorDrawn(stage, before, { y, left, right, reach: size * 1.15, size, depth, rough: tongue.rough });
  const foam = stage.tone(cliff ? "foam" : "lake", { depth, name: "edge", ...(cliff ? {} : { offset: [12, -2, 4] }) });
  stage.canvas.below(
    (x) => (inwards(x) > 1.02 ? 9 : line(x)),
    { layer: (x) => (stage.noise(x * 14, y * 9) > 0.4 ? foam : -1), shade: 0.6, angle: 0, grain: 0.5 },
    (x) => line(x) + (cliff ? 0.014 : 0.006) * (0.3 + depth) * (0.4 + stage.noise(x * 9, 4)),
  );
  return top;
}

/** The wood on a tongue: crowns that grow lower towards its point, dark at the foot, lit on one side. */
function paintGrove(stage: Stage, { wood, depth, conifer }: Tongue, edge: Curve, inwards: Curve): void {
  const crown = tabled(stage, (x) => {
    const spire = conifer
      ? 0.55 * (1 - 2 * Math.abs((((x / wood) * 1.7 + 2 * stage.noise(x * 4, depth * 7)) % 1) - 0.5))
      : 0;
    const swell = 0.3 + 1.1 * stage.noise(x * 5, depth * 11) + 0.5 * (stage.noise((x / wood) * 1.6, depth) - 0.5);
    const taper = Math.max(0, 1 - (inwards(x) / 0.94) ** 3);
    return wood * taper * (0.7 * swell + spire);
  });
  const body = stage.tone("leaf", { depth, name: "grove" });
  const dark = stage.tone("leaf", { depth, name: "grove dark", offset: [-9, 1, -5] });
  const bright = stage.tone("leaf", { depth, name: "grove lit", offset: [9, 0, 8] });
  stage.canvas.below(
    (x) => edge(x) - crown(x),
    {
      layer: (x, y) => {
        const up = (edge(x) - y) / wood;
        const clump =
          stage.noise((x / wood) * 0.9, (y / wood) * 0.9) + 0.1 * stage.light.x * (stage.noise(x * 3, 5) - 0.5);
        return clump - 0.2 * up > 0.46 ? dark : clump + 0.22 * up > 0.72 || clump < 0.26 ? bright : body;
      },
      shade: (x, y) => 0.4 + 0.3 * ((edge(x) - y) / wood) + 0.5 * (stage.noise(x * 18, y * 18) - 0.5),
      angle: (x, y) => -Math.PI / 2 + 1.4 * (stage.noise(x * 8, y * 8) - 0.5),
      grain: 0.7,
    },
    edge,
  );
}

/** A jetty of planks that runs from the lower edge out into the water, on posts, narrowing with distance. */
export function paintJetty(stage: Stage, from: number, to: number, far: number, half: number): void {
  const { h } = stage;
  const before = stage.canvas.layer.slice();
  const near = h * 1.03;
  const shrink = 0.26;
  const at = (t: number) => {
    const d = (1 - t) / (1 + t * (1 / shrink - 1));
    return { x: to + (from - to) * d, y: far + (near - far) * d, half: half * (shrink + (1 - shrink) * d) };
  };
  const wood = (name: string, L: number) => ({
    depth: 0.92,
    name: `jetty ${name}`,
    offset: [L, 2, 6] as Lab,
  });
  for (const t of [1, 0.78, 0.56, 0.34])
    for (const side of [-1, 1]) {
      const p = at(t);
      const x = p.x + side * p.half * 0.86;
      stage.fill(
        limb([x, p.y - p.half * 0.5, x, p.y + p.half * 0.75], p.half * 0.13, p.half * 0.13),
        "trunk",
        wood("post", -4),
        0.4,
        Math.PI / 2,
        0.6,
      );
    }
  const [a, b] = [at(0), at(1)];
  const deck = [a.x - a.half, a.y, b.x - b.half, b.y, b.x + b.half, b.y, a.x + a.half, a.y];
  const edge = deck.map((v, i) => (i % 2 ? v + (i === 3 || i === 5 ? b.half * 0.3 : a.half * 0.2) : v));
  stage.fill(edge, "trunk", wood("edge", 2), 0.4, 0, 0.6);
  stage.fill(deck, "trunk", wood("deck", 34), stage.grainy(0.56, 0.4, 5, 40), 0.05, 0.8);
  const planks = 16;
  for (let k = 0; k < planks; k++) {
    const p = at(k / planks);
    const q = at((k + 0.24) / planks);
    const [pw, qw] = [p.half * 0.99, q.half * 0.99];
    const gap = [p.x - pw, p.y, q.x - qw, q.y, q.x + qw, q.y, p.x + pw, p.y];
    stage.fill(gap, "trunk", wood(k % 3 ? "gap" : "plank", k % 3 ? 18 : 26), 0.45, 0, 0.5);
  }
  for (const t of [1, 0.56])
    for (const side of [-1, 1]) {
      const p = at(t);
      const x = p.x + side * p.half * 0.92;
      stage.fill(
        limb([x, p.y + p.half * 0.1, x, p.y - p.half * 0.9], p.half * 0.14, p.half * 0.13),
        "trunk",
        wood("bollard", 6),
        0.45,
        Math.PI / 2,
        0.6,
      );
      stage.fill(blob(x, p.y - p.half * 0.9, p.half * 0.14, p.half * 0.06), "trunk", wood("head", 40), 0.6, 0, 0.4);
    }
  const [left, right] = [Math.min(from, to) - half, Math.max(from, to) + half];
  mirrorDrawn(stage, before, { y: far + b.half * 0.9, left, right, reach: 0.08, size: 0.1, depth: 0.9, rough: 0 });
}
