import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { defaultsOf, trainingInput } from "#replicate/schemas";
import { writeTar } from "./archive.ts";
import { forgetVersion } from "./catalog.ts";
import { download } from "./download.ts";
import type { Job } from "./foreman.ts";
import { versionId } from "./ids.ts";
import type { Run } from "./runs.ts";
import type { Store } from "./store.ts";
import type { Picture, Studio } from "./style/studio.ts";
import { JOB, stageLines, stepLines } from "./train-log.ts";
import { readTrainingSet } from "./training-set.ts";

/** Bytes. */
const LARGEST_ZIP = 1_000_000_000;

/** Trains as `ostris/flux-dev-lora-trainer` is used: pictures in, a version of the destination out. */
export function trainer(store: Store, studio: Studio, now: () => number): Job {
  return async ({ run, signal, tell }) => {
    const recipe = recipeOf(run.input);
    const stamp = () => `${new Date(now()).toISOString().slice(0, 19)}Z | INFO  |`;
    const zip = store.scratch();
    try {
      if (recipe.url === undefined) throw new Error("input_images must be provided");
      tell(`${stamp()} [ Initiating ] dest=input_images.zip\n`);
      const began = now();
      const size = await download(recipe.url, zip, LARGEST_ZIP, signal);
      const took = ((now() - began) / 1000).toFixed(2);
      tell(
        `${stamp()} [ Complete ] dest=input_images.zip size="${(size / 1e6).toFixed(1)} MB" total_elapsed="${took}s"\n`,
      );
      const pictures = await readTrainingSet(zip, { ...recipe, tell, signal });
      const seed = (await digestOf(zip, signal)).readUInt32LE(0);

      const model = await studio.learn({
        pictures,
        steps: recipe.steps,
        seed,
        signal,
        onStage: (stage) => tell(stageLines(stage, pictures.length)),
        onStep: stepLines(recipe.steps, recipe.learningRate, tell, now),
      });
      signal.throwIfAborted();
      const { id, output, listing } = await pack(store, run, model, pictures, recipe, now());
      if (signal.aborted) await forgetVersion(store, id);
      signal.throwIfAborted();
      tell(`Saved to output/${JOB}/lora.safetensors\n${listing.join("\n")}\n`);
      return output;
    } finally {
      await rm(zip, { force: true });
    }
  };
}

/** In pieces: a large set hashed at once would keep the server from answering. */
async function digestOf(file: string, signal: AbortSignal): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk as Buffer);
  return hash.digest();
}

interface Recipe {
  url: string | undefined;
  triggerWord: string;
  autocaption: boolean;
  steps: number;
  learningRate: number;
}

function recipeOf(sent: Record<string, unknown>): Recipe {
  const input = { ...defaultsOf(trainingInput), ...sent };
  return {
    url: typeof sent.input_images === "string" ? sent.input_images : undefined,
    triggerWord: String(input.trigger_word),
    autocaption: input.autocaption === true,
    steps: Number(input.steps),
    learningRate: Number(input.learning_rate),
  };
}

/** Keeps the model as a version of the destination, and hands it out in the trainer's own kind of tar. */
async function pack(store: Store, run: Run, model: Uint8Array, pictures: Picture[], recipe: Recipe, now: number) {
  const id = versionId(run.id, model);
  const folder = `output/${JOB}`;
  const settings = { engine: "ArtistCloner local engine", steps: recipe.steps, trigger_word: recipe.triggerWord };
  const captions = pictures.flatMap(({ name, caption }, index) =>
    caption === null || name.includes("/")
      ? []
      : [{ name: `${folder}/captions/${String(index + 1).padStart(4, "0")}.txt`, bytes: Buffer.from(caption) }],
  );
  const entries = [
    { name: `${folder}/lora.safetensors`, bytes: model },
    { name: `${folder}/config.yaml`, bytes: Buffer.from(`${JSON.stringify(settings, null, 2)}\n`) },
    ...captions,
  ];
  await store.write(store.weights(id), model);
  await store.write(store.delivery(run.token, "trained_model.tar"), writeTar(entries, now));
  const destination = run.destination ?? "";
  const version = { id, model: destination, trainingId: run.id, triggerWord: recipe.triggerWord };
  await store.versions.put({ ...version, createdAt: now, leaving: false });
  return {
    id,
    output: { version: `${destination}:${id}`, weights: `/delivery/${run.token}/trained_model.tar` },
    listing: entries.map(({ name }) => name),
  };
}
