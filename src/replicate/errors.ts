import type { SubmitOutcome } from "./purchase.ts";
import type { Problem } from "./wire.ts";

/** When a 429 says nothing of its end. */
const DEFAULT_DELAY_MS = 10_000;

/** Every failed request to the provider. `message` is for the log; `sentence` is for people. */
export class ReplicateError extends Error {
  /** 0 when the provider was not heard at all. */
  readonly status: number;
  /** What the failure means for a run that was being bought. */
  readonly outcome: SubmitOutcome;
  readonly delayMs: number;

  constructor(status: number, body: string, delayMs = DEFAULT_DELAY_MS) {
    super(status === 0 ? `not heard: ${body}` : `HTTP ${status}: ${body.slice(0, 500)}`);
    this.name = "ReplicateError";
    this.status = status;
    this.outcome = outcomeOf(status);
    this.delayMs = delayMs;
  }

  get retryable(): boolean {
    return this.outcome !== "refused";
  }

  get sentence(): string {
    if (this.status === 402) return "The provider's account is out of credit.";
    if (this.status === 422) return "The model refused these settings.";
    if (this.retryable) return "The provider is out of order at the moment.";
    return "The provider refused this run.";
  }
}

function outcomeOf(status: number): SubmitOutcome {
  if (status === 0) return "unheard";
  if (status === 429) return "busy";
  return status >= 500 ? "errored" : "refused";
}

/** How long a 429 asks to wait: header, then body, then the sentence in it. Source: https://replicate.com/docs/topics/predictions/rate-limits */
export function delayOf(headers: { get(name: string): string | null }, body: string): number {
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);
  if (seconds > 0) return seconds * 1_000;
  const told = asProblem(body).retry_after ?? Number(/resets in ~?(\d+)s/.exec(body)?.[1] ?? Number.NaN);
  return told > 0 ? told * 1_000 : DEFAULT_DELAY_MS;
}

function asProblem(body: string): Problem {
  try {
    return (JSON.parse(body) ?? {}) as Problem;
  } catch {
    return {};
  }
}
