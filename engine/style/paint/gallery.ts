import { readFile, stat } from "node:fs/promises";
import { type Mixture, mix, pure } from "../mix.ts";
import { unpack } from "../model-file.ts";
import type { Style } from "../style.ts";
import type { Crew } from "../threads/crew.ts";
import { reclaim } from "../threads/reclaim.ts";
import type { Patient, Sheet } from "./atlas.ts";
import { layOut } from "./layout.ts";
import type { Index } from "./proposals.ts";

/** A style laid out for paintings of one size. */
export interface Palette {
  style: Style;
  atlas: Sheet[];
  indexes: Index[];
}

/** Pixels of exemplars laid out at the full size of a painting at most: 12 bytes each, and a third more for the rest. */
const mostPixels = 14_000_000;

/** The same where a picture is filled, which is laid out anew for each. */
const besidePixels = 5_000_000;

/** Models and layouts kept for the next painting: a model takes 2–16 MB, a layout up to 220 MB. */
const modelsKept = 4;
const palettesKept = 2;

/** Longer side in pixels beyond which there is only one layout: two of them would fill most of a gigabyte. */
const oneBeyond = 640;

/** Keeps the models and layouts used last. */
export class Gallery {
  private readonly models = new Map<string, Promise<Style>>();
  private readonly palettes = new Map<string, Promise<Palette>>();
  private readonly crew: Crew;

  /** @param crew lays pictures out */
  constructor(crew: Crew) {
    this.crew = crew;
  }

  /**
   * @param size longer side of the painting in pixels
   * @param patient a picture to fill, whose own surface is laid out beside the style's; it counts as one material more
   * @throws Error with a sentence if a model file is missing or of another version
   */
  async palette(
    model: string,
    extra: { model: string; share: number } | null,
    size: number,
    patient: Omit<Patient, "material"> | null = null,
  ): Promise<Palette> {
    const key = JSON.stringify([await stamp(model), extra && [await stamp(extra.model), extra.share], size]);
    const mixed = async () => {
      const main = await this.style(model);
      return extra ? mix(main, await this.style(extra.model), extra.share) : pure(main);
    };
    if (patient) {
      if (size > oneBeyond) {
        this.palettes.clear();
        reclaim();
      }
      return lay(await mixed(), size, patient, this.crew);
    }
    const kept = size > oneBeyond ? 1 : palettesKept;
    return recall(this.palettes, kept, key, async () => lay(await mixed(), size, null, this.crew));
  }

  private async style(model: string): Promise<Style> {
    return recall(this.models, modelsKept, await stamp(model), async () => unpack(await readFile(model)));
  }
}

async function stamp(model: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(model);
    return `${model}:${mtimeMs}:${size}`;
  } catch (cause) {
    throw new Error("The model file of this style is missing: train the style again.", { cause });
  }
}

async function recall<Value>(
  memory: Map<string, Promise<Value>>,
  most: number,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = memory.get(key);
  memory.delete(key);
  for (const old of memory.keys()) {
    if (memory.size < most) break;
    memory.delete(old);
    // Before the next is made: both at once would not fit.
    reclaim();
  }
  const value = known ?? make();
  memory.set(key, value);
  try {
    return await value;
  } catch (error) {
    memory.delete(key);
    throw error;
  }
}

async function lay(
  { style, sources }: Mixture,
  size: number,
  patient: Omit<Patient, "material"> | null,
  crew: Crew,
): Promise<Palette> {
  const used = affordable(style, size, patient ? besidePixels : mostPixels);
  const position = new Int16Array(style.exemplars.length).fill(-1);
  used.forEach((exemplar, at) => {
    position[exemplar] = at;
  });
  return {
    style,
    atlas: await layOut(
      used.map((exemplar) => style.exemplars[exemplar]),
      size,
      patient && { ...patient, material: style.materials.length },
      crew,
    ),
    indexes: sources.map((source) => ({
      dictionaries: source.style.dictionaries,
      exemplars: source.exemplars.map((exemplar) => (exemplar < 0 ? -1 : position[exemplar])),
    })),
  };
}

/** The exemplars that fit into memory at this size, spread evenly over all. */
function affordable({ exemplars }: Style, size: number, most: number): number[] {
  const pixels = exemplars.map(
    ({ width, height }) => (size * size * Math.min(width, height)) / Math.max(width, height),
  );
  const mean = pixels.reduce((sum, count) => sum + count, 0) / pixels.length;
  const count = Math.max(1, Math.min(exemplars.length, Math.floor(most / mean)));
  return Array.from({ length: count }, (_, i) => Math.floor((i * exemplars.length) / count));
}
