import type { Raster } from "../../../engine/style/pixels/raster.ts";
import { atSize } from "./at-size.ts";

/** Side in pixels of the blocks a copy is made of: those of the picture itself, and of it at half size for the search. */
const block = 8;

/** Mean difference of Lab8 up to which a block counts as copied: less than brushwork varies, more than rounding. */
const same = 4;

/** A block that varies less than this cannot tell a copy from any other calm surface. */
const telling = 5;

/** Lightness of a block's quarters is looked up in steps of this many Lab8 levels: no copy is half of it lighter or darker. */
const level = 8;

const drawers = 1 << 16;

/** The drawer of four steps of lightness, filled one by one. */
const drawer = (key: number, step: number): number => (Math.imul(key, 61) + step) & (drawers - 1);

interface Shift {
  x: number;
  y: number;
}

/** An original at half size, begun at one of four corners, with its blocks filed by the lightness of their quarters. */
interface Filed {
  from: Shift;
  half: Raster;
  /** Lightness of the quarter that begins at each pixel. */
  means: Float32Array;
  starts: Int32Array;
  places: Int32Array;
}

/**
 * The side in pixels of the largest square of a picture that one original shows unchanged, moved by one shift.
 *
 * Telling blocks of the picture at half size are looked up in the original, halved from each of its four corners: all of
 * them up to 256 px, one of two by two at 512. A copy of an eighth of the picture's side holds such a block whole, and halving
 * brings no block further from its like: so its shift is found, and the square is then measured at full size.
 */
export function largestCopy(picture: Raster, originals: Raster[]): number {
  const half = halve(picture, { x: 0, y: 0 });
  const own = quarters(half);
  const size = Math.max(picture.width, picture.height);
  const step = block * Math.max(1, Math.floor(size / 256));
  let largest = 0;
  for (const original of originals) {
    const { fitted, filed } = fileOf(original, size);
    const measured = new Set<string>();
    for (let y = 0; y + block <= half.height; y += step) {
      for (let x = 0; x + block <= half.width; x += step) {
        if (contrast(half, x, y) <= telling) continue;
        for (const file of filed) {
          const match = find(half, own, { x, y }, file);
          if (!match) continue;
          const shift = { x: 2 * (match.x - x) + file.from.x, y: 2 * (match.y - y) + file.from.y };
          const name = `${shift.x},${shift.y}`;
          if (measured.has(name) || reach(picture, fitted, shift, { x: 2 * x, y: 2 * y }) <= largest) continue;
          measured.add(name);
          largest = Math.max(largest, largestSquare(picture, fitted, shift));
        }
      }
    }
  }
  return largest;
}

/** Means of two by two pixels, the first of them at `from`. */
function halve({ width, height, data }: Raster, from: Shift): Raster {
  const [w, h] = [(width - from.x) >> 1, (height - from.y) >> 1];
  const out = new Uint8Array(w * h * 3);
  for (let y = 0, o = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const p = ((2 * y + from.y) * width + 2 * x + from.x) * 3;
      const q = p + width * 3;
      for (let k = 0; k < 3; k++)
        out[o++] = (data[p + k]! + data[p + 3 + k]! + data[q + k]! + data[q + 3 + k]! + 2) >> 2;
    }
  }
  return { width: w, height: h, data: out };
}

const readied = new WeakMap<Raster, { size: number; fitted: Raster; filed: Filed[] }>();

/** Kept, as every painting is held against each original. */
function fileOf(original: Raster, size: number): { fitted: Raster; filed: Filed[] } {
  const known = readied.get(original);
  if (known?.size === size) return known;
  const fitted = atSize(original, size);
  const corners = [0, 1].flatMap((y) => [0, 1].map((x) => ({ x, y })));
  const made = { size, fitted, filed: corners.map((from) => file(halve(fitted, from), from)) };
  readied.set(original, made);
  return made;
}

/** Where each quarter of a block begins, as an offset to its first pixel. */
const quartersAt = (width: number) => [0, block / 2, (block / 2) * width, (block / 2) * (width + 1)];

function file(half: Raster, from: Shift): Filed {
  const means = quarters(half);
  const at = quartersAt(half.width);
  const [columns, rows] = [half.width - block + 1, half.height - block + 1];
  const keys = new Uint16Array(columns * rows);
  const starts = new Int32Array(drawers + 1);
  for (let i = 0; i < keys.length; i++) {
    const place = Math.floor(i / columns) * half.width + (i % columns);
    keys[i] = at.reduce((key, offset) => drawer(key, Math.floor(means[place + offset]! / level)), 0);
    starts[keys[i]! + 1] = starts[keys[i]! + 1]! + 1;
  }
  for (let key = 0; key < drawers; key++) starts[key + 1] = starts[key + 1]! + starts[key]!;
  const places = new Int32Array(keys.length);
  const next = starts.slice();
  keys.forEach((key, i) => {
    places[next[key]!] = Math.floor(i / columns) * half.width + (i % columns);
    next[key] = next[key]! + 1;
  });
  return { from, half, means, starts, places };
}

/** The place of the original that is the same as the block at `probe`, the most alike if there are several. */
function find(picture: Raster, own: Float32Array, { x, y }: Shift, filed: Filed): Shift | null {
  const { half, means, starts, places } = filed;
  const at = y * picture.width + x;
  const [a, b, c, d] = quartersAt(picture.width).map((offset) => own[at + offset]!) as [number, number, number, number];
  const [, right, below, across] = quartersAt(half.width) as [number, number, number, number];
  // Quarters up to half a level lighter or darker lie in two steps each.
  const keys = [a, b, c, d].reduce(
    (found, mean) => {
      const low = Math.floor((mean - level / 2) / level);
      return found.flatMap((key) => [drawer(key, low), drawer(key, low + 1)]);
    },
    [0],
  );
  let best = -1;
  let least = same;
  for (const key of keys) {
    for (let i = starts[key]!; i < starts[key + 1]!; i++) {
      const place = places[i]!;
      const apart =
        Math.abs(a - means[place]!) +
        Math.abs(b - means[place + right]!) +
        Math.abs(c - means[place + below]!) +
        Math.abs(d - means[place + across]!);
      // The lightness of four quarters, one channel of three, says how near the block can be at best.
      if (apart > 2 * level || apart > 12 * least) continue;
      const column = place % half.width;
      const gap = gapAt(picture, x, y, half, column, (place - column) / half.width, least);
      if (gap > least) continue;
      least = gap;
      best = place;
    }
  }
  return best < 0 ? null : { x: best % half.width, y: Math.floor(best / half.width) };
}

/** Mean lightness of the square of half a block below and right of every pixel. */
function quarters({ width, height, data }: Raster): Float32Array {
  const out = new Float32Array(width * height);
  const half = block / 2;
  for (let y = 0; y + half <= height; y++) {
    for (let x = 0; x + half <= width; x++) {
      let sum = 0;
      for (let j = y; j < y + half; j++) for (let i = x; i < x + half; i++) sum += data[(j * width + i) * 3]!;
      out[y * width + x] = sum / (half * half);
    }
  }
  return out;
}

function contrast({ width, data }: Raster, x: number, y: number): number {
  let sum = 0;
  let squares = 0;
  for (let j = y; j < y + block; j++) {
    for (let i = x; i < x + block; i++) {
      const value = data[(j * width + i) * 3]!;
      sum += value;
      squares += value * value;
    }
  }
  const n = block * block;
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}

function gapAt(a: Raster, ax: number, ay: number, b: Raster, bx: number, by: number, limit: number): number {
  let sum = 0;
  const bound = limit * block * block * 3;
  for (let j = 0; j < block; j++) {
    let p = ((ay + j) * a.width + ax) * 3;
    let q = ((by + j) * b.width + bx) * 3;
    for (const end = p + block * 3; p < end; p++, q++) sum += Math.abs(a.data[p]! - b.data[q]!);
    if (sum > bound) return Number.POSITIVE_INFINITY;
  }
  return sum / (block * block * 3);
}

const inside = ({ width, height }: Raster, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x + block <= width && y + block <= height;

/** The side that no square of same blocks around a block exceeds: how far they go on in its row and in its column. */
function reach(picture: Raster, original: Raster, shift: Shift, { x, y }: Shift): number {
  const run = (dx: number, dy: number): number => {
    let blocks = 0;
    for (let [i, j] = [x + dx, y + dy]; inside(picture, i, j); i += dx, j += dy) {
      const [ox, oy] = [i + shift.x, j + shift.y];
      if (!inside(original, ox, oy) || gapAt(picture, i, j, original, ox, oy, same) > same) break;
      blocks++;
    }
    return blocks;
  };
  return block * (1 + Math.min(run(-block, 0) + run(block, 0), run(0, -block) + run(0, block)));
}

/** The largest square of blocks that are the same under a shift; at least half of its own blocks must be telling. */
function largestSquare(picture: Raster, original: Raster, shift: Shift): number {
  const columns = Math.floor(picture.width / block);
  const rows = Math.floor(picture.height / block);
  const sides = new Int32Array(columns * rows);
  // Telling blocks above and left of each corner, so that any square's are four look-ups.
  const wide = columns + 1;
  const told = new Int32Array(wide * (rows + 1));
  const toldIn = (row: number, column: number, side: number) => {
    const [top, left, bottom, right] = [row + 1 - side, column + 1 - side, row + 1, column + 1];
    return (
      told[bottom * wide + right]! - told[top * wide + right]! - told[bottom * wide + left]! + told[top * wide + left]!
    );
  };
  let most = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [column * block, row * block];
      const [ox, oy] = [x + shift.x, y + shift.y];
      const alike = inside(original, ox, oy) && gapAt(picture, x, y, original, ox, oy, same) <= same;
      const corner = (row + 1) * wide + column + 1;
      told[corner] = told[corner - 1]! + told[corner - wide]! - told[corner - wide - 1]!;
      if (!alike) continue;
      if (contrast(picture, x, y) > telling) told[corner] = told[corner]! + 1;
      const i = row * columns + column;
      const around = row > 0 && column > 0 ? Math.min(sides[i - 1]!, sides[i - columns]!, sides[i - columns - 1]!) : 0;
      sides[i] = around + 1;
      for (let side = sides[i]!; side > most; side--) {
        if (toldIn(row, column, side) * 2 >= side * side) most = side;
      }
    }
  }
  return most * block;
}
