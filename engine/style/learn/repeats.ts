import { type Raster, resize } from "../pixels/raster.ts";
import type { Specimen } from "./specimen.ts";

/** Side of the thumbnails that are compared, in pixels, after cropping from twice that. */
const side = 16;

/** Shares cut off at each border when one picture may be the other's crop. */
const crops = [0, 0.04, 0.08];

/** Share of all variation that may differ: 0 the same drawing, 1 nothing in common. Retouched copies stay below 0.2. */
const otherDrawing = 0.28;

/** Difference of the mean colours in Lab8 steps up to which a copy may be lighter or tinted. */
const otherColour = 14;

/** Noise of a flat surface in Lab8 steps, which is no drawing. */
const flat = 2;

/** Lab8 minus its mean, and the mean. */
interface Look {
  mean: [number, number, number];
  values: Float32Array;
}

/**
 * Leaves one of pictures that nearly repeat each other (resized, recompressed, slightly cropped, mirrored or retouched), so
 * that no work counts double: the largest, with the captions of all.
 */
export function distinct(specimens: Specimen[]): Specimen[] {
  const kept: { specimen: Specimen; looks: Look[][] }[] = [];
  for (const specimen of specimens) {
    const looks = looksOf(specimen.levels.at(-1)!);
    const known = kept.find((other) => repeats(other.looks, looks));
    if (!known) {
      kept.push({ specimen, looks });
      continue;
    }
    const caption = joined(known.specimen.caption, specimen.caption);
    const larger = area(specimen) > area(known.specimen) ? specimen : known.specimen;
    known.specimen = { ...larger, caption };
  }
  return kept.map(({ specimen }) => specimen);
}

const area = ({ picture }: Specimen): number => picture.width * picture.height;

function joined(one: string | null, other: string | null): string | null {
  return one === null || other === null || one === other ? (one ?? other) : `${one}; ${other}`;
}

/** How a picture looks at every crop, and mirrored. */
function looksOf(level: Raster): Look[][] {
  return crops.map((crop) => {
    const left = Math.round(level.width * crop);
    const top = Math.round(level.height * crop);
    const [width, height] = [level.width - 2 * left, level.height - 2 * top];
    const data = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) {
      const from = ((y + top) * level.width + left) * 3;
      data.set(level.data.subarray(from, from + width * 3), y * width * 3);
    }
    const { data: small } = resize({ width, height, data }, side, side);
    return [lookOf(small), lookOf(mirrored(small))];
  });
}

function mirrored(small: Uint8Array): Uint8Array {
  const out = new Uint8Array(small.length);
  for (let i = 0; i < side * side; i++) {
    const other = i - (i % side) + side - 1 - (i % side);
    for (let k = 0; k < 3; k++) out[i * 3 + k] = small[other * 3 + k];
  }
  return out;
}

function lookOf(small: Uint8Array): Look {
  const mean: Look["mean"] = [0, 0, 0];
  small.forEach((value, p) => {
    mean[p % 3] += value / (side * side);
  });
  return { mean, values: Float32Array.from(small, (value, p) => value - mean[p % 3]) };
}

/** Either picture may be the cropped one; mirroring one of them is enough. */
function repeats(one: Look[][], other: Look[][]): boolean {
  const whole = (looks: Look[][]) => looks[0][0];
  return (
    other.some((looks) => looks.some((look) => alike(whole(one), look))) ||
    one.some((looks) => looks.some((look) => alike(look, whole(other))))
  );
}

function alike(a: Look, b: Look): boolean {
  if (Math.hypot(...a.mean.map((value, k) => value - b.mean[k])) > otherColour) return false;
  let apart = 0;
  let all = a.values.length * flat * flat;
  for (let p = 0; p < a.values.length; p++) {
    apart += (a.values[p] - b.values[p]) ** 2;
    all += a.values[p] ** 2 + b.values[p] ** 2;
  }
  return apart / all < otherDrawing * otherDrawing;
}
