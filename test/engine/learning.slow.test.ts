import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { pack, unpack } from "../../engine/style/model-file.ts";
import { openStudio, type Picture } from "../../engine/style/studio.ts";
import type { Dictionary } from "../../engine/style/style.ts";
import { displayP3, fields, flag, inSpace, profileOf, seen, withProfile } from "./displayed.ts";

const studio = openStudio({ threads: 2 });
afterAll(() => studio.close());
const { signal } = new AbortController();

const size = { width: 96, height: 64 };
const learn = (
  pictures: Picture[],
  steps: number,
  onStep: (report: { step: number; loss: number }) => void = () => {},
) => studio.learn({ pictures, steps, seed: 1, onStep, signal });
/** Differs from every other; `coarse` is the size of its grains in pixels. */
const noisy = async (side: number, hue: number, coarse = 1): Promise<Buffer> => {
  const grains = Math.ceil(side / coarse);
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const grain = sharp({ create: { width: grains, height: grains, channels: 3, background: "#000", noise } });
  const coloured = await grain
    .tint({ r: (hue * 61) % 256, g: (hue * 97) % 256, b: (hue * 151) % 256 })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(coloured).resize(side, side).png({ compressionLevel: 0 }).toBuffer();
};

it("learns originals as they are displayed, whatever way they are stored", { timeout: 120_000 }, async () => {
  const frames = Buffer.concat([
    await flag(size, (colour) => colour)
      .raw()
      .toBuffer(),
    await flag(size, () => [0, 0, 0])
      .raw()
      .toBuffer(),
  ]);
  const raw = { width: size.width, height: size.height * 2, channels: 3 as const, pageHeight: size.height };
  const p3 = await flag(size, (colour) => inSpace(colour, displayP3, 255))
    .toColourspace("rgb16")
    .png()
    .toBuffer();
  const stored: Record<string, Buffer> = {
    "lying on its side.jpg": await flag(
      { width: size.height, height: size.width },
      (_, field) => fields[[1, 3, 0, 2].indexOf(field)]!,
    )
      .withMetadata({ orientation: 8 })
      .jpeg({ quality: 95 })
      .toBuffer(),
    "moving.webp": await sharp(frames, { raw })
      .webp({ lossless: true, delay: [50, 50] })
      .toBuffer(),
    "deep and wide.png": withProfile(p3, profileOf(displayP3)),
    "printed.jpg": await flag(size, (colour) => colour)
      .toColourspace("cmyk")
      .jpeg({ quality: 95 })
      .toBuffer(),
  };
  for (const [name, bytes] of Object.entries(stored)) {
    const { exemplars } = unpack(await learn([{ name, bytes: new Uint8Array(bytes), caption: null }], 3));
    expect(exemplars).toHaveLength(1);
    const { data, info } = await sharp(exemplars[0]!.jpeg).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height], name).toEqual([96, 64]);
    seen(data, info).forEach((colour, field) => {
      for (const [k, value] of colour.entries()) {
        expect(Math.abs(value - fields[field]![k]!), `${name}, field ${field} is ${colour}`).toBeLessThan(50);
      }
    });
  }
});

it("keeps forty of the busiest pictures in a model of at most 16 MB", { timeout: 240_000 }, async () => {
  const pictures = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => ({
      name: `${i}.png`,
      bytes: await noisy(1024, i + 1),
      caption:
        `words${i} `.repeat(3) +
        Array.from({ length: 12 }, (_, k) => `only${"abcdefghijkl"[k]}${"xyzw"[i % 4]}${i}`).join(" "),
    })),
  );
  const model = await learn(pictures, 20);
  const style = unpack(model);
  expect(style.exemplars.length).toBeGreaterThan(30);
  // The longest training: 768 words at each of four scales, and a caption for every word there is room for.
  const largest = (one: Dictionary): Dictionary => ({
    ...one,
    centres: new Float32Array(768 * 16),
    places: new Int16Array(768 * 48 * 3),
  });
  const words = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`a word of some length ${i}`, style.materials.map(() => 12.34)]),
  );
  const most = pack({ ...style, words, dictionaries: style.dictionaries.map(largest) });
  expect(most.length).toBeGreaterThan(model.length);
  expect(most.length).toBeLessThanOrEqual(16_000_000);
});

it("learns more from more steps, and visibly over the whole of a long run", { timeout: 240_000 }, async () => {
  const pictures = async () =>
    Promise.all([1, 2, 3, 4].map(async (i) => ({ name: `${i}.png`, bytes: await noisy(400, i, 6), caption: null })));
  const run = async (steps: number) => {
    const losses: number[] = [];
    const model = await learn(await pictures(), steps, ({ loss }) => losses.push(loss));
    return { losses, words: unpack(model).dictionaries[0]!.centres.length / 16 };
  };
  const short = await run(30);
  const long = await run(480);
  expect(long.words).toBeGreaterThan(short.words * 2);
  expect(long.losses.at(-1)!).toBeLessThan(short.losses.at(-1)! * 0.97);
  // Every quarter ends below the one before by at least a fiftieth of the whole fall.
  const ends = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = Math.round(share * (long.losses.length - 8));
    const part = long.losses.slice(at, at + 8);
    return part.reduce((sum, loss) => sum + loss, 0) / part.length;
  });
  const fall = ends[0]! - ends[4]!;
  expect(fall).toBeGreaterThan(0.1 * ends[0]!);
  for (let quarter = 1; quarter <= 4; quarter++) {
    expect(ends[quarter - 1]! - ends[quarter]!, `quarter ${quarter} of ${ends}`).toBeGreaterThan(fall / 50);
  }
});

it("takes brush and staging, but no colour, from a picture in greys among coloured ones", {
  timeout: 120_000,
}, async () => {
  const captions = ["a wall", "a yard", "the sea"];
  const pictures = async (grey: number[]): Promise<Picture[]> =>
    Promise.all(
      captions.map(async (caption, i) => {
        const coloured = sharp(await noisy(128, i + 1, 8));
        const bytes = await (grey.includes(i) ? coloured.greyscale() : coloured).png().toBuffer();
        return { name: `${i}.png`, bytes: new Uint8Array(bytes), caption };
      }),
    );
  const among = unpack(await learn(await pictures([2]), 10));
  expect(Object.keys(among.words)).toEqual(expect.arrayContaining(["wall", "yard"]));
  expect(among.words).not.toHaveProperty("sea");
  expect(among.exemplars.length).toBe(2);
  expect(among.chroma[0]).toBeGreaterThan(8);
  const alone = unpack(await learn(await pictures([0, 1, 2]), 10));
  expect(alone.words).toHaveProperty("sea");
  expect(alone.exemplars.length).toBe(3);
});
