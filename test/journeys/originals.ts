import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { MIN_IMAGES } from "#contract/styles";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import type { Picture } from "../../local/demo/pictures.ts";

/** Long side in pixels: enough to learn from, quick to paint. */
const SIZE = 320;

/** As many small originals as a training needs, painted for the test. */
export async function paintFew(): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (let index = 0; index < MIN_IMAGES; index += 1) {
    const { filename, caption, width, height, rgb } = paintOriginal("impasto", index, { size: SIZE });
    const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    pictures.push({ filename, caption, bytes, type: "image/png" });
    // Painting keeps the thread; the runner wants to hear from it now and then.
    await new Promise(setImmediate);
  }
  return pictures;
}

export const folderForResults = (): string => mkdtempSync(path.join(tmpdir(), "artistcloner-results-"));
