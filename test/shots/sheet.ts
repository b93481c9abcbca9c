import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";

const GAP = 24;
/** Of a line: two desks or four phones, small enough for a screen and large enough to judge. */
const LINE = 3_000;

/** Writes the shots beside each other, desks at half their size. */
export async function saveSheet(folder: string, name: string, shots: Buffer[]): Promise<string> {
  const placed: OverlayOptions[] = [];
  let [left, top, tallest, width] = [GAP, GAP, 0, 0];
  let half = false;
  for (const input of shots) {
    const size = await sharp(input).metadata();
    half ||= size.width > LINE / 4;
    if (left + size.width > LINE) [left, top, tallest] = [GAP, top + tallest + GAP, 0];
    placed.push({ input, left, top });
    left += size.width + GAP;
    tallest = Math.max(tallest, size.height);
    width = Math.max(width, left);
  }
  const paper = sharp({
    create: { width, height: top + tallest + GAP, channels: 3, background: "#71717a" },
  });
  const file = path.join(folder, `${name}.png`);
  const whole = await paper.composite(placed).png().toBuffer();
  await sharp(whole)
    .resize({ width: half ? Math.round(width / 2) : width })
    .png()
    .toFile(file);
  return file;
}
