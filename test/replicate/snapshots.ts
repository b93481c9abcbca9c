import type { Snapshot } from "../../src/replicate/snapshot.ts";

/** Looks at a remote run, as the machines take them. */
const base: Snapshot = {
  remoteId: "remote-1",
  status: "processing",
  output: null,
  error: null,
  progress: null,
  percent: null,
  createdAt: 0,
};

export const saw = (more: Partial<Snapshot> = {}): Snapshot => ({ ...base, ...more });

export const trained = (remoteId = "remote-1"): Snapshot =>
  saw({
    remoteId,
    status: "succeeded",
    output: { version: "studio/styles:v1", files: ["https://replicate.delivery/weights.tar"] },
  });

export const painted = (remoteId = "remote-1"): Snapshot =>
  saw({
    remoteId,
    status: "succeeded",
    output: { version: null, files: ["https://replicate.delivery/out-0.webp"] },
  });

export const failed = (error: string, remoteId = "remote-1"): Snapshot => saw({ remoteId, status: "failed", error });
