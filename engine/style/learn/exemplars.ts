import type { Exemplar } from "../style.ts";
import { type Decoded, encodeJpeg, scale } from "./decode.ts";
import type { Surfaces } from "./materials.ts";
import type { Specimen } from "./specimen.ts";

/** Bytes all exemplars of a model may take: a model file stays below 16 MB with what else it holds. */
const budget = 14_000_000;

/** From the best to the smallest the originals are kept: JPEG quality and longer side in pixels. */
const ladder = [
  { quality: 90, longest: 1024 },
  { quality: 82, longest: 1024 },
  { quality: 82, longest: 896 },
  { quality: 78, longest: 768 },
  { quality: 70, longest: 640 },
  { quality: 60, longest: 512 },
];

/** Stores every original as well as its share of the file allows. */
export async function keepExemplars(specimens: Specimen[], maps: Surfaces["maps"]): Promise<Exemplar[]> {
  const share = budget / specimens.length;
  return Promise.all(specimens.map(async ({ picture }, i) => ({ ...(await squeeze(picture, share)), ...maps[i] })));
}

async function squeeze(picture: Decoded, share: number): Promise<Pick<Exemplar, "width" | "height" | "jpeg">> {
  for (const { quality, longest } of ladder) {
    const factor = Math.min(1, longest / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * factor));
    const height = Math.max(1, Math.round(picture.height * factor));
    const rgb = factor < 1 ? await scale(picture, width, height) : picture.rgb;
    const jpeg = await encodeJpeg({ width, height, rgb }, quality);
    if (jpeg.length <= share || longest === 512) return { width, height, jpeg };
  }
  throw new Error("The ladder has no last rung.");
}
