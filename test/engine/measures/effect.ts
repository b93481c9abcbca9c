import { bandEnergies } from "../../../engine/style/pixels/bands.ts";
import { type Raster, resize } from "../../../engine/style/pixels/raster.ts";
import { atSize } from "./at-size.ts";
import { correlation, thumbnail } from "./novelty.ts";

/** Mean CIE76 difference of two pictures at 64 × 64. */
export function meanDeltaE(a: Raster, b: Raster): number {
  const [x, y] = [resize(a, 64, 64).data, resize(b, 64, 64).data];
  let sum = 0;
  for (let p = 0; p < x.length; p += 3) {
    sum += Math.hypot((x[p]! - y[p]!) / 2.55, x[p + 1]! - y[p + 1]!, x[p + 2]! - y[p + 2]!);
  }
  return (sum / x.length) * 3;
}

/**
 * Detail at 1/1, 1/2 and 1/4 scale as a ratio to that of the originals at the same size: 1 the same brushwork, less mush,
 * more noise.
 */
export function textureRatios(pictures: Raster[], originals: Raster[]): number[] {
  const mean = (all: Raster[]) => {
    const energies = all.map(bandEnergies);
    return [0, 1, 2].map((band) => energies.reduce((sum, energy) => sum + energy[band]! / energies.length, 0));
  };
  const size = Math.max(pictures[0]!.width, pictures[0]!.height);
  const [own, theirs] = [mean(pictures), mean(originals.map((original) => atSize(original, size)))];
  return own.map((energy, band) => energy / theirs[band]!);
}

/**
 * The share of pictures whose nearest picture of another style, by how light and dark lie, shows the same prompt.
 * @param pictures by style, then by prompt
 */
export function layoutRecognised(pictures: Raster[][]): number {
  const layouts = pictures.map((row) => row.map(thumbnail));
  let right = 0;
  let total = 0;
  layouts.forEach((row, style) => {
    row.forEach((own, prompt) => {
      layouts.forEach((other, otherStyle) => {
        if (otherStyle === style) return;
        const alike = other.map((layout) => Math.abs(correlation(own, layout)));
        total++;
        if (alike.indexOf(Math.max(...alike)) === prompt) right++;
      });
    });
  });
  return right / total;
}
