import { type Canvas, centre } from "./canvas.ts";

/** One band of rows of the painting to be voted. */
export interface Voting {
  from: number;
  to: number;
  /** Deviation in pixels of the Gaussian that weighs a patch's middle above its rim. */
  spread: number;
  /** Difference in Lab8 at which a vote loses most of its say. */
  tolerance: number;
  /** Vote too where patches reach over the border of what is open, to see how the filling would go on there. */
  beyond: boolean;
}

/**
 * Makes every pixel the robust mean of the patches that cover it (Kwatra, Essa, Bobick and Kwatra 2005, with iteratively
 * reweighted votes): where patches disagree the majority wins, so that edges stay crisp and nothing shows double.
 */
export function voteBand(canvas: Canvas, { from, to, spread, tolerance, beyond }: Voting): void {
  const { width, height, radius, step, columns, rows, field, stride, pixels, painting, open, wanted, stop } = canvas;
  const side = 2 * radius + 1;
  const weights = new Float32Array(side * side);
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      weights[(dy + radius) * side + dx + radius] = Math.exp(-(dx * dx + dy * dy) / (2 * spread * spread));
    }
  }
  const across = covering(columns, width, step, radius);
  const down = covering(rows, height, step, radius);
  const votes = new Int32Array(4096);
  const says = new Float32Array(4096);
  const scale = 1 / (tolerance * tolerance);
  for (let y = from; y < to && Atomics.load(stop, 0) === 0; y++) {
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * 3;
      if (open && !open[y * width + x]) {
        painting[o] = wanted[o];
        painting[o + 1] = wanted[o + 1];
        painting[o + 2] = wanted[o + 2];
        if (!beyond) continue;
      }
      let count = 0;
      let total = 0;
      let l = 0;
      let a = 0;
      let b = 0;
      for (let row = down.first[y]; row <= down.last[y]; row++) {
        const dy = y - down.centres[row];
        for (let column = across.first[x]; column <= across.last[x]; column++) {
          if (field[row * columns + column] < 0) continue;
          const dx = x - across.centres[column];
          const p = (field[row * columns + column] + dy * stride + dx) * 3;
          const weight = weights[(dy + radius) * side + dx + radius];
          votes[count] = p;
          says[count++] = weight;
          total += weight;
          l += weight * pixels[p];
          a += weight * pixels[p + 1];
          b += weight * pixels[p + 2];
        }
      }
      if (count === 0) continue;
      l /= total;
      a /= total;
      b /= total;
      for (let round = 0; round < 2; round++) {
        let nl = 0;
        let na = 0;
        let nb = 0;
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const p = votes[i];
          const u = pixels[p] - l;
          const v = pixels[p + 1] - a;
          const w = pixels[p + 2] - b;
          const doubt = 1 + (u * u + v * v + w * w) * scale;
          const say = says[i] / (doubt * doubt);
          sum += say;
          nl += say * pixels[p];
          na += say * pixels[p + 1];
          nb += say * pixels[p + 2];
        }
        l = nl / sum;
        a = na / sum;
        b = nb / sum;
      }
      painting[o] = l + 0.5;
      painting[o + 1] = a + 0.5;
      painting[o + 2] = b + 0.5;
    }
  }
}

/** Which grid columns (or rows) have a patch over each pixel. */
function covering(count: number, size: number, step: number, radius: number) {
  const centres = Int32Array.from({ length: count }, (_, at) => centre(at, step, radius, size));
  const first = new Int32Array(size).fill(count);
  const last = new Int32Array(size).fill(-1);
  centres.forEach((middle, at) => {
    for (let x = middle - radius; x <= middle + radius; x++) {
      first[x] = Math.min(first[x], at);
      last[x] = Math.max(last[x], at);
    }
  });
  return { centres, first, last };
}
