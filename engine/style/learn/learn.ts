import { pack } from "../model-file.ts";
import { hash } from "../pixels/random.ts";
import { shared } from "../pixels/raster.ts";
import type { Dictionary, Style } from "../style.ts";
import type { Crew } from "../threads/crew.ts";
import { bindWords } from "./captions.ts";
import { teachingColour } from "./colourless.ts";
import { keepExemplars } from "./exemplars.ts";
import { findMaterials } from "./materials.ts";
import { distinct } from "./repeats.ts";
import { type Specimen, scales } from "./specimen.ts";
import { measureColours, measureStaging } from "./statistics.ts";
import { measureStrokes } from "./strokes.ts";

export type Stage = "loading" | "caching" | "training" | "packaging";

export interface Lesson {
  /** Number of the job: its learners in the threads. */
  job: number;
  pictures: { name: string; bytes: Uint8Array; caption: string | null }[];
  /** Steps of learning the dictionaries, at least 1. */
  steps: number;
  seed: number;
  onStep(report: { step: number; loss: number }): void;
  onStage(stage: Stage): void;
  /** Throws when the lesson is called off. */
  check(): void;
}

/**
 * Learns a style: exemplars, statistics, materials and dictionaries of patches, packed as a model file.
 * @throws Error with a sentence that names the first picture that cannot be read
 */
export async function learn(lesson: Lesson, crew: Crew): Promise<Uint8Array> {
  const { pictures, seed, onStage, check } = lesson;
  if (pictures.length === 0) throw new Error("There are no pictures to learn from.");
  onStage("loading");
  const prepared = await prepareAll(lesson, crew);
  check();
  onStage("caching");
  const all = distinct(prepared);
  const specimens = teachingColour(all);
  const { materials, maps } = findMaterials(specimens, hash(seed, "materials"), check);
  check();
  const strokes = measureStrokes(all, hash(seed, "strokes"));
  const captions = specimens.map(({ caption }) => caption);
  onStage("training");
  const dictionaries = await learnDictionaries(specimens, lesson, crew);
  onStage("packaging");
  const style: Style = {
    ...measureColours(specimens, hash(seed, "palette")),
    materials,
    strokes,
    staging: measureStaging(all),
    words: bindWords(captions, maps, materials.length),
    exemplars: await keepExemplars(specimens, maps),
    dictionaries,
  };
  check();
  return pack(style);
}

/** As many at a time as there are threads, so that little is left to do when the lesson is called off. */
async function prepareAll({ pictures, check }: Lesson, crew: Crew): Promise<Specimen[]> {
  const prepared: Specimen[] = [];
  const left = pictures.entries();
  const lane = async () => {
    for (const [at, picture] of left) {
      check();
      prepared[at] = (await crew.run("prepare", picture, null, [picture.bytes])) as Specimen;
    }
  };
  await Promise.all(Array.from({ length: crew.size }, lane));
  return prepared;
}

/** How often a run of `steps` reports: about two hundred times, and after every step of a short run. */
const reportEvery = (steps: number): number => Math.max(1, Math.floor(steps / 200));

async function learnDictionaries(
  specimens: Specimen[],
  { job, steps, seed, onStep, check }: Lesson,
  crew: Crew,
): Promise<Dictionary[]> {
  // A longer run affords a finer dictionary: 16 √steps words, 506 of them at 1000 steps.
  const words = Math.max(64, Math.min(768, Math.round(16 * Math.sqrt(steps))));
  const order = scales.map((scale, level) => ({ scale, level }));
  await Promise.all(
    order.map(({ scale, level }) =>
      crew.run(
        "startDictionary",
        {
          job,
          pictures: specimens.map(({ levels }) => ({ ...levels[level], data: shared(levels[level].data) })),
          scale,
          words: scale === 64 ? Math.ceil(words / 2) : words,
          steps,
          seed: hash(seed, "dictionary", scale),
        },
        level,
      ),
    ),
  );
  const every = reportEvery(steps);
  for (let done = 0; done < steps; ) {
    check();
    // The first step is reported alone: it is where the curve starts.
    done = done === 0 ? 1 : Math.min(steps, (Math.floor(done / every) + 1) * every);
    const step = done;
    const losses = await Promise.all(
      order.map(({ scale, level }) => crew.run("advanceDictionary", { job, scale, step }, level)),
    );
    onStep({ step, loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length });
  }
  return Promise.all(order.map(({ scale, level }) => crew.run("finishDictionary", { job, scale }, level)));
}
