import type { Style } from "../style.ts";
import type { Paint } from "./colouring.ts";

/** Of patch cost, in squared Lab8: see `preferSources`. */
const energyWeight = 260;
const colourWeight = 0.1;

/**
 * Says for every layer which materials of the originals its patches should come from (after Champandard 2016, Semantic
 * Style Transfer): those as busy as the layer's own paint above all, then those of its colour.
 *
 * A last row, for outlines, takes from everywhere.
 */
export function preferSources(style: Style, paints: Paint[]): { fit: Float32Array; chances: Float32Array } {
  const count = style.materials.length;
  const fit = new Float32Array(new SharedArrayBuffer((paints.length + 1) * count * 4));
  const chances = new Float32Array(new SharedArrayBuffer((paints.length + 1) * count * 4));
  cumulate(
    style.materials.map(({ weight }) => weight),
    chances.subarray(paints.length * count),
  );
  paints.forEach((paint, layer) => {
    const own = style.materials[paint.material];
    const likely = style.materials.map((material, m) => {
      // Busyness is compared by ratio: 2 is as far from 1 as 1 from ½.
      const ratio = Math.log((material.energy + 0.7) / (own.energy + 0.7));
      const colour =
        ((material.mean[0] - paint.mean[0]) * 2.55) ** 2 +
        1.5 * ((material.mean[1] - paint.mean[1]) ** 2 + (material.mean[2] - paint.mean[2]) ** 2);
      const cost = energyWeight * ratio * ratio * (ratio > 0 ? 1 : 0.5) + colourWeight * Math.min(6000, colour);
      fit[layer * count + m] = cost;
      return material.weight * Math.exp(-cost / 150);
    });
    cumulate(likely, chances.subarray(layer * count, (layer + 1) * count));
  });
  return { fit, chances };
}

function cumulate(shares: number[], out: Float32Array): void {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let sum = 0;
  shares.forEach((share, i) => {
    sum += share / total;
    out[i] = i === shares.length - 1 ? 1 : sum;
  });
}
