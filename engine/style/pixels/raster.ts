/**
 * A picture in CIE Lab (D65), three bytes a pixel, row by row: L × 2.55, a + 128, b + 128.
 * Patches are compared in these units ("Lab8"), where one step of L weighs 2.55 steps of a or b.
 */
export interface Raster {
  width: number;
  height: number;
  data: Uint8Array;
}

export const pixelsOf = (raster: { width: number; height: number }): number => raster.width * raster.height;

/** A copy in memory that worker threads can read without copying. */
export function shared(source: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(source.length));
  copy.set(source);
  return copy;
}

/** Resizes by the mean of the covered pixels when shrinking, bilinear otherwise. */
export function resize(source: Raster, width: number, height: number): Raster {
  if (width === source.width && height === source.height) return source;
  const shrinks = width <= source.width && height <= source.height;
  return { width, height, data: shrinks ? average(source, width, height) : interpolate(source, width, height) };
}

function average(source: Raster, width: number, height: number): Uint8Array {
  const { data } = source;
  const out = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    const top = Math.floor((y * source.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * source.height) / height));
    for (let x = 0; x < width; x++, o += 3) {
      const left = Math.floor((x * source.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * source.width) / width));
      let l = 0;
      let a = 0;
      let b = 0;
      for (let j = top; j < bottom; j++) {
        for (let p = (j * source.width + left) * 3, end = (j * source.width + right) * 3; p < end; p += 3) {
          l += data[p];
          a += data[p + 1];
          b += data[p + 2];
        }
      }
      const n = (bottom - top) * (right - left);
      out[o] = l / n + 0.5;
      out[o + 1] = a / n + 0.5;
      out[o + 2] = b / n + 0.5;
    }
  }
  return out;
}

function interpolate(source: Raster, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  bilinear(source.data, source.width, source.height, out, width, height, 0.5);
  return out;
}

/** Bilinear resampling of three interleaved channels; `rounding` is added before storing (0.5 for bytes). */
export function bilinear(
  source: Uint8Array | Float32Array,
  sourceWidth: number,
  sourceHeight: number,
  out: Uint8Array | Float32Array,
  width: number,
  height: number,
  rounding: number,
): void {
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const part = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.min(sourceWidth - 1, Math.max(0, ((x + 0.5) * sourceWidth) / width - 0.5));
    left[x] = Math.floor(at);
    right[x] = Math.min(sourceWidth - 1, left[x] + 1);
    part[x] = at - left[x];
  }
  for (let y = 0, o = 0; y < height; y++) {
    const at = Math.min(sourceHeight - 1, Math.max(0, ((y + 0.5) * sourceHeight) / height - 0.5));
    const upper = Math.floor(at);
    const fy = at - upper;
    const top = upper * sourceWidth;
    const bottom = Math.min(sourceHeight - 1, upper + 1) * sourceWidth;
    for (let x = 0; x < width; x++) {
      const fx = part[x];
      const a = (top + left[x]) * 3;
      const b = (top + right[x]) * 3;
      const c = (bottom + left[x]) * 3;
      const d = (bottom + right[x]) * 3;
      for (let k = 0; k < 3; k++, o++) {
        const above = source[a + k] + (source[b + k] - source[a + k]) * fx;
        const below = source[c + k] + (source[d + k] - source[c + k]) * fx;
        out[o] = above + (below - above) * fy + rounding;
      }
    }
  }
}

/** Sizes halving from the given one while the longer side stays at least `least` pixels, largest first. */
export function halvings(width: number, height: number, least: number): { width: number; height: number }[] {
  const sizes = [{ width, height }];
  for (let last = sizes[0]; Math.max(last.width, last.height) / 2 >= least; ) {
    last = { width: Math.max(12, Math.round(last.width / 2)), height: Math.max(12, Math.round(last.height / 2)) };
    sizes.push(last);
  }
  return sizes;
}

/** The picture and its halvings, largest first. */
export function pyramid(source: Raster, least: number): Raster[] {
  const levels: Raster[] = [];
  for (const size of halvings(source.width, source.height, least)) {
    levels.push(resize(levels.at(-1) ?? source, size.width, size.height));
  }
  return levels;
}
