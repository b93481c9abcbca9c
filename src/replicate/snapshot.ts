import { readProgress, type TrainingProgress } from "./progress.ts";
import type { Run, RunStatus } from "./wire.ts";

/** One look at a remote run, small enough to keep: logs are read here and never travel further. */
export interface Snapshot {
  remoteId: string;
  status: RunStatus;
  /** What a succeeded run left; null before that, and once the provider removed it. */
  output: RemoteOutput | null;
  /** The provider's own words, for the log; people read the sentence of `failure.ts`. */
  error: string | null;
  /** Of a training; null for a prediction. */
  progress: Omit<TrainingProgress, "learningRate" | "pictures"> | null;
  /** 0–100, of a prediction whose log has a bar. */
  percent: number | null;
  /** Unix milliseconds. */
  createdAt: number;
}

export interface RemoteOutput {
  /** `owner/name:id` of a trained version; null for a prediction. */
  version: string | null;
  /** URLs that live for an hour: the weights, or the pictures. */
  files: string[];
}

/** Reads predictions and trainings alike, from a webhook's body or from an answer. Never throws: strangers' JSON may lack anything. */
export function readSnapshot(run: Run<unknown>): Snapshot {
  const steps = run.input?.steps;
  const isTraining = typeof steps === "number" && typeof run.input?.input_images === "string";
  const logs = typeof run.logs === "string" ? run.logs : null;
  return {
    remoteId: run.id,
    status: run.status,
    output: run.status === "succeeded" && run.data_removed !== true ? readOutput(run.output) : null,
    error: typeof run.error === "string" ? run.error : null,
    progress: isTraining ? trimmed(readProgress(logs, steps)) : null,
    percent: isTraining ? null : readPercent(logs),
    createdAt: Date.parse(run.created_at) || 0,
  };
}

const trimmed = ({ learningRate: _, pictures: __, ...progress }: TrainingProgress) => progress;

function readOutput(output: unknown): RemoteOutput | null {
  const found = typeof output === "string" ? [output] : output;
  if (Array.isArray(found)) {
    const files = found.filter((file): file is string => typeof file === "string");
    return files.length > 0 ? { version: null, files } : null;
  }
  if (typeof found !== "object" || found === null) return null;
  const { version, weights } = found as { version?: unknown; weights?: unknown };
  if (typeof version !== "string") return null;
  return { version, files: typeof weights === "string" ? [weights] : [] };
}

function readPercent(logs: string | null): number | null {
  const bars = [...(logs ?? "").matchAll(/(?:^|[\r\n])\s*(\d{1,3})%\|/g)];
  const last = bars.at(-1)?.[1];
  return last === undefined ? null : Math.min(100, Number(last));
}
