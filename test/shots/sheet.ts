import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";

const GAP = 24;
/** Desks side by side: four on one line would be too small to judge. */
const DESKS = 2;

export interface Shots {
  desk: Buffer[];
  phone: Buffer[];
}

async function rows(shots: Buffer[], across: number): Promise<{ file: Buffer; width: number; height: number }[][]> {
  const measured = await Promise.all(
    shots.map(async (file) => {
      const { width, height } = await sharp(file).metadata();
      return { file, width, height };
    }),
  );
  const lines: (typeof measured)[] = [];
  for (let at = 0; at < measured.length; at += across) lines.push(measured.slice(at, at + across));
  return lines;
}

/** Desks two on a line, below them the phones; half the size of the screen. */
export async function saveSheet(folder: string, name: string, { desk, phone }: Shots): Promise<string> {
  const placed: OverlayOptions[] = [];
  let top = GAP;
  let width = 0;
  for (const line of [...(await rows(desk, DESKS)), ...(await rows(phone, 4))]) {
    let left = GAP;
    for (const shot of line) {
      placed.push({ input: shot.file, left, top });
      left += shot.width + GAP;
    }
    width = Math.max(width, left);
    top += Math.max(...line.map(({ height }) => height)) + GAP;
  }
  const paper = sharp({ create: { width, height: top, channels: 3, background: "#71717a" } });
  const file = path.join(folder, `${name}.png`);
  await sharp(await paper.composite(placed).png().toBuffer())
    .resize({ width: Math.round(width / 2) })
    .png()
    .toFile(file);
  return file;
}
