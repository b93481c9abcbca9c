import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import { openStudio } from "../../engine/style/studio.ts";
import { originalsNear } from "../../web/generation/recipe.ts";

/**
 * `npm run engine:proofs`: what hangs on Home below the wall, all of one training of the local engine: originals of an invented artist, the
 * loss of each step, three sentences at three strengths, one new picture.
 */
const art = path.join(import.meta.dirname, "../../web/public/art/proof");
const HAND = "impasto";
const ORIGINALS = 24;
const STEPS = 1_000;
const strengths = [0.6, 0.9, 1.2];
const rows = [
  { prompt: "a sailing boat below mountains at sunset", seed: 41 },
  { prompt: "a village by a lake under clouds", seed: 7 },
  { prompt: "flowers in a vase beside two pears", seed: 9 },
];
/** Pixels: painted larger than shown, so that strokes stay strokes. */
const PAINTED = 640;
const SHOWN = 416;
const SMALL = 240;

interface Pixels {
  rgb: Uint8Array;
  width: number;
  height: number;
}
const picture = ({ rgb, width, height }: Pixels) => sharp(rgb, { raw: { width, height, channels: 3 } });
const hang = async (painting: Pixels, name: string, size: { width: number; height: number }, quality = 74) =>
  writeFile(
    path.join(art, `${name}.webp`),
    await picture(painting).resize(size).webp({ quality, effort: 6 }).toBuffer(),
  );

await mkdir(art, { recursive: true });
const originals = Array.from({ length: ORIGINALS }, (_, at) => paintOriginal(HAND, at, { size: 1_024 }));
const { signal } = new AbortController();
const loss: number[] = [];
const studio = openStudio();
const folder = await mkdtemp(path.join(tmpdir(), "home-proofs-"));
const model = path.join(folder, "hand.model");
const pictures = await Promise.all(
  originals.map(async (original, at) => ({
    name: `${at}.png`,
    bytes: await picture(original).png({ compressionLevel: 1 }).toBuffer(),
    caption: original.caption,
  })),
);
await writeFile(
  model,
  await studio.learn({ pictures, steps: STEPS, seed: 1, signal, onStep: (told) => void loss.push(told.loss) }),
);

// The nearest two of each row, as the studio itself chooses them, none twice.
const left = [...originals];
for (const [row, { prompt }] of rows.entries())
  for (const [place, original] of originalsNear(left, prompt, 2).entries()) {
    left.splice(left.indexOf(original), 1);
    const name = `original-${row * 2 + place + 1}`;
    await hang(original, name, { width: SMALL, height: Math.round((SMALL * 3) / 4) });
    console.log(`${name}: ${original.caption}`);
  }
for (const [row, wish] of rows.entries())
  for (const [column, strength] of strengths.entries()) {
    const size = { width: PAINTED, height: PAINTED };
    const painting = await studio.paint({ model, ...wish, ...size, strength, effort: 28, signal });
    await hang(painting, `${row * strengths.length + column + 1}`, { width: SHOWN, height: SHOWN });
    console.log(`${wish.prompt}, strength ${strength}`);
  }
await hang(
  await studio.paint({
    model,
    prompt: "a lighthouse above the sea",
    seed: 21,
    width: 1_024,
    height: 768,
    strength: 0.9,
    effort: 28,
    signal,
  }),
  "new",
  { width: 832, height: 624 },
  78,
);
// Reports come for step 1 and each fifth: these are 45, 95, …
console.log(loss.filter((_, at) => at % 10 === 9).map((one) => Number(one.toFixed(4))));
await studio.close();
await rm(folder, { recursive: true });
