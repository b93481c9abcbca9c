import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StoredFile } from "#replicate/wire";
import type { Run } from "./runs.ts";
import { Shelf } from "./shelf.ts";

/** `id` is `owner/name`. */
export interface ModelRecord {
  id: string;
  owner: string;
  name: string;
  description: string | null;
  visibility: "public" | "private";
  hardware: string;
  links: {
    github_url: string | null;
    paper_url: string | null;
    license_url: string | null;
    cover_image_url: string | null;
  };
  createdAt: number;
}

export interface VersionRecord {
  id: string;
  /** `owner/name`. */
  model: string;
  trainingId: string;
  triggerWord: string;
  createdAt: number;
  /** Being deleted: no longer usable, and gone after a restart. */
  leaving: boolean;
}

/** `urls` are made anew for each answer. */
export type FileRecord = Omit<StoredFile, "urls" | "created_at" | "expires_at"> & { createdAt: number };

/** All the engine knows, under one folder: records as JSON files, everything heavier as plain files beside them. */
export interface Store {
  folder: string;
  runs: Shelf<Run>;
  models: Shelf<ModelRecord>;
  versions: Shelf<VersionRecord>;
  files: Shelf<FileRecord>;
  /** `whsec_…`, made on first use. */
  secret: string;
  /** Where a version's model file lies. */
  weights(versionId: string): string;
  blob(fileId: string): string;
  /** Public files of a run. */
  delivery(token: string, name?: string): string;
  /** A fresh name for a file that its maker removes. */
  scratch(): string;
  /** Writes whole or not at all. */
  write(file: string, bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
}

/** Throws an Error with a sentence when the folder cannot be written. */
export async function openStore(folder: string): Promise<Store> {
  const room = (name: string) => path.join(folder, name);
  try {
    for (const name of ["weights", "blobs", "delivery", "scratch"]) await mkdir(room(name), { recursive: true });
    await writeFile(room("scratch/probe"), "");
  } catch (error) {
    throw new Error(`The engine cannot write to its folder ${folder}: ${(error as Error).message}.`);
  }
  await rm(room("scratch"), { recursive: true, force: true });
  await mkdir(room("scratch"));

  const write = async (file: string, bytes: Uint8Array) => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  };
  const runs = await Shelf.open<Run>(room("runs"));
  const models = await Shelf.open<ModelRecord>(room("models"));
  const versions = await Shelf.open<VersionRecord>(room("versions"));
  const files = await Shelf.open<FileRecord>(room("files"));
  return {
    folder,
    runs,
    models,
    versions,
    files,
    secret: await readSecret(room("webhook-secret"), write),
    weights: (versionId) => room(`weights/${versionId}.safetensors`),
    blob: (fileId) => room(`blobs/${fileId}`),
    delivery: (token, name) => path.join(room("delivery"), token, name ?? ""),
    scratch: () => room(`scratch/${randomBytes(12).toString("hex")}`),
    write,
    flush: async () => {
      await Promise.all([runs.flush(), models.flush(), versions.flush(), files.flush()]);
    },
  };
}

async function readSecret(file: string, write: Store["write"]): Promise<string> {
  const known = await readFile(file, "utf8").catch(() => "");
  if (known.startsWith("whsec_")) return known;
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  await write(file, Buffer.from(secret));
  return secret;
}
