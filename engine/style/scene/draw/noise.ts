import { Random } from "./random.ts";

const size = 512;
const cell = 16;
const octaves = 4;

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Tileable fractal value noise; one table serves every scene, offset by the caller, so a look-up costs one bilinear read. */
function build(): Float32Array {
  const random = new Random(0x5eed);
  const sum = new Float32Array(size * size);
  for (let octave = 0; octave < octaves; octave++) {
    const step = cell >> octave;
    const cells = size / step;
    const lattice = Float32Array.from({ length: cells * cells }, () => random.next() - 0.5);
    const weight = 0.55 ** octave;
    for (let y = 0; y < size; y++) {
      const row = Math.floor(y / step);
      const fy = smooth(y / step - row);
      const below = ((row + 1) % cells) * cells;
      for (let x = 0; x < size; x++) {
        const column = Math.floor(x / step);
        const fx = smooth(x / step - column);
        const right = (column + 1) % cells;
        const a = lattice[row * cells + column]!;
        const b = lattice[row * cells + right]!;
        const c = lattice[below + column]!;
        const d = lattice[below + right]!;
        sum[y * size + x]! += weight * (a + (b - a) * fx + (c - a + (d - c - b + a) * fx) * fy);
      }
    }
  }
  let square = 0;
  for (const value of sum) square += value * value;
  const scale = 0.19 / Math.sqrt(square / sum.length);
  return sum.map((value) => Math.min(1, Math.max(0, 0.5 + value * scale)));
}

const table = build();

/** Fractal noise in 0–1 around 0.5 (deviation 0.19); its coarsest feature is one unit wide and it repeats after 32 units. */
export function noise(x: number, y: number): number {
  const px = x * cell;
  const py = y * cell;
  const fx = Math.floor(px);
  const fy = Math.floor(py);
  const x0 = fx & (size - 1);
  const y0 = (fy & (size - 1)) * size;
  const x1 = (x0 + 1) & (size - 1);
  const y1 = ((fy + 1) & (size - 1)) * size;
  const tx = px - fx;
  const ty = py - fy;
  const top = table[y0 + x0]! * (1 - tx) + table[y0 + x1]! * tx;
  const bottom = table[y1 + x0]! * (1 - tx) + table[y1 + x1]! * tx;
  return top + (bottom - top) * ty;
}

/** Sharp-crested noise in 0–1: 1 on the crests, as of rock and mountain ridges. */
export function crest(x: number, y: number): number {
  return 1 - Math.min(1, Math.abs(noise(x, y) - 0.5) * 3.2);
}

/** The same noise at whole sixteenths of a unit, unsmoothed: for texture at the scale of single pixels. */
export function speck(x: number, y: number): number {
  return table[((y & (size - 1)) * size + (x & (size - 1))) | 0]!;
}
