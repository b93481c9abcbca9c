import type { Prediction, Training } from "#replicate/wire";
import { isTerminal } from "#replicate/wire";
import type { Run } from "./runs.ts";

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

/**
 * A run as GET answers it and as webhooks carry it.
 * @param origin of the engine, without `/v1`
 */
export function runJson(run: Run, origin: string): Prediction | Training {
  const home = `${origin}/v1/${run.kind}s/${run.id}`;
  return {
    ...common(run, origin),
    urls: { web: home, get: home, cancel: `${home}/cancel` },
    started_at: iso(run.startedAt),
    completed_at: iso(run.completedAt),
    metrics: metricsOf(run),
  };
}

/** A run as lists show it: without its log, as in the documentation's examples. */
export function listedJson(run: Run, origin: string): Prediction | Training {
  const { logs: _, ...json } = runJson(run, origin);
  return json;
}

/** A run as POST answers it; a training's `urls` then point at predictions, as Replicate's do. */
export function createdJson(run: Run, origin: string): Prediction | Training {
  if (run.status !== "starting") return { ...runJson(run, origin), urls: createdUrls(run, origin) };
  return { ...common(run, origin), urls: createdUrls(run, origin) };
}

function createdUrls(run: Run, origin: string): Prediction["urls"] {
  const home = `${origin}/v1/predictions/${run.id}`;
  return { web: home, get: home, cancel: `${home}/cancel` };
}

function common(run: Run, origin: string) {
  const absolute = (path: string) => (path.startsWith("/delivery/") ? origin + path : path);
  const output = Array.isArray(run.output)
    ? run.output.map(absolute)
    : run.output && { ...run.output, weights: absolute(run.output.weights) };
  return {
    id: run.id,
    model: run.model,
    version: run.version,
    input: run.input,
    logs: run.logs,
    output: output as never,
    data_removed: run.dataRemoved,
    error: run.error,
    status: run.status,
    source: "api" as const,
    created_at: new Date(run.createdAt).toISOString(),
    ...(run.deadlineAt === null ? {} : { deadline: new Date(run.deadlineAt).toISOString() }),
    ...(run.webhook === null ? {} : { webhook: run.webhook, webhook_events_filter: run.events }),
  };
}

function metricsOf(run: Run): NonNullable<Prediction["metrics"]> {
  if (!isTerminal(run.status) || run.completedAt === null) return {};
  const total_time = (run.completedAt - run.createdAt) / 1000;
  return run.startedAt === null
    ? { total_time }
    : { predict_time: (run.completedAt - run.startedAt) / 1000, total_time };
}
