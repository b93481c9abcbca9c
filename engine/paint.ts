import { randomInt } from "node:crypto";
import sharp from "sharp";
import { defaultsOf, paintingInput } from "#replicate/schemas";
import { bar } from "./bar.ts";
import { downloadBytes } from "./download.ts";
import { encode, type Format, MADE_BY } from "./encode.ts";
import type { Job } from "./foreman.ts";
import { sizeLike, sizeOf } from "./sizes.ts";
import type { Store, VersionRecord } from "./store.ts";
import type { PaintRequest, Studio } from "./style/studio.ts";
import { findWeights, type Weights } from "./weights.ts";

/** Bytes of a picture to start from. */
const LARGEST_PICTURE = 100_000_000;

/** Paints as a trained FLUX version does: a prompt in, picture files out. */
export function painter(store: Store, studio: Studio, now: () => number): Job {
  return async ({ run, signal, tell }) => {
    const input = { ...defaultsOf(paintingInput), ...run.input };
    const borrowed: Weights[] = [];
    const borrow = async (reference: unknown) => {
      if (typeof reference !== "string" || reference === "") return undefined;
      const weights = await findWeights(store, reference, signal);
      borrowed.push(weights);
      return weights;
    };
    try {
      const own = store.versions.get(run.version);
      const main = (await borrow(input.replicate_weights)) ?? (own && { path: store.weights(own.id), version: own });
      if (!main) throw new Error("This version has no weights of its own: give replicate_weights.");
      const second = await borrow(input.extra_lora);
      // A style mixed with itself is itself.
      const extra = second?.path === main.path ? undefined : second;
      const start = await readStart(input, signal);
      const size = start.image ? sizeLike(await dimensions(start.image)) : sizeOf(input);
      const seed = typeof input.seed === "number" ? input.seed : randomInt(2 ** 31);
      tell(`Using seed: ${seed}\nPrompt: ${input.prompt}\n${start.image ? "img2img" : "txt2img"} mode\n`);

      const request: Omit<PaintRequest, "seed" | "onProgress"> = {
        ...size,
        ...start,
        model: main.path,
        prompt: withoutTrigger(String(input.prompt), main.version),
        strength: withinReach(input.lora_scale),
        effort: Number(input.num_inference_steps),
        signal,
        ...(extra && { extra: { model: extra.path, strength: withinReach(input.extra_lora_scale) } }),
      };
      const count = Number(input.num_outputs);
      const progress = barLines(request.effort, count, tell, now);
      const output: string[] = [];
      for (let index = 0; index < count; index++) {
        const painting = await studio.paint({
          ...request,
          seed: seed + index,
          onProgress: (done) => progress(index, done),
        });
        signal.throwIfAborted();
        progress(index, 1);
        const format = input.output_format as Format;
        const description = `${MADE_BY}, version ${run.version}, seed ${seed + index}`;
        const file = await encode(painting, format, Number(input.output_quality), description);
        signal.throwIfAborted();
        const name = `out-${index}.${format}`;
        await store.write(store.delivery(run.token, name), file);
        output.push(`/delivery/${run.token}/${name}`);
      }
      return output;
    } finally {
      for (const weights of borrowed) await weights.drop();
    }
  };
}

/** The studio paints from no style to one and a half times; below nothing there is no style to take away. */
function withinReach(scale: unknown): number {
  return Math.min(Math.max(Number(scale), 0), 1.5);
}

async function readStart(input: Record<string, unknown>, signal: AbortSignal): Promise<Partial<PaintRequest>> {
  const fetched = async (url: unknown) =>
    typeof url === "string" ? await downloadBytes(url, LARGEST_PICTURE, signal) : undefined;
  const image = await fetched(input.image);
  const mask = await fetched(input.mask);
  if (!image && mask) throw new Error("mask needs image: it says which part of the image is repainted");
  if (!image) return {};
  return { image, promptStrength: Number(input.prompt_strength), ...(mask && { mask }) };
}

/** As displayed, EXIF turned. */
async function dimensions(image: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    const { autoOrient } = await sharp(image).metadata();
    return autoOrient;
  } catch {
    throw new Error("cannot identify image file");
  }
}

/** The whole model is the style, so the word that calls it says nothing about the scene. */
function withoutTrigger(prompt: string, version: VersionRecord | undefined): string {
  if (!version?.triggerWord) return prompt;
  const rest = prompt
    .replaceAll(version.triggerWord, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,.;:]+/, "")
    .trim();
  return rest === "" ? prompt : rest;
}

/** One bar over all pictures, in the model's steps; it never runs backwards. */
function barLines(steps: number, count: number, tell: (text: string) => void, now: () => number) {
  const began = now();
  let shown = -1;
  return (index: number, done: number) => {
    const step = Math.floor(((index + Math.min(Math.max(done, 0), 1)) / count) * steps);
    if (step <= shown) return;
    shown = step;
    tell(`${bar(step, steps, (now() - began) / 1000)}\n`);
  };
}
