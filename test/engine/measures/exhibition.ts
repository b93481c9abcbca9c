import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { putLab, toLab } from "../../../engine/style/pixels/lab.ts";
import { hash, random } from "../../../engine/style/pixels/random.ts";
import type { Raster } from "../../../engine/style/pixels/raster.ts";
import { compose } from "../../../engine/style/scene/compose.ts";
import { openStudio, type PaintRequest, type Picture, type Studio } from "../../../engine/style/studio.ts";
import type { Reference } from "./figures.ts";
import { type Keep, keepNothing } from "./kept.ts";

/** An artist to learn from. */
export interface Artist {
  name: string;
  /** How many works there are. */
  works: number;
  /** sRGB, three bytes a pixel, with the size. */
  paint(work: number): { width: number; height: number; rgb: Uint8Array; caption: string };
}

/** Styles learned for a test, and the originals they were learned from. */
export interface Exhibition {
  studio: Studio;
  names: string[];
  models: string[];
  references: Reference[];
  paint(style: number, wish: Partial<PaintRequest> & { prompt: string; seed: number }): Promise<Raster>;
  close(): Promise<void>;
}

interface Work {
  width: number;
  height: number;
  rgb: Uint8Array;
  caption: string;
}

const encode = ({ rgb, width, height }: Omit<Work, "caption">): Promise<Uint8Array> =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();

async function decode(png: Uint8Array): Promise<Omit<Work, "caption">> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/**
 * Learns the works of every artist but the last `heldOut`; paintings are `size` pixels square.
 * @param report told of each thing that is done
 */
export async function exhibit(
  artists: Artist[],
  { heldOut, steps, size, effort }: { heldOut: number; steps: number; size: number; effort: number },
  keep: Keep = keepNothing,
  report: (line: string) => void = () => {},
): Promise<Exhibition> {
  const folder = await mkdtemp(path.join(tmpdir(), "exhibition-"));
  const studio = openStudio();
  const { signal } = new AbortController();
  const names = artists.map(({ name }) => name);
  const learnt = names.map((name) => `${name}, ${artists[0]!.works} works, ${heldOut} held out, ${steps} steps`);

  async function learn(style: number, pictures: Picture[]): Promise<string> {
    const model = path.join(folder, `${names[style]}.model`);
    const make = () => studio.learn({ pictures, steps, seed: 1, onStep: () => {}, signal });
    await writeFile(model, await keep(`model of ${learnt[style]} at ${size}`, make));
    report(`learned ${names[style]}`);
    return model;
  }

  const references: Reference[] = [];
  const learning: Promise<string>[] = [];
  for (const [style, artist] of artists.entries()) {
    const rasters: Raster[] = [];
    const pictures: Picture[] = [];
    for (let i = 0; i < artist.works; i++) {
      let painted: Work | undefined;
      const paint = () => (painted = artist.paint(i));
      const bytes = await keep(`original ${i} of ${artist.name} for ${size}`, () => encode(paint()));
      const caption = await keep(`caption ${i} of ${artist.name} for ${size}`, async () =>
        new TextEncoder().encode((painted ?? paint()).caption),
      );
      const { rgb, width, height } = painted ?? (await decode(bytes));
      rasters.push(toLab(rgb, width, height));
      if (i < artist.works - heldOut) {
        pictures.push({ name: `${i}.png`, bytes: new Uint8Array(bytes), caption: new TextDecoder().decode(caption) });
      }
    }
    report(`${artist.name} painted ${artist.works} originals`);
    references.push({ learned: rasters.slice(0, pictures.length), heldOut: rasters.slice(pictures.length) });
    // The next artist paints while the studio learns of this one.
    learning.push(learn(style, pictures));
  }
  const models = await Promise.all(learning);
  return {
    studio,
    names,
    models,
    references,
    async paint(style, wish) {
      const asked = { model: models[style]!, width: size, height: size, strength: 1, effort, signal, ...wish };
      const extra = wish.extra && { ...wish.extra, model: learnt[models.indexOf(wish.extra.model)] };
      const name = `painting ${JSON.stringify({ ...asked, model: learnt[style], extra })}`;
      const { rgb, width, height } = await decode(await keep(name, async () => encode(await studio.paint(asked))));
      return toLab(rgb, width, height);
    },
    async close() {
      await studio.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Cheats the measures must catch, in place of paintings: by style, then by prompt. */
export const controls: Record<
  string,
  (paintings: Raster[][], references: Reference[], prompts: string[]) => Raster[][]
> = {
  "returned originals": (paintings, references) =>
    paintings.map((row, style) =>
      row.map((_, i) => references[style]!.learned[i % references[style]!.learned.length]!),
    ),

  "flat layout": (paintings, _, prompts) =>
    paintings.map((row) => row.map(({ width, height }, i) => flat(prompts[i]!, width, height))),

  "palette noise": (paintings, references) =>
    paintings.map((row, style) =>
      row.map(({ width, height }, i) => noise(references[style]!.learned, width, height, hash(style, i))),
    ),

  "another style's paintings": (paintings) => paintings.map((_, style) => paintings[(style + 1) % paintings.length]!),
};

/** The bars each cheat must miss. */
export const mustFail: Record<keyof typeof controls, string[]> = {
  "returned originals": ["copied", "thumbnail"],
  "flat layout": ["ownStyle", "texture"],
  "palette noise": ["texture", "layout"],
  "another style's paintings": ["ownStyle", "pooledOwn"],
};

function flat(prompt: string, width: number, height: number): Raster {
  const scene = compose(prompt, 1, width, height);
  const data = new Uint8Array(width * height * 3);
  scene.layer.forEach((layer, i) => {
    putLab(data, i * 3, ...scene.layers[layer]!.natural);
  });
  return { width, height, data };
}

function noise(originals: Raster[], width: number, height: number, seed: number): Raster {
  const next = random(seed);
  const data = new Uint8Array(width * height * 3);
  for (let p = 0; p < data.length; p += 3) {
    const original = originals[Math.floor(next() * originals.length)]!;
    const from = Math.floor(next() * original.width * original.height) * 3;
    data.set(original.data.subarray(from, from + 3), p);
  }
  return { width, height, data };
}
