interface Size {
  width: number;
  height: number;
}

/** The mean of a hold map over the covered pixels, raised so that thin outlines keep some of their hold. */
export function shrinkHold(hold: Uint8Array, from: Size, to: Size): Uint8Array {
  return reduce(hold, from, to, (sum, _, count) => Math.min(255, (sum / count) * 1.28));
}

/** 1 where any covered pixel is not 0. */
export function shrinkAny(mask: Uint8Array, from: Size, to: Size): Uint8Array {
  return reduce(mask, from, to, (_, most) => (most > 0 ? 1 : 0));
}

function reduce(
  map: Uint8Array,
  from: Size,
  to: Size,
  value: (sum: number, most: number, count: number) => number,
): Uint8Array {
  if (from.width === to.width && from.height === to.height) return map;
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0, o = 0; y < to.height; y++) {
    const top = Math.floor((y * from.height) / to.height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * from.height) / to.height));
    for (let x = 0; x < to.width; x++, o++) {
      const left = Math.floor((x * from.width) / to.width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * from.width) / to.width));
      let sum = 0;
      let most = 0;
      for (let j = top; j < bottom; j++) {
        for (let i = j * from.width + left; i < j * from.width + right; i++) {
          sum += map[i];
          if (map[i] > most) most = map[i];
        }
      }
      out[o] = value(sum, most, (bottom - top) * (right - left));
    }
  }
  return out;
}

/** The value of the middle of the covered pixels: for indices, which have no mean. */
export function pickNearest(map: Uint8Array, from: Size, to: Size): Uint8Array {
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0, o = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++, o++) out[o] = map[row + Math.floor(((x + 0.5) * from.width) / to.width)];
  }
  return out;
}
