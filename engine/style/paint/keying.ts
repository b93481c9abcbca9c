import type { Raster } from "../pixels/raster.ts";
import { shiftOf, transport } from "../pixels/transport.ts";
import type { Scene } from "../scene/scene.ts";

/** Random directions of the transport; more change the result by less than one Lab8 step. */
const directions = 14;

/** How far in Lab a transported layer may move away from the hue a viewer expects; a quiet one a quarter of its chroma, at least half of this. */
const slack = 6;

/**
 * Moves the colours of an underpainting towards the artist's whole palette, as far as `strength` (0–1) says, and holds back
 * in layers whose hue it would carry away from what they are: a lake stays a lake if the artist owns few blues.
 */
export function keyToPalette(
  picture: Raster,
  scene: Scene,
  palette: Uint8Array,
  strength: number,
  seed: number,
): Raster {
  if (strength <= 0) return picture;
  const colours = transport(picture, palette, seed, directions);
  const shifts = new Float32Array(picture.data.length);
  const shift = new Float32Array(3);
  for (let p = 0; p < shifts.length; p += 3) {
    shiftOf(colours, picture.data, p, shift);
    shifts.set(shift, p);
  }
  const amounts = layerAmounts(picture, shifts, scene, strength);
  const data = new Uint8Array(picture.data.length);
  for (let i = 0, p = 0; i < scene.layer.length; i++) {
    const amount = amounts[scene.layer[i]];
    for (const end = p + 3; p < end; p++) {
      data[p] = Math.max(0, Math.min(255, picture.data[p] + shifts[p] * amount + 0.5));
    }
  }
  return { ...picture, data };
}

/**
 * How far a colour lies from a hue: sideways of it, or short of `least` along it, which is the far side where it is nearly 0.
 */
function besideHue(hue: readonly [number, number], least: number): (a: number, b: number) => number {
  const chroma = Math.hypot(...hue);
  const [u, v] = [hue[0] / chroma, hue[1] / chroma];
  return (a, b) => Math.abs(a * v - b * u) + Math.max(0, least - (a * u + b * v));
}

/** Chroma at which a hue is still there at all, and the share of what was laid that a quiet one keeps. */
const there = 4;
const kept = 0.6;

/** Chroma from which on a colour has a hue to keep. */
const telling = 12;

function layerAmounts(picture: Raster, shifts: Float32Array, { layer, layers }: Scene, strength: number): number[] {
  const sums = layers.map(() => [0, 0, 0, 0, 0]);
  for (let i = 0, p = 0; i < layer.length; i++, p += 3) {
    const sum = sums[layer[i]];
    sum[0]++;
    sum[1] += picture.data[p + 1] - 128;
    sum[2] += picture.data[p + 2] - 128;
    sum[3] += shifts[p + 1];
    sum[4] += shifts[p + 2];
  }
  const strayed = strays(picture, shifts, layer, layers, sums);
  return layers.map(({ natural, asked }, i) => {
    const [count, a, b, da, db] = sums[i];
    if (count === 0) return strength;
    const base = asked ? strength / 2 : strength;
    const held = (drift: number, free = slack) => (drift <= free ? base : base * (free / drift));
    if (Math.hypot(natural[1], natural[2]) < telling) return held(Math.hypot(da, db) / count);
    // Only movement against the expected hue counts; growing richer or paler in it is the artist's right.
    const laid = Math.hypot(a, b) / count;
    const off = besideHue([natural[1], natural[2]], Math.max(there, kept * laid));
    const gained = off((a + da) / count, (b + db) / count) - off(a / count, b / count);
    return held(Math.max(gained, strayed[i] / count), Math.min(slack, Math.max(slack / 2, laid / 4)));
  });
}

/**
 * How much further all pixels of each layer come to lie from both the hue a viewer expects and the one laid: what leaves
 * the artist's hue may go towards nature's, and nowhere else.
 */
function strays(
  picture: Raster,
  shifts: Float32Array,
  layer: Uint8Array,
  layers: Scene["layers"],
  sums: number[][],
): Float64Array {
  const strayed = new Float64Array(layers.length);
  const off = layers.map(({ natural }, i) => {
    const [count, a, b] = sums[i];
    const laid = [a / Math.max(1, count), b / Math.max(1, count)] as const;
    const hues = [[natural[1], natural[2]] as const, laid].filter((hue) => Math.hypot(...hue) >= telling);
    const far = hues.map((hue) => besideHue(hue, there));
    return (x: number, y: number) => (far.length === 0 ? 0 : Math.min(...far.map((of) => of(x, y))));
  });
  for (let i = 0, p = 1; i < layer.length; i++, p += 3) {
    const [a, b] = [picture.data[p] - 128, picture.data[p + 1] - 128];
    const from = off[layer[i]];
    strayed[layer[i]] += from(a + shifts[p], b + shifts[p + 1]) - from(a, b);
  }
  return strayed;
}
