import { fitsMark, markBytes, materialMark, type Sheet } from "./atlas.ts";

interface Positions {
  pool: Int32Array;
  poolStarts: Int32Array;
}

const known = new WeakMap<Sheet, Positions>();

/**
 * Where a whole patch fits into one exemplar: marked in the sheet, and as a list sorted by material. Kept with the sheet,
 * which is only ever matched with patches of one radius.
 */
export function validPositions(sheet: Sheet, radius: number, materials: number): Positions {
  const found = known.get(sheet) ?? find(sheet, radius, materials);
  known.set(sheet, found);
  return found;
}

function find({ stride, marks, places, closed }: Sheet, radius: number, materials: number): Positions {
  for (const { top, width, height } of places) {
    for (let y = top + radius; y < top + height - radius; y++) {
      fill(marks, 1, y * stride + radius, y * stride + width - radius);
    }
  }
  if (closed) exclude(marks, closed, stride, radius);
  const sizes = new Int32Array(materials);
  for (let m = 0; m < marks.length; m += markBytes) if (marks[m + fitsMark]) sizes[marks[m + materialMark]]++;
  const poolStarts = new Int32Array(new SharedArrayBuffer((materials + 1) * 4));
  for (let m = 0; m < materials; m++) poolStarts[m + 1] = poolStarts[m] + sizes[m];
  const pool = new Int32Array(new SharedArrayBuffer(poolStarts[materials] * 4));
  const at = poolStarts.slice(0, materials);
  for (let m = 0, p = 0; m < marks.length; m += markBytes, p++) {
    if (marks[m + fitsMark]) pool[at[marks[m + materialMark]]++] = p;
  }
  return { pool, poolStarts };
}

/** Takes back every position whose patch would show something closed. */
function exclude(marks: Uint8Array, closed: Uint8Array, stride: number, radius: number): void {
  closed.forEach((shut, p) => {
    if (!shut) return;
    for (let dy = -radius; dy <= radius; dy++) {
      const row = p + dy * stride;
      fill(marks, 0, Math.max(0, row - radius), Math.min(closed.length, row + radius + 1));
    }
  });
}

function fill(marks: Uint8Array, fits: 0 | 1, from: number, to: number): void {
  for (let p = from; p < to; p++) marks[p * markBytes + fitsMark] = fits;
}
