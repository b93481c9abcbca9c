import { type Lab, through } from "../../climate.ts";
import type { Curve } from "../../draw/canvas.ts";
import type { Role } from "../../scene.ts";
import type { Stage } from "../../stage.ts";

/** A surface of water and what moves it. */
export interface WaterPlan {
  role: "sea" | "lake" | "river";
  /** Upper edge. */
  top: number;
  bottom?: Curve;
  /** -1 mirror … 1 storm. */
  waves: number;
  where?: (x: number, y: number) => boolean;
}

/** Water in perspective: a wave pattern laid on a plane that recedes to the horizon. */
export function paintWater(stage: Stage, plan: WaterPlan): void {
  const { canvas, h } = stage;
  const { top, role } = plan;
  const reach = h - top + 0.02;
  const swell = 0.5 + 0.5 * plan.waves;
  const wave = (x: number, y: number) => {
    const d = Math.max(0.004, (y - top) / reach);
    return stage.noise((0.99 * (x - stage.w / 2)) / (d + 0.09) + 5, Math.log(d + 0.045) * 14.4);
  };
  const shade = (x: number, y: number) => {
    const d = (y - top) / reach;
    const e = 0.006 + 0.02 * d;
    return 0.58 - 0.16 * d + (1.5 + swell) * (wave(x, y) - wave(x, y + e)) + 0.35 * (wave(x, y) - 0.5);
  };
  const angle = (x: number, y: number) => (0.1 + 0.5 * swell * ((y - top) / reach)) * (wave(x, y) - 0.5) * 2;
  const { hour } = stage.setting.climate;
  const warm = stage.sun !== undefined && (hour === "sunset" || hour === "dawn");
  const paler: Lab = warm ? [14, 9, 22] : role === "sea" ? [9, 3, 8] : [8, 1, 8];
  const body = stage.tone(role, { depth: 0.72 });
  const far = stage.tone(role, { depth: 0.72, name: "far", offset: paler });
  const trough = stage.tone(role, { depth: 0.72, name: "trough", offset: [-9, 2, -3] });
  const crestFoam = plan.waves > -0.6 ? stage.tone("foam", { depth: 0.7 }) : -1;
  const threshold = plan.waves > 0.4 ? 0.72 : 0.84;
  const layer = (x: number, y: number) => {
    const d = (y - top) / reach;
    const height = wave(x, y);
    if (
      crestFoam >= 0 &&
      d > 0.05 &&
      height > threshold - 0.1 - 0.04 * d &&
      height + 0.12 * (stage.noise(x * 26, y * 26) - 0.5) > threshold - 0.04 * d
    )
      return crestFoam;
    if (d > 0.08 && height < 0.3 + 0.1 * d) return trough;
    return d < 0.2 + 0.6 * (height - 0.5) ? far : body;
  };
  canvas.below(() => top, { layer, shade, angle, grain: 1 }, plan.bottom, plan.where);
}

/** Surfaces of water. */
export const waters: ReadonlySet<Role> = new Set<Role>(["sea", "lake", "river"]);

/** Share of the light's own colour where the path is dim; the rest is the water's. */
const dimmed = 0.45;

/**
 * The glitter path under a low sun or moon: the facets of the waves that happen to mirror it, narrow and close together at
 * the horizon, broad and scattered near the viewer, dim where fewer facets lean the right way (Lynch, Dearborn and Lock
 * 2011, Glitter and glints on water).
 */
export function paintGlint(stage: Stage, top: number, to: number, where?: (x: number, y: number) => boolean): void {
  const sun = stage.sun;
  if (!sun) return;
  const span = Math.max(0.05, to - top);
  const bright = stage.tone("glint", { fine: false, depth: 0.7 });
  const light = stage.layerOf(bright).natural;
  const dims = new Map<Role, number>();
  const dimOn = (role: Role): number => {
    const own = stage.layerOf(stage.tone(role, { depth: 0.72 })).natural;
    const offset = light.map((value, k) => (value - own[k]!) * dimmed) as Lab;
    const dim = dims.get(role) ?? stage.tone(role, { name: "glow", offset, depth: 0.72, calm: 0.5 });
    dims.set(role, dim);
    return dim;
  };
  const layer = (x: number, y: number) => {
    const d = (y - top) / span;
    // The path wanders a little, row by row, with the swell.
    const middle = sun.x + 0.03 * d * (stage.noise(y * 9, 7) - 0.5);
    const across = Math.abs(x - middle) / ((0.022 + 0.12 * d) * (0.6 + 0.8 * stage.noise(2, Math.log(d + 0.06) * 9)));
    if (across > 1.6) return -1;
    // Facets seen in perspective: short dashes, of equal size on the water.
    const facet = stage.noise((x - sun.x) / (0.045 + 0.17 * d) + 11, Math.log(d + 0.05) * 21 + 3);
    const wanted = 0.4 + 0.16 * across * across + 0.18 * d;
    if (facet < wanted || (where && !where(x, y))) return -1;
    const { role } = stage.seenAt(x, y);
    if (!waters.has(role)) return -1;
    return facet > wanted + 0.09 + 0.06 * across ? bright : dimOn(role);
  };
  const paint = { layer, shade: stage.grainy(0.6, 0.3, 16, 40), angle: 0, grain: 0.8 };
  stage.canvas.below(
    () => top,
    paint,
    () => to,
  );
}

/**
 * Turns what stands above a waterline upside down into still water: each pixel of `role` below `top` takes the layer of
 * its mirror image, mixed with the water's own colour and broken by ripples. Only
 * roles that are `mirrored` are seen in it.
 */
export function reflect(
  stage: Stage,
  role: Role,
  top: number,
  strength: number,
  mirrored: (role: Role) => boolean = () => true,
): void {
  const { canvas } = stage;
  const asked = stage.setting.colors[role];
  const own = stage.layerOf(stage.tone(role, { depth: 0.72 })).natural;
  const memo = new Map<number, number>();
  const tones = new Map<string, number>();
  const line = Math.round(top * canvas.unit);
  canvas.settle();
  const source = canvas.layer.slice(0, line * canvas.width);
  for (let row = line; row < canvas.height; row++) {
    const y = (row + 0.5) / canvas.unit;
    const d = y - top;
    for (let column = 0; column < canvas.width; column++) {
      const i = row * canvas.width + column;
      if (stage.layerOf(canvas.layer[i]!).role !== role) continue;
      const x = (column + 0.5) / canvas.unit;
      const slide = (stage.noise(x * 1.6, y * 44) - 0.5) * (0.012 + 0.09 * d);
      const sy = line - 1 - Math.round((d * 1.04 + slide * 0.6) * canvas.unit);
      const sx = column + Math.round(slide * 0.7 * canvas.unit);
      if (sy < 0 || sy >= line || sx < 0 || sx >= canvas.width) continue;
      if (stage.noise(x * 0.9 + 13, y * 30) > 0.74 - 0.06 * d) continue;
      const from = source[sy * canvas.width + sx]!;
      if (!mirrored(stage.layerOf(from).role)) continue;
      let to = memo.get(from);
      if (to === undefined) {
        const seen = stage.layerOf(from);
        const mixed = through(own, seen.natural, 1 - strength);
        const color = through(mixed, own, asked ? 0.55 : 0.38);
        const key = color.map((v) => Math.round(v / 5)).join();
        // A tone of the water, not a colour of its own: painted, it stays one surface.
        to =
          tones.get(key) ??
          stage.tone(role, {
            name: `mirror ${key}`,
            offset: [color[0] - own[0] - 3, color[1] - own[1], color[2] - own[2]],
            depth: 0.72,
            calm: 0.8,
          });
        tones.set(key, to);
        memo.set(from, to);
      }
      canvas.layer[i] = to;
      canvas.shade[i] = 0.5 * canvas.shade[i]! + 0.45 * canvas.shade[sy * canvas.width + sx]!;
    }
  }
}

/**
 * The lights of a town on the water before it: under every column with lit windows a trail, broken by the ripples, that
 * frays and dims towards the viewer.
 */
export function paintCityLights(stage: Stage, role: Role, top: number, to: number): void {
  const { canvas } = stage;
  canvas.settle();
  const sums = new Float32Array(canvas.width);
  const line = Math.min(canvas.height, Math.round(top * canvas.unit));
  for (let i = 0; i < line * canvas.width; i++) {
    if (stage.layerOf(canvas.layer[i]!).role === "window") sums[i % canvas.width]! += 1 / canvas.unit;
  }
  // As wide as a window or two, whatever the size of the picture.
  const reach = Math.max(1, Math.round(canvas.unit * 0.006));
  const lit = sums.map((_, x) => {
    const near = sums.subarray(Math.max(0, x - reach), x + reach + 1);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
  const most = Math.max(1e-6, ...lit);
  const light = stage.layerOf(stage.tone("window", { depth: 0.8, fine: true })).natural;
  const own = stage.layerOf(stage.tone(role, { depth: 0.72 })).natural;
  const glow = (share: number, name: string) =>
    stage.tone(role, {
      name,
      offset: light.map((value, k) => (value - own[k]!) * share) as Lab,
      depth: 0.72,
      calm: 0.5,
    });
  const [bright, dim] = [glow(0.82, "lights"), glow(0.36, "lights dim")];
  const span = Math.max(0.05, to - top);
  const layer = (x: number, y: number) => {
    const d = (y - top) / span;
    const slide = (stage.noise(x * 1.6, y * 44) - 0.5) * (0.006 + 0.05 * d);
    const column = Math.round((x + slide) * canvas.unit);
    const power = ((lit[column] ?? 0) / most) * (1 - d) ** 0.7;
    const ripple = stage.noise(x * 5 + 3, Math.log(d + 0.06) * 26);
    if (ripple + 0.62 * power < 0.86 || stage.seenAt(x, y).role !== role) return -1;
    return ripple + 0.62 * power > 0.99 ? bright : dim;
  };
  canvas.below(
    () => top,
    { layer, shade: stage.grainy(0.6, 0.3, 20, 50), angle: 0, grain: 0.8 },
    () => to,
  );
}
