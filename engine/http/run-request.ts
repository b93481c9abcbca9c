import { type InputSchema, paintingInput, trainingInput } from "#replicate/schemas";
import type { WebhookEvent } from "#replicate/wire";
import type { Engine } from "../engine.ts";
import { runId, token } from "../ids.ts";
import type { Run, RunKind } from "../runs.ts";
import { signedDownload } from "./files.ts";
import { Refusal } from "./refusal.ts";

export interface RunBody {
  input: Record<string, unknown>;
  webhook?: string;
  webhook_events_filter?: WebhookEvent[];
}

/** What Replicate sends when no filter is given. */
const USUAL_EVENTS: WebhookEvent[] = ["output", "completed"];

/** A run as it is born, `starting`. `of` says what runs, `cancelAfter` is the header of that name. */
export function newRun(
  engine: Engine,
  kind: RunKind,
  of: { model: string; version: string; destination: string | null },
  body: RunBody,
  cancelAfter: string | undefined,
): Run {
  const createdAt = engine.now();
  return {
    id: runId(),
    kind,
    ...of,
    input: keptInput(engine, kind === "training" ? trainingInput : paintingInput, body.input),
    status: "starting",
    output: null,
    error: null,
    logs: "",
    dataRemoved: false,
    createdAt,
    startedAt: null,
    completedAt: null,
    deadlineAt: cancelAfter === undefined ? null : createdAt + lifetime(cancelAfter),
    webhook: body.webhook ?? null,
    events: body.webhook_events_filter ?? USUAL_EVENTS,
    token: token(),
    attempts: 0,
    owed: null,
  };
}

/** Secrets are not kept, and files of ours become links that can be fetched without a token. */
function keptInput(engine: Engine, schema: InputSchema, input: RunBody["input"]): RunBody["input"] {
  const kept = Object.entries(input).map(([name, value]) => {
    if (schema.properties[name]?.format === "password") return [name, "[REDACTED]"];
    return [name, typeof value === "string" ? signedDownload(engine, value) : value];
  });
  return Object.fromEntries(kept);
}

/** `30s`, `5m`, `1h30m45s` or bare seconds, at least five; in milliseconds. */
export function lifetime(header: string): number {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$|^(\d+)$/.exec(header.trim());
  const [, hours = 0, minutes = 0, seconds = 0, bare = 0] = match ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(bare);
  if (!match || total < 5) {
    throw new Refusal(400, {
      detail: "Cancel-After must be a duration of at least 5 seconds, such as 30s, 5m or 1h30m",
    });
  }
  return total * 1000;
}

/** Milliseconds a `Prefer: wait[=n]` asks for; undefined when it asks for nothing understood. */
export function patience(header: string | undefined): number | undefined {
  const match = /^wait(?:=([1-9]|[1-5][0-9]|60))?$/.exec(header?.trim() ?? "");
  return match ? Number(match[1] ?? 60) * 1000 : undefined;
}
