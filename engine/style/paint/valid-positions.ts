import type { Sheet } from "./atlas.ts";

interface Positions {
  valid: Uint8Array;
  pool: Int32Array;
  poolStarts: Int32Array;
}

const known = new WeakMap<Sheet, Map<number, Positions>>();

/** Where a whole patch fits into one exemplar, as a map and as a list sorted by material; kept with the sheet. */
export function validPositions(sheet: Sheet, radius: number, materials: number): Positions {
  const kept = known.get(sheet) ?? new Map<number, Positions>();
  known.set(sheet, kept);
  const found = kept.get(radius) ?? find(sheet, radius, materials);
  kept.set(radius, found);
  return found;
}

function find({ stride, rows, material, places, closed }: Sheet, radius: number, materials: number): Positions {
  const valid = new Uint8Array(new SharedArrayBuffer(stride * rows));
  const sizes = new Int32Array(materials);
  for (const { top, width, height } of places) {
    for (let y = top + radius; y < top + height - radius; y++) {
      const start = y * stride + radius;
      const end = y * stride + width - radius;
      valid.fill(1, start, end);
    }
  }
  if (closed) exclude(valid, closed, stride, radius);
  for (let p = 0; p < valid.length; p++) if (valid[p]) sizes[material[p]]++;
  const poolStarts = new Int32Array(new SharedArrayBuffer((materials + 1) * 4));
  for (let m = 0; m < materials; m++) poolStarts[m + 1] = poolStarts[m] + sizes[m];
  const pool = new Int32Array(new SharedArrayBuffer(poolStarts[materials] * 4));
  const at = poolStarts.slice(0, materials);
  for (let p = 0; p < valid.length; p++) if (valid[p]) pool[at[material[p]]++] = p;
  return { valid, pool, poolStarts };
}

/** Takes back every position whose patch would show something closed. */
function exclude(valid: Uint8Array, closed: Uint8Array, stride: number, radius: number): void {
  closed.forEach((shut, p) => {
    if (!shut) return;
    for (let dy = -radius; dy <= radius; dy++) {
      const row = p + dy * stride;
      valid.fill(0, Math.max(0, row - radius), Math.max(0, row + radius + 1));
    }
  });
}
