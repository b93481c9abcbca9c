import { mkdirSync } from "node:fs";
import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { paintOriginal } from "./paint-originals.ts";

/** `npm run engine:hands -- out.png hand [count] [cell]`: a contact sheet of one hand; with count 1–99 and cell 0 the single picture of that number. */
async function sheet([
  file = ".cache/hands.png",
  hand = "impasto",
  count = "12",
  cell = "320",
]: string[]): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  if (cell === "0") {
    const { rgb, width, height } = paintOriginal(hand, Number(count) - 1);
    await sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
      .png()
      .toFile(file);
    return;
  }
  const side = Number(cell);
  const columns = 6;
  const cells: OverlayOptions[] = [];
  for (let i = 0; i < Number(count); i++) {
    const { rgb, width, height } = paintOriginal(hand, i, { size: 768 });
    const input = await sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
      .resize(side, side, { fit: "inside" })
      .png()
      .toBuffer({ resolveWithObject: true });
    cells.push({
      input: input.data,
      left: (i % columns) * (side + 8) + Math.floor((side - input.info.width) / 2),
      top: Math.floor(i / columns) * (side + 8) + Math.floor((side - input.info.height) / 2),
    });
  }
  const rows = Math.ceil(Number(count) / columns);
  await sharp({
    create: { width: columns * (side + 8) - 8, height: rows * (side + 8) - 8, channels: 3, background: "#0a0a0b" },
  })
    .composite(cells)
    .png()
    .toFile(file);
}

if (process.argv[1] === import.meta.filename) await sheet(process.argv.slice(2));
