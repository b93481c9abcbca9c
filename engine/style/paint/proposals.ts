import { nearestWord, patchDimensions, patchLength, patchRadius, project, readPatch } from "../learn/patches.ts";
import { random } from "../pixels/random.ts";
import type { Dictionary } from "../style.ts";
import type { Sheet } from "./atlas.ts";
import { type Canvas, centre } from "./canvas.ts";

/** Positions proposed to each grid point. */
export const proposals = 4;

const placesKept = 48;

/** A dictionary whose places are exemplars of the atlas: `exemplars[i]` is the row of the sheet's places, or −1. */
export interface Index {
  dictionaries: Dictionary[];
  exemplars: Int16Array;
}

/**
 * Looks every other grid point up in the dictionary of the nearest scale and proposes places where its word is found.
 * Several indexes (of mixed styles) take turns.
 */
export function propose(canvas: Canvas, sheet: Sheet, indexes: Index[], seed: number): void {
  const { width, height, radius, step, columns, rows, wanted, proposed } = canvas;
  const next = random(seed);
  const patch = new Float32Array(patchLength);
  const point = new Float32Array(patchDimensions);
  const distance = new Float64Array(1);
  const reach = Math.max(radius, patchRadius);
  proposed.fill(-1);
  indexes.forEach(({ dictionaries, exemplars }, turn) => {
    const near = dictionaries.reduce((best, one) => (gap(one, sheet) < gap(best, sheet) ? one : best));
    const words = near.centres.length / patchDimensions;
    const factor = sheet.size / near.scale;
    for (let row = 0; row < rows; row += 2) {
      const y = centre(row, step, reach, height);
      for (let column = 0; column < columns; column += 2) {
        const x = centre(column, step, reach, width);
        readPatch({ width, height, data: wanted }, x, y, patch);
        project(near, patch, point, 0);
        const word = nearestWord(near.centres, words, point, 0, distance);
        for (let r = row; r < Math.min(rows, row + 2); r++) {
          for (let c = column; c < Math.min(columns, column + 2); c++) {
            for (let k = turn; k < proposals; k += indexes.length) {
              const slot = (word * placesKept + Math.floor(next() * placesKept)) * 3;
              const exemplar = near.places[slot] < 0 ? -1 : exemplars[near.places[slot]];
              if (exemplar < 0) continue;
              const place = sheet.places[exemplar];
              const px = Math.min(place.width - 1, Math.round(near.places[slot + 1] * factor));
              const py = Math.min(place.height - 1, Math.round(near.places[slot + 2] * factor));
              proposed[(r * columns + c) * proposals + k] = (place.top + py) * sheet.stride + px;
            }
          }
        }
      }
    }
  });
}

const gap = (dictionary: Dictionary, { size }: Sheet): number => Math.abs(Math.log(dictionary.scale / size));
