import { dice } from "../../engine/mischief.ts";

export type Victim = "workerd" | "engine" | "both";

/** What a kill waits for, so that some fall into the moments that matter. `any` waits for nothing. */
export const moments = ["any", "hold", "claim", "keep", "settle"] as const;
export type Moment = (typeof moments)[number];

/** Milliseconds after its moment began, in which the work it is named for is likely to be under way. */
const spread: Record<Moment, [number, number]> = {
  any: [0, 0],
  hold: [10, 250],
  claim: [500, 4_500],
  keep: [200, 4_000],
  settle: [100, 700],
};

/** What makes the moment long enough to be met: the provider takes five seconds over the answer the Worker waits for. */
const slowed: Partial<Record<Moment, object>> = {
  claim: { fault: "stall", times: 4, match: "POST /v1/predictions" },
  keep: { fault: "stall", times: 8, match: "GET /delivery" },
};

export interface Kill {
  victim: Victim;
  /** Milliseconds of peace before it looks for its moment. */
  restMs: number;
  moment: Moment;
  delayMs: number;
  /** What the provider does wrong from this kill on, as its mischief switches take it. */
  mischief: object;
}

const requestFaults = ["throttle", "fail", "reset", "swallow", "malformed", "stall"] as const;
const routes = ["POST /v1/predictions", "POST /v1/models", "GET /v1/predictions", "GET /v1/trainings", "GET /delivery"];
const runFailures = ["E1000", "E8765", "interrupted", "nsfw", "memory"] as const;

/** The kills of one round. The same seed gives the same plan. */
export function planOf(seed: number, kills: number): Kill[] {
  const roll = dice(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
  const between = (low: number, high: number) => Math.round(low + roll() * (high - low));
  return Array.from({ length: kills }, () => {
    const moment = roll() < 0.25 ? "any" : pick(moments);
    const [low, high] = spread[moment];
    // Only the Worker's death can cut a hold, a claim, a keep or a settle short.
    const victim = moment === "any" ? pick(["workerd", "engine", "engine", "both"] as const) : "workerd";
    const mischief = {
      seed: between(1, 1e9),
      webhooks: { lose: pick([0, 0.2, 0.5]), repeat: pick([0, 1, 9]), shuffleMs: pick([0, 500, 3_000]) },
      requests: [
        ...(slowed[moment] ? [slowed[moment]] : []),
        ...Array.from({ length: between(0, 3) }, () => ({
          fault: pick(requestFaults),
          times: between(1, 3),
          match: pick(routes),
        })),
      ],
      failures:
        roll() < 0.3
          ? [{ failure: pick(runFailures), kind: pick(["training", "prediction"] as const), begun: roll() < 0.5 }]
          : [],
      stuck: roll() < 0.06 ? ["prediction"] : [],
      retentionMs: pick([3_600_000, 3_600_000, 1_500]),
    };
    return { victim, restMs: between(200, 1_500), moment, delayMs: between(low, high), mischief };
  });
}
