/** 8-bit sRGB in RGBA order, opaque; row by row from the top left. The shape of `ImageData`, so Node and browser share it. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** One value a pixel. */
export interface Plane {
  data: Float32Array;
  width: number;
  height: number;
}

/** Left and top included, right and bottom not; in pixels of what it is a part of. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Gamma-encoded luma Y′ of ITU-R BT.709, 0–255: what the eye and the trainer's network see as lightness steps. */
export function luma(pixels: Pixels): Plane {
  const data = new Float32Array(pixels.width * pixels.height);
  for (let at = 0, from = 0; at < data.length; at++, from += 4) {
    data[at] =
      0.2126 * (pixels.data[from] ?? 0) + 0.7152 * (pixels.data[from + 1] ?? 0) + 0.0722 * (pixels.data[from + 2] ?? 0);
  }
  return { data, width: pixels.width, height: pixels.height };
}

export function cropPixels(pixels: Pixels, box: Box): Pixels {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((box.top + y) * pixels.width + box.left) * 4;
    data.set(pixels.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { data, width, height };
}

/** For each target line: the first source line it covers and the share of each, so that areas are averaged exactly. */
function shares(from: number, to: number): { first: number; weights: number[] }[] {
  const step = from / to;
  return Array.from({ length: to }, (_, at) => {
    const start = at * step;
    const end = Math.min(from, (at + 1) * step);
    const first = Math.min(from - 1, Math.floor(start));
    const weights: number[] = [];
    for (let line = first; line < end && line < from; line++) {
      weights.push((Math.min(end, line + 1) - Math.max(start, line)) / (end - start));
    }
    return { first, weights: weights.length > 0 ? weights : [1] };
  });
}

/** Area average, so that no target pixel misses a source pixel. Works upwards too (nearest, weighted). */
export function shrinkPlane(plane: Plane, width: number, height: number): Plane {
  const across = shares(plane.width, width);
  const down = shares(plane.height, height);
  const rows = new Float32Array(width * plane.height);
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = across[x] ?? { first: 0, weights: [] };
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] ?? 0) * (plane.data[y * plane.width + first + k] ?? 0);
      rows[y * width + x] = sum;
    }
  }
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const { first, weights } = down[y] ?? { first: 0, weights: [] };
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] ?? 0;
      const from = (first + k) * width;
      for (let x = 0; x < width; x++) data[y * width + x] = (data[y * width + x] ?? 0) + weight * (rows[from + x] ?? 0);
    }
  }
  return { data, width, height };
}

/** Area average of the colours, done in the encoded values as canvases do. */
export function shrinkPixels(pixels: Pixels, width: number, height: number): Pixels {
  const channels = [0, 1, 2].map((channel) => {
    const data = new Float32Array(pixels.width * pixels.height);
    for (let at = 0; at < data.length; at++) data[at] = pixels.data[at * 4 + channel] ?? 0;
    return shrinkPlane({ data, width: pixels.width, height: pixels.height }, width, height).data;
  });
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) data[at * 4 + channel] = channels[channel]?.[at] ?? 0;
  }
  return { data, width, height };
}

/** The size that fits `longest` without growing, in whole pixels, never 0. */
export function within(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
