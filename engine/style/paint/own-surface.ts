import { bandCount, split } from "../pixels/bands.ts";
import { distanceTo } from "../pixels/distance.ts";
import type { Raster } from "../pixels/raster.ts";
import type { Sketch } from "./stretch.ts";

/** Cost, in squared Lab8, of painting a thing or a scene with the picture's own surface, and the ground with another's. */
export const thingOwn = 500;
export const sceneOwn = 200;
const foreign = 6000;

/** Adds the picture's own surface as a last material, and the ground that goes on with it as a last region. */
export function admitOwn({ fit, chances, materials }: Sketch, ownCost: number): Pick<Sketch, "fit" | "chances"> {
  const rows = fit.length / materials;
  const columns = materials + 1;
  const table = () => new Float32Array(new SharedArrayBuffer((rows + 1) * columns * 4));
  const [fits, likely] = [table(), table()];
  for (let row = 0; row < rows; row++) {
    for (let m = 0; m < materials; m++) {
      fits[row * columns + m] = fit[row * materials + m];
      likely[row * columns + m] = chances[row * materials + m] * 0.85;
    }
    fits[row * columns + materials] = row === rows - 1 ? 0 : ownCost;
    likely[row * columns + materials] = 1;
  }
  fits.fill(foreign, rows * columns, rows * columns + materials);
  likely[rows * columns + materials] = 1;
  return { fit: fits, chances: likely };
}

/** Detail of the known part at 1, 2, 4, 8 px of a 512 px picture, near the open part more than far from it. */
export function detailAround(known: Raster, open: Uint8Array): number[] {
  const near = distanceTo(open, known.width, known.height);
  const reach = Math.max(known.width, known.height) / 10;
  const shift = Math.round(Math.log2(512 / Math.max(known.width, known.height)));
  const wanted = [0, 0, 0, 0];
  split(known, bandCount).bands.forEach(({ width, height, detail }, band) => {
    let sum = 0;
    let weight = 0;
    for (let y = 0, p = 0; y < height; y++) {
      const row = Math.floor((y * known.height) / height) * known.width;
      for (let x = 0; x < width; x++, p += 3) {
        const i = row + Math.floor((x * known.width) / width);
        if (open[i] || near[i] < 3 * 2 ** band) continue;
        const share = Math.exp(-near[i] / reach);
        sum += share * (Math.abs(detail[p]) + Math.abs(detail[p + 1]) + Math.abs(detail[p + 2]));
        weight += 3 * share;
      }
    }
    if (band + shift >= 0 && band + shift < 4) wanted[band + shift] = sum / Math.max(1e-6, weight);
  });
  return wanted;
}
