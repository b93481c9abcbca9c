import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { putLab, toLab } from "../../../engine/style/pixels/lab.ts";
import { hash, random } from "../../../engine/style/pixels/random.ts";
import type { Raster } from "../../../engine/style/pixels/raster.ts";
import { compose } from "../../../engine/style/scene/compose.ts";
import { openStudio, type PaintRequest, type Studio } from "../../../engine/style/studio.ts";
import type { Reference } from "./figures.ts";

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

/** Learns the works of every artist but the last `heldOut`; paintings are `size` pixels square. */
export async function exhibit(
  artists: Artist[],
  { heldOut, steps, size, effort }: { heldOut: number; steps: number; size: number; effort: number },
): Promise<Exhibition> {
  const folder = await mkdtemp(path.join(tmpdir(), "exhibition-"));
  const studio = openStudio();
  const { signal } = new AbortController();
  const models: string[] = [];
  const references: Reference[] = [];
  for (const artist of artists) {
    const works = Array.from({ length: artist.works }, (_, i) => artist.paint(i));
    const learned = works.slice(0, works.length - heldOut);
    const pictures = await Promise.all(
      learned.map(async ({ width, height, rgb, caption }, i) => ({
        name: `${i}.png`,
        bytes: await sharp(rgb, { raw: { width, height, channels: 3 } })
          .png()
          .toBuffer(),
        caption,
      })),
    );
    const model = path.join(folder, `${artist.name}.model`);
    await writeFile(model, await studio.learn({ pictures, steps, seed: 1, onStep: () => {}, signal }));
    models.push(model);
    const rasters = works.map(({ rgb, width, height }) => toLab(rgb, width, height));
    references.push({ learned: rasters.slice(0, learned.length), heldOut: rasters.slice(learned.length) });
  }
  return {
    studio,
    names: artists.map(({ name }) => name),
    models,
    references,
    async paint(style, wish) {
      const asked = { model: models[style]!, width: size, height: size, strength: 1, effort, signal, ...wish };
      const { rgb, width, height } = await studio.paint(asked);
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
