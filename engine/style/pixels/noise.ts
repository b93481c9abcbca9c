/** Value noise in [0, 1], smooth over one unit of x and y. */
export type Noise = (x: number, y: number) => number;

function lattice(seed: number, x: number, y: number): number {
  let t = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  t = Math.imul(t ^ (t >>> 15), 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
  return ((t ^ (t >>> 16)) >>> 0) / 4294967296;
}

export function valueNoise(seed: number): Noise {
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = x - left;
    const v = y - top;
    const fx = u * u * (3 - 2 * u);
    const fy = v * v * (3 - 2 * v);
    const a = lattice(seed, left, top);
    const b = lattice(seed, left + 1, top);
    const c = lattice(seed, left, top + 1);
    const d = lattice(seed, left + 1, top + 1);
    return a + (b - a) * fx + (c - a) * fy + (a - b - c + d) * fx * fy;
  };
}

/** Fractional Brownian motion: octaves of halving size and weight, in [0, 1]. */
export function fractalNoise(seed: number, octaves: number): Noise {
  const noise = valueNoise(seed);
  return (x, y) => {
    let sum = 0;
    let total = 0;
    for (let octave = 0, weight = 0.5, scale = 1; octave < octaves; octave++, weight /= 2, scale *= 2) {
      sum += weight * noise(x * scale + octave * 17.1, y * scale + octave * 9.7);
      total += weight;
    }
    return sum / total;
  };
}
