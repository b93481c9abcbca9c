import { type Raster, resize } from "../../../engine/style/pixels/raster.ts";
import { atSize } from "./at-size.ts";

/** Blocks are compared on this grid, in pixels of a picture of 256. */
const block = 8;

/** Mean difference of Lab8 below which a block counts as copied: less than brushwork varies, more than rounding. */
const same = 4;

/** A block that varies less than this cannot tell a copy from any other calm surface. */
const telling = 5;

/**
 * The side in pixels of the largest square of a picture that one original shows unchanged, moved by one shift.
 * Shifts to try come from the best match of every fourth telling block at half size.
 */
export function largestCopy(picture: Raster, originals: Raster[]): number {
  let largest = 0;
  const half = resize(picture, picture.width >> 1, picture.height >> 1);
  const own = quarters(half);
  const probes: { x: number; y: number }[] = [];
  for (let y = 0; y + block <= half.height; y += block) {
    for (let x = 0; x + block <= half.width; x += block) if (contrast(half, x, y) > telling) probes.push({ x, y });
  }
  for (const original of originals) {
    const { fitted, small, theirs } = ready(original, Math.max(picture.width, picture.height));
    const tried = new Set<string>();
    probes
      .filter((_, i) => i % 4 === 0)
      .map((probe) => ({ probe, match: bestMatch(half, own, probe, small, theirs) }))
      .filter(({ match }) => match.gap < 3 * same)
      .sort((a, b) => a.match.gap - b.match.gap)
      .slice(0, 12)
      .forEach(({ probe, match }) => {
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const shift = { x: 2 * (match.x - probe.x) + dx, y: 2 * (match.y - probe.y) + dy };
            const key = `${shift.x},${shift.y}`;
            if (tried.has(key)) continue;
            tried.add(key);
            largest = Math.max(largest, largestSquare(picture, fitted, shift));
          }
        }
      });
  }
  return largest;
}

interface Ready {
  size: number;
  fitted: Raster;
  small: Raster;
  theirs: Float32Array;
}

const readied = new WeakMap<Raster, Ready>();

/** An original at a size, at half of it, and its quarters: kept, as every painting is held against each original. */
function ready(original: Raster, size: number): Ready {
  const known = readied.get(original);
  if (known?.size === size) return known;
  const fitted = atSize(original, size);
  const small = resize(fitted, fitted.width >> 1, fitted.height >> 1);
  const made = { size, fitted, small, theirs: quarters(small) };
  readied.set(original, made);
  return made;
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

/** The place of the original nearest to the block at a probe; blocks whose quarters already differ more are passed over. */
function bestMatch(
  picture: Raster,
  own: Float32Array,
  { x, y }: { x: number; y: number },
  original: Raster,
  theirs: Float32Array,
) {
  let best = { x: 0, y: 0, gap: 3 * same };
  const half = block / 2;
  const at = y * picture.width + x;
  const [a, b, c, d] = [
    own[at]!,
    own[at + half]!,
    own[at + half * picture.width]!,
    own[at + half * picture.width + half]!,
  ];
  for (let oy = 0; oy + block <= original.height; oy++) {
    for (let ox = 0, o = oy * original.width; ox + block <= original.width; ox++, o++) {
      const below = o + half * original.width;
      const least =
        Math.abs(a - theirs[o]!) +
        Math.abs(b - theirs[o + half]!) +
        Math.abs(c - theirs[below]!) +
        Math.abs(d - theirs[below + half]!);
      // Four quarters, one channel of three.
      if (least > best.gap * 12) continue;
      const gap = gapAt(picture, x, y, original, ox, oy, best.gap);
      if (gap < best.gap) best = { x: ox, y: oy, gap };
    }
  }
  return best;
}

/** The largest square of blocks that are the same under a shift; at least half of its own blocks must be telling. */
function largestSquare(picture: Raster, original: Raster, shift: { x: number; y: number }): number {
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
      const inside = ox >= 0 && oy >= 0 && ox + block <= original.width && oy + block <= original.height;
      const alike = inside && gapAt(picture, x, y, original, ox, oy, same) <= same;
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

/** Correlation of two pictures' lightness as thumbnails of 32 × 32: 1 the same composition. */
export function thumbnailCorrelation(a: Raster, b: Raster): number {
  return correlation(thumbnail(a), thumbnail(b));
}

/** Lightness at 32 × 32. */
export function thumbnail(picture: Raster): Float32Array {
  const { data } = resize(picture, 32, 32);
  return Float32Array.from({ length: 1024 }, (_, i) => data[i * 3]!);
}

/** Pearson's correlation. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb || 1);
}
