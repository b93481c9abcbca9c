import { rm } from "node:fs/promises";
import type { ModelRecord, Store, VersionRecord } from "./store.ts";

/** Every token belongs to this account. */
export const ACCOUNT = "local";

/** The model that trains is part of the engine; it has the one version that configurations pin. */
export const trainer: ModelRecord = {
  id: "ostris/flux-dev-lora-trainer",
  owner: "ostris",
  name: "flux-dev-lora-trainer",
  description: "Learns a style from pictures, on the CPU of this machine.",
  visibility: "public",
  hardware: "cpu",
  links: { github_url: null, paper_url: null, license_url: null, cover_image_url: null },
  createdAt: Date.parse("2024-10-15T17:31:34.839Z"),
};

const trainerVersion: VersionRecord = {
  id: "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497",
  model: trainer.id,
  trainingId: "",
  triggerWord: "",
  createdAt: trainer.createdAt,
  leaving: false,
};

export function allModels(store: Store): ModelRecord[] {
  return [trainer, ...store.models.all()];
}

/** @param id `owner/name` */
export function findModel(store: Store, id: string): ModelRecord | undefined {
  return id === trainer.id ? trainer : store.models.get(id);
}

/** Newest first, without those being deleted unless asked for. */
export function versionsOf(store: Store, model: string, leaving = false): VersionRecord[] {
  const versions = [trainerVersion, ...store.versions.all()].filter((version) => version.model === model);
  return versions
    .filter((version) => leaving || !version.leaving)
    .sort((one, other) => other.createdAt - one.createdAt || other.id.localeCompare(one.id));
}

export function latestVersion(store: Store, model: string): VersionRecord | undefined {
  return versionsOf(store, model)[0];
}

/** @param reference 64 hexadecimal digits, or those after `owner/name:` */
export function findVersion(store: Store, reference: string): VersionRecord | undefined {
  const [, model, id = ""] = /^(?:([\w.-]+\/[\w.-]+):)?([0-9a-f]{64})$/.exec(reference) ?? [];
  const version = id === trainerVersion.id ? trainerVersion : store.versions.get(id);
  if (!version || version.leaving || (model !== undefined && model !== version.model)) return undefined;
  return version;
}

/** Removes a version with its weights, its predictions and their files. */
export async function forgetVersion(store: Store, id: string): Promise<void> {
  for (const run of store.runs.all()) {
    if (run.kind !== "prediction" || run.version !== id) continue;
    await rm(store.delivery(run.token), { recursive: true, force: true });
    await store.runs.remove(run.id);
  }
  await rm(store.weights(id), { force: true });
  await store.versions.remove(id);
}
