import { normal, random } from "./random.ts";
import type { Raster } from "./raster.ts";

/** Cells a side of the grid that carries the displacement of colours: about 16 Lab8 steps each. */
const side = 17;

/** How every colour moves: a smooth field over Lab8, so that like colours move alike. */
export interface ColourShift {
  /** Three steps and a weight for each of 17³ grid points. */
  field: Float32Array;
}

/**
 * Finds how the colours of a picture move to become distributed like `palette` (Lab8, three a sample): sliced optimal
 * transport by sorting along random directions (Pitié, Kokaram and Dahyot 2007; Rabin, Peyré, Delon and Bernot 2011).
 */
export function transport(picture: Raster, palette: Uint8Array, seed: number, directions: number): ColourShift {
  const step = Math.max(1, Math.floor((picture.width * picture.height) / 20000));
  const count = Math.floor((picture.width * picture.height) / step);
  const from = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) from[i * 3 + k] = picture.data[i * step * 3 + k];
  }
  const moved = from.slice();
  const wanted = new Float32Array(palette.length / 3);
  const along = new Float32Array(count);
  const order = new Uint32Array(count);
  const next = random(seed);
  for (let d = 0; d < directions; d++) {
    const direction = [normal(next), normal(next) * 1.4, normal(next) * 1.4];
    const length = Math.hypot(...direction);
    const [u, v, w] = direction.map((value) => value / length);
    for (let i = 0; i < count; i++) {
      along[i] = moved[i * 3] * u + moved[i * 3 + 1] * v + moved[i * 3 + 2] * w;
      order[i] = i;
    }
    for (let i = 0; i < wanted.length; i++) {
      wanted[i] = palette[i * 3] * u + palette[i * 3 + 1] * v + palette[i * 3 + 2] * w;
    }
    wanted.sort();
    order.sort((a, b) => along[a] - along[b]);
    for (let rank = 0; rank < count; rank++) {
      const i = order[rank];
      // A full step overshoots where directions disagree.
      const gap = 0.8 * (wanted[Math.floor(((rank + 0.5) / count) * wanted.length)] - along[i]);
      moved[i * 3] += gap * u;
      moved[i * 3 + 1] += gap * v;
      moved[i * 3 + 2] += gap * w;
    }
  }
  return { field: gather(from, moved) };
}

function gather(from: Float32Array, moved: Float32Array): Float32Array {
  const field = new Float32Array(side ** 3 * 4);
  for (let p = 0; p < from.length; p += 3) {
    const at = [0, 1, 2].map((k) => (from[p + k] / 255) * (side - 1));
    const [x, y, z] = at.map(Math.round);
    for (let i = Math.max(0, x - 1); i <= Math.min(side - 1, x + 1); i++) {
      for (let j = Math.max(0, y - 1); j <= Math.min(side - 1, y + 1); j++) {
        for (let k = Math.max(0, z - 1); k <= Math.min(side - 1, z + 1); k++) {
          const weight = Math.exp(-((i - at[0]) ** 2 + (j - at[1]) ** 2 + (k - at[2]) ** 2) / 0.7);
          const o = ((i * side + j) * side + k) * 4;
          for (let c = 0; c < 3; c++) field[o + c] += weight * (moved[p + c] - from[p + c]);
          field[o + 3] += weight;
        }
      }
    }
  }
  return field;
}

/** The displacement of the colour at byte offset `p`, written to `out` in Lab8 steps (trilinear over the grid). */
export function shiftOf({ field }: ColourShift, data: Uint8Array, p: number, out: Float32Array): void {
  const x = (data[p] / 255) * (side - 1);
  const y = (data[p + 1] / 255) * (side - 1);
  const z = (data[p + 2] / 255) * (side - 1);
  const i = Math.min(side - 2, Math.floor(x));
  const j = Math.min(side - 2, Math.floor(y));
  const k = Math.min(side - 2, Math.floor(z));
  let total = 0;
  out[0] = 0;
  out[1] = 0;
  out[2] = 0;
  for (let corner = 0; corner < 8; corner++) {
    const cx = i + (corner & 1);
    const cy = j + ((corner >> 1) & 1);
    const cz = k + (corner >> 2);
    const o = ((cx * side + cy) * side + cz) * 4;
    if (field[o + 3] < 1e-6) continue;
    const weight = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy)) * (1 - Math.abs(z - cz));
    total += weight;
    for (let c = 0; c < 3; c++) out[c] += (weight * field[o + c]) / field[o + 3];
  }
  if (total > 0) for (let c = 0; c < 3; c++) out[c] /= total;
}
