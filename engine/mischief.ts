import Ajv from "ajv";
import type { RunKind } from "./runs.ts";

/** How runs fail on the real service, in its own words. */
export const failures = {
  E1000: "Director: unexpected error handling prediction (E1000)",
  E1001: "Prediction was killed: out of memory (E1001)",
  E6716: "Director: unexpected error handling prediction (E6716)",
  E8367: "Director: unexpected error handling prediction (E8367)",
  E8765: "Director: unexpected error handling prediction (E8765)",
  E9243: "Director: unexpected error handling prediction (E9243)",
  E9825: "Director: unexpected error handling prediction (E9825)",
  interrupted: "Prediction interrupted; please retry (code: PA)",
  nsfw: "All generated images contained NSFW content. Try running it again with a different prompt.",
  memory: "CUDA out of memory. Tried to allocate 2.00 GiB.",
  validation: `Prediction input failed validation: ${JSON.stringify({
    detail: [
      {
        loc: ["body", "input", "steps"],
        msg: "ensure this value is greater than or equal to 3",
        type: "value_error.number.not_ge",
        ctx: { limit_value: 3 },
      },
    ],
  })}`,
} as const;
export type Failure = keyof typeof failures;

/** `swallow` does the work and then breaks the connection: the caller cannot know. `stall` does it five seconds late. */
export const requestFaults = ["throttle", "fail", "reset", "swallow", "malformed", "credit", "stall"] as const;

/** What goes wrong on purpose, for tests. Everything random follows from `seed`. */
export interface Mischief {
  seed: number;
  webhooks: {
    /** Share of deliveries that silently vanish, 0–1; terminal ones too. */
    lose: number;
    /** Further copies of each delivery, under the same id. */
    repeat: number;
    delayMs: number;
    /** Each delivery waits a random time up to this, so that they overtake each other. */
    shuffleMs: number;
  };
  /** Each applies to the next `times` requests whose `METHOD /path` contains `match`. */
  requests: { fault: (typeof requestFaults)[number]; times: number; match: string }[];
  /** Each ends the next `times` runs of its kind: while still starting, or after they began. */
  failures: { failure: Failure; times: number; kind: RunKind; begun: boolean }[];
  /** Runs of these kinds stay `starting`. */
  stuck: RunKind[];
  /** Every run waits this long before it works. */
  slowMs: number;
  /** Milliseconds from the end of a run until its data is removed. */
  retentionMs: number;
}

export const peace: Mischief = {
  seed: 1,
  webhooks: { lose: 0, repeat: 0, delayMs: 0, shuffleMs: 0 },
  requests: [],
  failures: [],
  stuck: [],
  slowMs: 0,
  retentionMs: 3_600_000,
};

const count = { type: "integer", minimum: 0 };
const kind = { enum: ["training", "prediction"] };
const validate = new Ajv({ useDefaults: true }).compile({
  type: "object",
  additionalProperties: false,
  properties: {
    seed: { type: "integer" },
    webhooks: {
      type: "object",
      additionalProperties: false,
      properties: { lose: { type: "number", minimum: 0, maximum: 1 }, repeat: count, delayMs: count, shuffleMs: count },
    },
    requests: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["fault"],
        properties: {
          fault: { enum: requestFaults },
          times: { ...count, default: 1 },
          match: { type: "string", default: "" },
        },
      },
    },
    failures: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["failure", "kind"],
        properties: {
          failure: { enum: Object.keys(failures) },
          times: { ...count, default: 1 },
          kind,
          begun: { type: "boolean", default: true },
        },
      },
    },
    stuck: { type: "array", items: kind },
    slowMs: count,
    retentionMs: count,
  },
});

/** What is not named is at peace. Throws an Error that says what is wrong. */
export function readMischief(json: unknown): Mischief {
  const wanted: unknown = structuredClone(json);
  if (!validate(wanted)) {
    const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath || "it"} ${message}`) ?? [];
    throw new Error(`This mischief is not understood: ${problems.join("; ")}.`);
  }
  const part = wanted as Partial<Mischief>;
  return structuredClone({ ...peace, ...part, webhooks: { ...peace.webhooks, ...part.webhooks } });
}

/** Takes one from the first fault that fits, if any is left. */
export function takeFault(mischief: Mischief, request: string): Mischief["requests"][number]["fault"] | undefined {
  const fault = mischief.requests.find(({ times, match }) => times > 0 && request.includes(match));
  if (fault) fault.times--;
  return fault?.fault;
}

/** The error the next run of this kind ends with at this point, if any is left. */
export function takeFailure(mischief: Mischief, run: RunKind, begun: boolean): string | undefined {
  const failure = mischief.failures.find((one) => one.times > 0 && one.kind === run && one.begun === begun);
  if (failure) failure.times--;
  return failure && failures[failure.failure];
}

/** Numbers in 0–1 that follow from the seed alone (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
