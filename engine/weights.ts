import { rm } from "node:fs/promises";
import { isTar, readTar } from "./archive.ts";
import { latestVersion } from "./catalog.ts";
import { downloadBytes } from "./download.ts";
import type { Store, VersionRecord } from "./store.ts";

export interface Weights {
  /** The model file. */
  path: string;
  version: VersionRecord | undefined;
  /** Removes what was fetched for this use alone. */
  drop(): Promise<void>;
}

/** Bytes. */
const LARGEST = 200_000_000;

/**
 * Finds what `extra_lora` and `replicate_weights` may name: `owner/name`, `owner/name/version`, or a URL or data URI of a model
 * file or of a tar with one. Throws an Error with a sentence.
 */
export async function findWeights(store: Store, reference: string, signal: AbortSignal): Promise<Weights> {
  const local = /^([\w.-]+\/[\w.-]+)(?:[/:]([0-9a-f]{64}))?$/.exec(reference);
  if (local?.[1]) {
    const version = local[2] === undefined ? latestVersion(store, local[1]) : store.versions.get(local[2]);
    if (version?.model !== local[1]) throw new Error(`There is no model ${reference} with a trained version.`);
    return { path: store.weights(version.id), version, drop: async () => {} };
  }
  if (
    !/^(?:https?:|data:)/i.test(reference) ||
    /^https?:\/\/(?:www\.)?(?:huggingface\.co|civitai\.com)\//i.test(reference)
  ) {
    throw new Error("The local engine mixes only styles that it has trained itself.");
  }
  const path = store.scratch();
  await store.write(path, modelIn(await downloadBytes(reference, LARGEST, signal)));
  return { path, version: undefined, drop: () => rm(path, { force: true }) };
}

function modelIn(bytes: Uint8Array): Uint8Array {
  if (!isTar(bytes)) return bytes;
  const models = readTar(bytes).filter(({ name }) => name.endsWith(".safetensors"));
  const [model] = models;
  if (!model || models.length > 1)
    throw new Error(`A weights tar must hold one .safetensors file, not ${models.length}.`);
  return model.bytes;
}
