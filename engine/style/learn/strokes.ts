import { random } from "../pixels/random.ts";
import type { Raster } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import type { Strokes } from "../style.ts";
import type { Specimen } from "./specimen.ts";

/** Longest lag followed along and across a stroke, in pixels of a 512 px picture. */
const reach = 24;
const probes = 1500;

/**
 * Measures the brush: the lag at which lightness has changed by most of what it ever changes, across and along the
 * local orientation, and how often a strong edge is a dark line with light on both sides.
 */
export function measureStrokes(specimens: Specimen[], seed: number): Strokes {
  const next = random(seed);
  const across = new Float64Array(reach);
  const along = new Float64Array(reach);
  let coherence = 0;
  let cosines = 0;
  let sines = 0;
  let samples = 0;
  let edges = 0;
  let lines = 0;
  for (const { levels } of specimens) {
    const level = levels[0];
    const { width, height } = level;
    const tensor = structureTensor(level, 3);
    for (let i = 0; i < probes; i++) {
      const x = Math.floor(next() * width);
      const y = Math.floor(next() * height);
      const p = (y * width + x) * 3;
      const c = (tensor[p] - 128) / 127;
      const s = (tensor[p + 1] - 128) / 127;
      coherence += Math.hypot(c, s);
      cosines += c;
      sines += s;
      samples++;
      if (Math.hypot(c, s) < 0.15) continue;
      const angle = Math.atan2(s, c) / 2;
      const dx = Math.cos(angle);
      const dy = Math.sin(angle);
      const here = lightness(level, x, y);
      // 60: a gradient of 7.5 Lab8 steps a pixel, a clear edge.
      if (tensor[p + 2] > 60) {
        edges++;
        const side = (sign: number) =>
          Math.max(...[4, 5].map((d) => lightness(level, x - sign * dy * d, y + sign * dx * d)));
        if (Math.min(side(1), side(-1)) - here > 38 && here < 130) lines++;
      }
      for (let lag = 0; lag < reach; lag++) {
        along[lag] += Math.abs(lightness(level, x + dx * lag, y + dy * lag) - here);
        across[lag] += Math.abs(lightness(level, x - dy * lag, y + dx * lag) - here);
      }
    }
  }
  const lined = edges > 0 ? lines / edges : 0;
  // Angles are averaged doubled, as a stroke has no front end. Horizons alone make 0.4.
  const agreement = Math.hypot(cosines, sines) / Math.max(1e-6, coherence);
  return {
    width: Math.max(2, saturation(across, 0.72)),
    length: Math.max(4, saturation(along, 0.6) * 1.6),
    coherence: coherence / Math.max(1, samples),
    direction: Math.atan2(sines, cosines) / 2,
    habit: Math.max(0, Math.min(1, (agreement - 0.4) / 0.4)),
    // Painters without contours leave 5 % of edges dark by chance; line draughtsmen reach 20 %.
    contour: Math.max(0, Math.min(1, (lined - 0.05) / 0.15)),
  };
}

function lightness({ width, height, data }: Raster, x: number, y: number): number {
  const column = Math.max(0, Math.min(width - 1, Math.round(x)));
  const row = Math.max(0, Math.min(height - 1, Math.round(y)));
  return data[(row * width + column) * 3];
}

function saturation(curve: Float64Array, share: number): number {
  const most = Math.max(...curve);
  const lag = curve.findIndex((value) => value >= share * most);
  return lag < 0 ? reach - 1 : lag;
}
