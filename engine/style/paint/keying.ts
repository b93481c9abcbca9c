import type { Raster } from "../pixels/raster.ts";
import { shiftOf, transport } from "../pixels/transport.ts";
import type { Scene } from "../scene/scene.ts";

/** Random directions of the transport; more change the result by less than one Lab8 step. */
const directions = 14;

/** How far in Lab a transported layer may move away from the hue a viewer expects. */
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
  return layers.map(({ natural, asked }, i) => {
    const [count, a, b, da, db] = sums[i];
    if (count === 0) return strength;
    const base = asked ? strength / 2 : strength;
    const chroma = Math.hypot(natural[1], natural[2]);
    const held = (drift: number) => (drift <= slack ? base : base * (slack / drift));
    if (chroma < 12) return held(Math.hypot(da, db) / count);
    // Only movement against the expected hue counts; growing richer or paler in it is the artist's right.
    const u = natural[1] / chroma;
    const v = natural[2] / chroma;
    const offHue = (x: number, y: number) => Math.abs(x * v - y * u) + Math.max(0, 4 - (x * u + y * v));
    const before = offHue(a / count, b / count);
    const after = offHue((a + da) / count, (b + db) / count);
    return held(after - before);
  });
}
