import type { Lab } from "../../climate.ts";
import type { Curve } from "../../draw/canvas.ts";
import { crest } from "../../draw/noise.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";

/** A rolling edge: a base line, long waves of `reach` and small roughness. */
export function ridge(stage: Stage, base: number, reach: number, length: number, name: string, tilt = 0): Curve {
  const random = stage.random.branch(name);
  const p = random.between(0, 30);
  const table = new Float32Array(stage.canvas.width + 2);
  for (let i = 0; i < table.length; i++) {
    const x = i / stage.canvas.unit;
    const wave = stage.noise(x / length + p, p * 1.3) - 0.5;
    table[i] = base - reach * 2 * wave - reach * 0.12 * (stage.noise(x * 9 + p, p) - 0.5) + tilt * (x / stage.w - 0.5);
  }
  return (x) => {
    const at = Math.min(table.length - 2, Math.max(0, x * stage.canvas.unit));
    const i = Math.floor(at);
    return table[i]! + (table[i + 1]! - table[i]!) * (at - i);
  };
}

/** The same curve, reckoned once for every column of pixels. */
export function tabled({ canvas }: Stage, curve: Curve): Curve {
  const table = Float64Array.from({ length: canvas.width + 1 }, (_, i) => curve((i + 0.5) / canvas.unit));
  return (x) => table[Math.min(canvas.width, Math.max(0, Math.floor(x * canvas.unit)))]!;
}

/** What grows on open ground, or lies on it in winter. */
export const turf = ({ setting }: Stage): "snow" | "grass" => (setting.climate.season === "winter" ? "snow" : "grass");

/** What covers a hill. */
export interface HillPlan {
  role: Role;
  depth: number;
  /** Adds colour patches of hedged fields. */
  patches?: boolean;
  offset?: Lab;
  name?: string;
  /** Amount of tuft texture. */
  tufts?: number;
}

/** One plane of rolling ground from its edge down: lit by its slope, stroked along it, mottled when near. */
export function paintHill(stage: Stage, edge: Curve, plan: HillPlan, bottom?: Curve): void {
  const { depth, role } = plan;
  const own = plan.offset ?? [0, 0, 0];
  const slope = (x: number) => edge(x + 0.03) - edge(x - 0.03);
  const tufts = plan.tufts ?? 0.3;
  const f = 9 - 5 * depth;
  const shade = (x: number, y: number) => {
    const down = y - edge(x);
    const lean = 3.2 * slope(x) * -stage.light.x * Math.exp(-down * 5);
    return 0.62 - down * (1 - depth * 0.45) + lean + tufts * 1.6 * (stage.noise(x * f, y * f * 2.6) - 0.5);
  };
  const angle = (x: number, y: number) => {
    const down = y - edge(x);
    return Math.atan2(slope(x), 0.06) * Math.exp(-down * 4) + 0.5 * (stage.noise(x * 3, y * 5) - 0.5);
  };
  const tone = (name: string, [L, aa, bb]: Lab) =>
    stage.tone(role, { depth, name: `${plan.name ?? ""} ${name}`, offset: [own[0] + L, own[1] + aa, own[2] + bb] });
  const body = plan.offset ? tone("body", [0, 0, 0]) : stage.tone(role, { depth });
  const pale = role === "snow" || stage.setting.climate.season === "winter";
  const dark = tone("dark", pale ? [-9, 0, -5] : [-9, -2, -5]);
  const bright = tone("bright", pale ? [3, 0, 2] : [8, 3, 9]);
  const wide = 1.1 + 1.4 * (1 - depth);
  const mottle = (x: number, y: number) => {
    if (depth < 0.3) return body;
    const flat = (y - 0.7 * edge(x)) * 5.5;
    const patch = stage.noise(x * wide + depth * 9, flat);
    const blade = depth > 0.7 ? 0.16 * (stage.noise(x * 22, y * 7) - 0.5) : 0;
    return patch + blade > 0.61 ? dark : patch + blade < 0.37 ? bright : body;
  };
  const layer = plan.patches ? quilt(stage, edge, plan, mottle) : mottle;
  stage.canvas.below(edge, { layer, shade, angle, grain: 0.6 + 0.5 * depth }, bottom);
}

/** Fields like a quilt on the slope: bands that follow the ridge, crossed by slanting hedges. */
function quilt(
  stage: Stage,
  edge: Curve,
  plan: HillPlan,
  plain: (x: number, y: number) => number,
): (x: number, y: number) => number {
  const { depth } = plan;
  const random = stage.random.branch(`patches ${depth} ${plan.name ?? ""}`);
  const autumn = stage.setting.climate.season === "autumn";
  const tones: [Role, Lab][] = [
    ["grass", [7, 2, 8]],
    ["grass", [-8, -4, -4]],
    ["earth", autumn ? [-4, 4, 2] : [6, 0, 2]],
    ["grass", [14, 12, 14]],
  ];
  const layers = tones.map(([role, offset], i) => stage.tone(role, { depth, name: `patch${i}`, offset }));
  const hedge = stage.tone("leaf", { depth, name: "hedge" });
  const size = 0.08 + 0.16 * depth;
  const lean = random.between(-0.8, 0.8);
  return (x, y) => {
    const down = y - edge(x);
    const v = down / (size * 0.42) + 0.5 * (stage.noise(x * 1.1, depth * 5) - 0.5);
    const row = Math.floor(v);
    const span = size * (1 + 0.5 * Math.abs(Math.sin(row * 7.1)));
    const u = (x + lean * down * 1.5 + 0.05 * (stage.noise(x * 3, y * 6) - 0.5)) / span + row * 0.37;
    const column = Math.floor(u);
    if (down > 0.01 && (u - column < 0.08 || v - row < 0.12) && stage.noise(x * 12, y * 20) > 0.45) return hedge;
    const pick = (((column * 7 + row * 13) % 11) + 11) % 11;
    return pick % 2 === 1 && pick < 9 ? layers[(pick - 1) / 2]! : plain(x, y);
  };
}

/** A summit and how far its flanks reach, in units. */
export interface Peak {
  x: number;
  top: number;
  half: number;
}

/** A range of mountains on one base. */
export interface MountainPlan {
  peaks: Peak[];
  base: number;
  depth: number;
  /** Share of the height that is white, 0 none. */
  snow: number;
  role?: Role;
}

/** A range: ridged outline, faces that run down from the crest, lit and shadowed sides, snow that fills the gullies. */
export function paintMountains(stage: Stage, plan: MountainPlan): Curve {
  const { peaks, base, depth } = plan;
  const role = plan.role ?? "rock";
  const seed = depth * 17;
  const profile = (x: number) => {
    let top = base;
    for (const peak of peaks) {
      const d = Math.abs(x - peak.x) / peak.half;
      const t = Math.max(0, 1 - d);
      top = Math.min(top, base - (base - peak.top) * (0.75 * t + 0.25 * t * t));
    }
    const height = base - top;
    return (
      top +
      Math.min(0.08, height * 0.42) * (stage.noise(x * 4 + seed, seed) - 0.5) +
      Math.min(0.02, height * 0.16) * (stage.noise(x * 19, seed) - 0.5)
    );
  };
  const table = Float32Array.from({ length: stage.canvas.width + 2 }, (_, i) => profile(i / stage.canvas.unit));
  const edge: Curve = (x) => table[Math.min(table.length - 1, Math.max(0, Math.round(x * stage.canvas.unit)))]!;
  const height = base - Math.min(...table);
  const owners = Array.from(table, (_, i) => {
    const x = i / stage.canvas.unit;
    return peaks.reduce((p, q) => (Math.abs(q.x - x) / q.half < Math.abs(p.x - x) / p.half ? q : p));
  });
  const nearest = (x: number) => owners[Math.min(owners.length - 1, Math.max(0, Math.round(x * stage.canvas.unit)))]!;
  const fan = 1.35 * (height / 0.4) ** 0.2;
  /** Faces fan out from the summit: noise in coordinates that follow the fall line. */
  const face = (x: number, y: number) => {
    const peak = nearest(x);
    const down = Math.max(0.02, y - peak.top + height * 0.15);
    return crest(((x - peak.x) / down) * fan + seed, down * 1.6 + seed + 0.35 * stage.noise(x * 5, y * 5));
  };
  const shade = (x: number, y: number) => {
    const tilt = face(x + 0.014, y) - face(x - 0.014, y);
    const peak = nearest(x);
    const side = Math.tanh(((x - peak.x) / peak.half) * 3 + 0.6 * (stage.noise(x * 6, y * 6) - 0.5));
    return 0.5 + 0.75 * tilt * -stage.light.x + 0.17 * side * stage.light.x + 0.2 * (stage.noise(x * 15, y * 15) - 0.5);
  };
  const angle = (x: number) => {
    const peak = nearest(x);
    return Math.atan2(1, ((x - peak.x) / peak.half) * 1.6 + 0.001);
  };
  const body = stage.tone(role, { depth, name: "range" });
  const dark = stage.tone(role, { depth, name: "range shadow", offset: [-11, 0, -5] });
  const cold = Math.max(0.45, depth);
  const white = stage.tone("snow", { depth: cold, name: "range" });
  const cool = stage.tone("snow", { depth: cold, name: "range shadow", offset: [-14, 1, -9] });
  const layer = (x: number, y: number) => {
    const light = shade(x, y);
    if (plan.snow > 0) {
      const line = (y - edge(x)) / (height * plan.snow) + (edge(x) - (base - height)) / (height * 0.9);
      if (line < 1.7 && line + 0.9 * (0.55 - face(x, y)) + 0.5 * (stage.noise(x * 8, y * 8) - 0.5) < 0.85)
        return light < 0.47 ? cool : white;
    }
    return light < 0.43 ? dark : body;
  };
  stage.canvas.below(edge, { layer, shade, angle, grain: 0.7 + 0.3 * depth }, () => base);
  return edge;
}
