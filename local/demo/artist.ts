import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";

/**
 * A program of its own (`artist.ts FOLDER FIRST STRIDE COUNT SIZE`), since painting keeps a thread from anything else.
 * Paints every STRIDE-th of COUNT pictures by an artist who never lived, SIZE pixels on the long side, each with its
 * caption beside it, and prints a line for each. What is there already is not painted again.
 */
const [folder = "", ...numbers] = process.argv.slice(2);
const [first = 0, stride = 1, count = 0, size = 0] = numbers.map(Number);
const SEED = 1;

await mkdir(folder, { recursive: true });
for (let index = first; index < count; index += stride) {
  const mark = path.join(folder, `.${index}-of-size-${size}`);
  if (!existsSync(mark)) {
    const { filename, caption, width, height, rgb } = paintOriginal("impasto", index, { seed: SEED, size });
    const stem = path.join(folder, path.parse(filename).name);
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(`${stem}.part`);
    await rename(`${stem}.part`, `${stem}.png`);
    await writeFile(`${stem}.txt`, `${caption}\n`);
    await writeFile(mark, "");
  }
  console.log(`painted ${index}`);
}
