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
  let borders = 0;
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
      const here = value(level, x, y, 0);
      const border = meeting(level, x, y, dx, dy);
      if (border) borders++;
      if (border === "line") lines++;
      for (let lag = 0; lag < reach; lag++) {
        along[lag] += Math.abs(value(level, x + dx * lag, y + dy * lag, 0) - here);
        across[lag] += Math.abs(value(level, x - dy * lag, y + dx * lag, 0) - here);
      }
    }
  }
  const lined = borders > 0 ? lines / borders : 0;
  // Angles are averaged doubled, as a stroke has no front end. Horizons alone make 0.4.
  const agreement = Math.hypot(cosines, sines) / Math.max(1e-6, coherence);
  return {
    width: Math.max(2, saturation(across, 0.72)),
    length: Math.max(4, saturation(along, 0.6) * 1.6),
    coherence: coherence / Math.max(1, samples),
    direction: Math.atan2(sines, cosines) / 2,
    habit: Math.max(0, Math.min(1, (agreement - 0.4) / 0.4)),
    // Painters without contours leave up to 10 % of borders dark by chance; of a draughtsman who draws all, 20 % and more are hit near enough.
    contour: Math.max(0, Math.min(1, (lined - 0.1) / 0.1)),
  };
}

/** How far to both sides of a border its masses are looked at, and how near to it a line lies, in pixels of a 512 px picture. */
const beside = [5, 7, 9];
const near = [-2, -1, 0, 1, 2];

/** In Lab8: how unlike two masses are that have a border, how much darker a line is than the darker of them, and how dark at most. */
const unlike = 26;
const darker = 24;
const dark = 130;

/** How the masses to both sides of a point meet, across its orientation; null where there are none. */
function meeting(picture: Raster, x: number, y: number, dx: number, dy: number): "line" | "edge" | null {
  const mass = (sign: number) =>
    [0, 1, 2].map(
      (k) => beside.reduce((sum, d) => sum + value(picture, x - sign * dy * d, y + sign * dx * d, k), 0) / 3,
    );
  const [one, other] = [mass(1), mass(-1)];
  if (Math.hypot(...one.map((v, k) => v - other[k])) < unlike) return null;
  const least = Math.min(...near.map((d) => value(picture, x - dy * d, y + dx * d, 0)));
  return least < dark && least < Math.min(one[0], other[0]) - darker ? "line" : "edge";
}

function value({ width, height, data }: Raster, x: number, y: number, channel: number): number {
  const column = Math.max(0, Math.min(width - 1, Math.round(x)));
  const row = Math.max(0, Math.min(height - 1, Math.round(y)));
  return data[(row * width + column) * 3 + channel];
}

function saturation(curve: Float64Array, share: number): number {
  const most = Math.max(...curve);
  const lag = curve.findIndex((value) => value >= share * most);
  return lag < 0 ? reach - 1 : lag;
}
