import type { RunStatus, WebhookEvent } from "#replicate/wire";
import { isTerminal } from "#replicate/wire";

export type RunKind = "training" | "prediction";

/** One training or prediction as the engine keeps it. Times are milliseconds since 1970. */
export interface Run {
  id: string;
  kind: RunKind;
  model: string;
  version: string;
  /** `owner/name` that receives a training's version. */
  destination: string | null;
  input: Record<string, unknown>;
  status: RunStatus;
  /** Files of ours are paths that begin with `/delivery/`. */
  output: string[] | { version: string; weights: string } | null;
  error: string | null;
  logs: string;
  dataRemoved: boolean;
  createdAt: number;
  startedAt: number | null;
  completedAt: number | null;
  deadlineAt: number | null;
  webhook: string | null;
  events: WebhookEvent[];
  /** Folder of its files under `/delivery/`. */
  token: string;
  /** How often it was started: a restart of the engine starts it again. */
  attempts: number;
  /** Id of the terminal webhook that nobody has taken yet. */
  owed: string | null;
}

export type RunEvent =
  | { type: "start"; at: number }
  | { type: "log"; text: string }
  | { type: "output"; output: NonNullable<Run["output"]> }
  | { type: "succeed"; at: number }
  | { type: "fail"; at: number; error: string }
  | { type: "cancel"; at: number }
  | { type: "deadline"; at: number }
  | { type: "interrupt"; at: number }
  | { type: "expire" };

/** A run that took the engine down this often is not started again. */
export const MAX_ATTEMPTS = 3;
export const INTERRUPTED = "Prediction interrupted; please retry (code: PA)";

export type Step = { run: Run; announce: WebhookEvent[] } | { ignored: string };

const finish = (run: Run, status: RunStatus, at: number, error: string | null = null): Step => ({
  run: { ...run, status, error, completedAt: at },
  announce: ["completed"],
});

/** The life of a run: starting → processing → succeeded, failed, canceled or aborted. Nothing but expiry follows an end. */
export function transition(run: Run, event: RunEvent): Step {
  if (event.type === "expire") {
    if (!isTerminal(run.status)) return { ignored: `it is ${run.status}` };
    if (run.dataRemoved) return { ignored: "its data is removed already" };
    return { run: { ...run, input: {}, output: null, logs: "", dataRemoved: true }, announce: [] };
  }
  if (isTerminal(run.status)) return { ignored: `it is ${run.status} already` };
  return run.status === "starting" ? fromStarting(run, event) : fromProcessing(run, event);
}

function fromStarting(run: Run, event: Exclude<RunEvent, { type: "expire" }>): Step {
  switch (event.type) {
    case "start": {
      const started = { ...run, status: "processing", startedAt: event.at, attempts: run.attempts + 1 } as const;
      return { run: started, announce: ["start"] };
    }
    case "fail":
      return finish({ ...run, startedAt: event.at }, "failed", event.at, event.error);
    case "cancel":
      return finish({ ...run, startedAt: event.at }, "canceled", event.at);
    case "deadline":
      return finish(run, "aborted", event.at);
    case "log":
    case "output":
    case "succeed":
    case "interrupt":
      return { ignored: "it has not started" };
  }
}

function fromProcessing(run: Run, event: Exclude<RunEvent, { type: "expire" }>): Step {
  switch (event.type) {
    case "start":
      return { ignored: "it has started already" };
    case "log":
      return { run: { ...run, logs: run.logs + event.text }, announce: ["logs"] };
    case "output":
      return { run: { ...run, output: event.output }, announce: ["output"] };
    case "succeed":
      return run.output === null ? { ignored: "it has no output" } : finish(run, "succeeded", event.at);
    case "fail":
      return finish({ ...run, output: null }, "failed", event.at, event.error);
    case "cancel":
    case "deadline":
      return finish({ ...run, output: null }, "canceled", event.at);
    case "interrupt": {
      if (run.attempts >= MAX_ATTEMPTS) return finish({ ...run, output: null }, "failed", event.at, INTERRUPTED);
      return { run: { ...run, status: "starting", startedAt: null, output: null, logs: "" }, announce: [] };
    }
  }
}
