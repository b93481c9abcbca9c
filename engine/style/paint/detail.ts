import { type Band, bandCount, join, split } from "../pixels/bands.ts";
import type { Raster } from "../pixels/raster.ts";

/** Detail wanted in each region at 1, 2, 4 and 8 px of a 512 px picture, in Lab8 steps. */
export interface Detail {
  /** Region of every pixel. */
  regions: Uint8Array;
  wanted: number[][];
}

/** Detail this many times the mean is an edge: raised further it would get a halo. */
const edge = 6;

/**
 * Raises the detail of every region towards what is wanted, band by band (after Heeger and Bergen 1995); never lowers it.
 * Bands are matched by their size relative to the picture, so a 1024 px picture is not sharpened at 1 px.
 * @param caps largest gain for the bands of 1, 2, 4 and 8 px of a 512 px picture
 * @param power 1 meets the wanted detail, less goes part of the way
 */
export function raiseDetail(source: Raster, { regions, wanted }: Detail, caps: number[], power: number): Raster {
  const { bands, rest } = split(source, bandCount);
  const shift = Math.round(Math.log2(512 / Math.max(source.width, source.height)));
  bands.forEach((band, i) => {
    const scale = i + shift;
    if (scale >= 0 && scale < bandCount) raise(band, source, regions, (r) => wanted[r][scale], caps[scale], power);
  });
  return join(bands, rest);
}

function raise(
  { width, height, detail }: Band,
  source: Raster,
  regions: Uint8Array,
  wanted: (region: number) => number,
  cap: number,
  power: number,
): void {
  const sums = new Float64Array(256);
  const sizes = new Float64Array(256);
  const regionAt = (x: number, y: number) =>
    regions[Math.floor((y * source.height) / height) * source.width + Math.floor((x * source.width) / width)];
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p += 3) {
      const region = regionAt(x, y);
      sums[region] += Math.abs(detail[p]) + Math.abs(detail[p + 1]) + Math.abs(detail[p + 2]);
      sizes[region] += 3;
    }
  }
  const means = sums.map((sum, region) => Math.max(0.1, sum / Math.max(1, sizes[region])));
  const gains = means.map((mean, region) =>
    sizes[region] === 0 ? 1 : Math.max(1, Math.min(cap, (wanted(region) / mean) ** power)),
  );
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const region = regionAt(x, y);
      for (const end = p + 3; p < end; p++) {
        const strong = detail[p] / (edge * means[region]);
        detail[p] *= 1 + (gains[region] - 1) / (1 + strong * strong);
      }
    }
  }
}
