import { bilinear, type Raster, resize } from "./raster.ts";

/** Bands of detail measured: 1, 2, 4 and 8 pixels. */
export const bandCount = 4;

export interface Band {
  width: number;
  height: number;
  /** Signed detail in Lab8 steps, three a pixel. */
  detail: Float32Array;
}

/** The Laplacian pyramid of a picture (Burt and Adelson 1983): bands from fine to coarse, and what is left. */
export function split(source: Raster, count: number): { bands: Band[]; rest: Band } {
  const bands: Band[] = [];
  let rest: Band = { width: source.width, height: source.height, detail: Float32Array.from(source.data) };
  for (let i = 0; i < count; i++) {
    const { width, height, detail } = rest;
    const half = scaled(rest, Math.max(2, width >> 1), Math.max(2, height >> 1));
    const smooth = scaled(half, width, height).detail;
    for (let p = 0; p < detail.length; p++) detail[p] -= smooth[p];
    bands.push(rest);
    rest = half;
  }
  return { bands, rest };
}

function scaled(band: Band, width: number, height: number): Band {
  const detail = new Float32Array(width * height * 3);
  bilinear(band.detail, band.width, band.height, detail, width, height, 0);
  return { width, height, detail };
}

/** Puts a split picture together again. */
export function join(bands: Band[], rest: Band): Raster {
  let sum = rest;
  for (const band of bands.toReversed()) {
    sum = scaled(sum, band.width, band.height);
    for (let p = 0; p < sum.detail.length; p++) sum.detail[p] += band.detail[p];
  }
  const data = new Uint8Array(sum.detail.length);
  for (let p = 0; p < data.length; p++) data[p] = Math.max(0, Math.min(255, sum.detail[p] + 0.5));
  return { width: sum.width, height: sum.height, data };
}

/** Mean absolute detail of each band in Lab8 steps: how much brushwork there is at 1, 2, 4 and 8 pixels. */
export function bandEnergies(source: Raster): number[] {
  const energies: number[] = [];
  for (let i = 0, level = source; i < bandCount; i++) {
    const half = resize(level, Math.max(2, level.width >> 1), Math.max(2, level.height >> 1));
    const smooth = resize(half, level.width, level.height);
    let sum = 0;
    for (let p = 0; p < level.data.length; p++) sum += Math.abs(level.data[p] - smooth.data[p]);
    energies.push(sum / level.data.length);
    level = half;
  }
  return energies;
}
