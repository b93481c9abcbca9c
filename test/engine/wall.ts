import { mkdir } from "node:fs/promises";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { hands } from "../../engine/hands/hands.ts";
import { toRgb } from "../../engine/style/pixels/lab.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { artists } from "./artists.ts";
import { exhibit } from "./measures/exhibition.ts";

/** `npm run engine:wall`: paints what hangs on Home, one sentence at one seed in every hand, and the picture of the README. */
const root = path.join(import.meta.dirname, "../..");
const wish = { prompt: "boats in a bay with mountains at sunset", seed: 21 };
const newOnes = [
  { prompt: "a village by a lake under clouds", seed: 22 },
  wish,
  { prompt: "a lighthouse above the sea", seed: 21 },
  { prompt: "flowers in a vase beside two pears", seed: 21 },
  { prompt: "a path through an autumn forest", seed: 21 },
];

const picture = (painting: Raster) => {
  const { width, height } = painting;
  return sharp(toRgb(painting), { raw: { width, height, channels: 3 } });
};

const works = 24;
const exhibition = await exhibit(artists(1024, works), { heldOut: 0, steps: 1000, size: 768, effort: 28 });

const art = path.join(root, "web/public/art");
await mkdir(art, { recursive: true });
for (const [style, { id }] of hands.entries()) {
  const painting = await exhibition.paint(style, { ...wish, width: 1088, height: 896 });
  const hang = (name: string, width: number, encode: (image: Sharp) => Sharp) =>
    encode(picture(painting).resize({ width })).toFile(path.join(art, name));
  await hang(`${id}.avif`, 1088, (image) => image.avif({ quality: 54, effort: 5 }));
  await hang(`${id}-768.avif`, 768, (image) => image.avif({ quality: 50, effort: 5 }));
  await hang(`${id}.webp`, 1088, (image) => image.webp({ quality: 80, effort: 6 }));
  await hang(`${id}-640.webp`, 640, (image) => image.webp({ quality: 76, effort: 6 }));
}

const cell = 400;
const gap = 6;
const originals = exhibition.references[0]!.learned.slice(0, newOnes.length);
const painted: Raster[] = [];
for (const one of newOnes) painted.push(await exhibition.paint(0, one));
const tiles = [originals, painted].flatMap((row, y) =>
  row.map(async (each, x) => ({
    input: await picture(each).resize(cell, cell, { fit: "cover" }).png().toBuffer(),
    left: x * (cell + gap),
    top: y * (cell + gap),
  })),
);
const sheet = { width: newOnes.length * (cell + gap) - gap, height: 2 * (cell + gap) - gap, channels: 3 } as const;
await sharp({ create: { ...sheet, background: "#0a0a0b" } })
  .composite(await Promise.all(tiles))
  .jpeg({ quality: 84 })
  .toFile(path.join(root, "docs/pictures/sheet.jpg"));
await exhibition.close();
