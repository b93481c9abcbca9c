import { bandCount, split } from "../pixels/bands.ts";
import type { Lab } from "../pixels/lab.ts";
import type { Raster } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import type { Specimen } from "./specimen.ts";

/** Side of a cell in pixels of a 256 px picture. */
export const cellSide = 8;

/** A square of surface, small enough to be one material. */
export interface Cell {
  mean: Lab;
  /** Variances LL, aa, bb, then covariances La, Lb, ab. */
  covariance: number[];
  energy: number;
  coherence: number;
  /** 0 top, 1 bottom. */
  height: number;
  /** Mean absolute detail at 1, 2, 4, 8 px of a 512 px picture. */
  bands: number[];
  /** Byte offset of its upper left pixel at 256 px. */
  offset: number;
}

/** Cuts a picture into cells, row by row; `columns` a row. */
export function cellsOf(specimen: Specimen): { cells: Cell[]; columns: number } {
  const level = specimen.levels[1];
  const tensor = structureTensor(level, 2);
  const { bands } = split(specimen.levels[0], bandCount);
  const columns = Math.floor(level.width / cellSide);
  const rows = Math.floor(level.height / cellSide);
  const cells: Cell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = column * cellSide;
      const top = row * cellSide;
      cells.push({
        ...moments(level, tensor, left, top),
        height: (top + cellSide / 2) / level.height,
        bands: bands.map(({ width, height, detail }) => {
          const x0 = Math.floor((column * width) / columns);
          const y0 = Math.floor((row * height) / rows);
          const x1 = Math.max(x0 + 1, Math.floor(((column + 1) * width) / columns));
          const y1 = Math.max(y0 + 1, Math.floor(((row + 1) * height) / rows));
          let sum = 0;
          for (let y = y0; y < y1; y++) {
            for (let p = (y * width + x0) * 3; p < (y * width + x1) * 3; p++) sum += Math.abs(detail[p]);
          }
          return sum / ((x1 - x0) * (y1 - y0) * 3);
        }),
        offset: (top * level.width + left) * 3,
      });
    }
  }
  return { cells, columns };
}

function moments({ width, data }: Raster, tensor: Uint8Array, left: number, top: number) {
  const n = cellSide * cellSide;
  const sum = [0, 0, 0];
  const squares = [0, 0, 0, 0, 0, 0];
  let energy = 0;
  let coherence = 0;
  for (let y = top; y < top + cellSide; y++) {
    for (let p = (y * width + left) * 3, end = p + cellSide * 3; p < end; p += 3) {
      const l = data[p] / 2.55;
      const a = data[p + 1] - 128;
      const b = data[p + 2] - 128;
      sum[0] += l;
      sum[1] += a;
      sum[2] += b;
      squares[0] += l * l;
      squares[1] += a * a;
      squares[2] += b * b;
      squares[3] += l * a;
      squares[4] += l * b;
      squares[5] += a * b;
      energy += tensor[p + 2] / 8;
      coherence += Math.hypot(tensor[p] - 128, tensor[p + 1] - 128) / 127;
    }
  }
  const mean: Lab = [sum[0] / n, sum[1] / n, sum[2] / n];
  const pairs = [0, 0, 1, 1, 2, 2, 0, 1, 0, 2, 1, 2];
  const covariance = squares.map((value, i) => value / n - mean[pairs[2 * i]] * mean[pairs[2 * i + 1]]);
  return { mean, covariance, energy: energy / n, coherence: coherence / n };
}
