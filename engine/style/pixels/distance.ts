/** Pixels to the nearest one that is set, by two passes of city blocks. */
export function distanceTo(set: Uint8Array, width: number, height: number): Float32Array {
  const distance = Float32Array.from(set, (value) => (value ? 0 : width + height));
  const lower = (i: number, other: number) => {
    distance[i] = Math.min(distance[i], distance[other] + 1);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x > 0) lower(y * width + x, y * width + x - 1);
      if (y > 0) lower(y * width + x, (y - 1) * width + x);
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      if (x + 1 < width) lower(y * width + x, y * width + x + 1);
      if (y + 1 < height) lower(y * width + x, (y + 1) * width + x);
    }
  }
  return distance;
}
