import { mkdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { toRgb } from "../../engine/style/pixels/lab.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { artists } from "./artists.ts";
import { exhibit } from "./measures/exhibition.ts";

/** `npm run engine:sheet -- [folder] [size]`: contact sheets of every style to look at; figures are in `npm run prove`. */
const [folder = ".cache/sheets", side = "512"] = process.argv.slice(2);
const size = Number(side);
const cell = 320;
const prompts = [
  "a calm sea at sunset with a boat",
  "mountains above a lake",
  "a village with a church in the hills",
  "flowers in a vase",
  "a woman reading in a garden",
  "a city at night",
];

async function write(name: string, rows: Raster[][]): Promise<void> {
  const tiles = await Promise.all(
    rows.flatMap((row, y) =>
      row.map(async (painting, x) => ({
        input: await sharp(toRgb(painting), { raw: { width: painting.width, height: painting.height, channels: 3 } })
          .resize(cell, cell, { fit: "contain" })
          .png()
          .toBuffer(),
        left: x * (cell + 8),
        top: y * (cell + 8),
      })),
    ),
  );
  const width = Math.max(...rows.map((row) => row.length)) * (cell + 8) - 8;
  const height = rows.length * (cell + 8) - 8;
  const sheet = sharp({ create: { width, height, channels: 3, background: "#0a0a0b" } });
  await mkdir(folder, { recursive: true });
  await sheet
    .composite(tiles)
    .png()
    .toFile(path.join(folder, `${name}.png`));
  console.log(path.join(folder, `${name}.png`));
}

const exhibition = await exhibit(artists(1024, 20), { heldOut: 0, steps: 1000, size, effort: 28 });
const { models, references, paint } = exhibition;

async function each<Item>(items: Iterable<Item>, make: (item: Item) => Promise<Raster>): Promise<Raster[]> {
  const row: Raster[] = [];
  for (const item of items) row.push(await make(item));
  return row;
}

await write(
  "originals",
  references.map(({ learned }) => learned.slice(0, 6)),
);
const styles: Raster[][] = [];
for (const style of models.keys()) styles.push(await each(prompts, (prompt) => paint(style, { prompt, seed: 7 })));
await write("styles-by-prompts", styles);

const seeds: Raster[][] = [];
for (const prompt of prompts.slice(1, 4)) {
  seeds.push(await each([1, 2, 3, 4, 5, 6], (seed) => paint(0, { prompt, seed })));
}
await write("prompts-by-seeds", seeds);

const strengths: Raster[][] = [];
for (const style of models.keys()) {
  strengths.push(
    await each([0, 0.3, 0.6, 1, 1.25, 1.5], (strength) => paint(style, { prompt: prompts[2]!, seed: 7, strength })),
  );
}
await write("styles-by-strengths", strengths);

const mixes: Raster[][] = [];
for (const style of models.keys()) {
  const extra = models[(style + 1) % models.length]!;
  mixes.push(
    await each([0, 0.25, 0.5, 0.75, 1], (share) =>
      paint(style, { prompt: prompts[2]!, seed: 7, strength: 1 - share, extra: { model: extra, strength: share } }),
    ),
  );
}
await write("styles-by-mixes", mixes);
await exhibition.close();
