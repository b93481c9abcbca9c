import type { Effect } from "./job.ts";

/** Something the room owes the world, kept until it is done. */
export interface Owed {
  seq: number;
  jobId: string;
  effect: Debt;
  /** Failed tries so far. */
  attempts: number;
  /** Unix milliseconds. */
  dueAt: number;
}

/** `forget` removes a trained version at the provider. */
export type Debt = Effect | { type: "forget"; version: string };

const known: Record<Debt["type"], true> = {
  settle: true,
  enqueue: true,
  ask: true,
  look: true,
  "cancel-remote": true,
  forget: true,
  prove: true,
  sweep: true,
};

/** False for what a newer release wrote before it was taken back: it is kept for that one. */
export const isKnown = ({ type }: Debt): boolean => Object.hasOwn(known, type);

/** Longer than paying what is owed at once ever takes. */
export const GRACE_MS = 5_000;
/** Longer than paying anything takes: by then it is paid, or its payer was killed. */
export const PAYING_MS = 120_000;

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;
/** After this many failures what is only tidying is dropped, with a line in the log. */
const MAX_TIDYING = 12;

/** Doubles from a second to five minutes. */
export const backoff = (attempts: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));

/** Paid before the door answers: money, status and messages. The rest talks to the provider or to R2 and is the alarm's. */
export const isPrompt = ({ type }: Debt): boolean => type === "settle" || type === "enqueue";

/** Asked of the provider, and asked again by the clock when unanswered. */
export const isQuestion = ({ type }: Debt): boolean => type === "ask" || type === "look";

/** A newer debt of the same name replaces the older one: a settlement writes the newest copy anyway. */
export function nameOf(jobId: string, debt: Debt): string {
  switch (debt.type) {
    case "ask":
    case "cancel-remote":
      return `${jobId} ${debt.type} ${debt.remoteId}`;
    case "look":
      return `${jobId} look ${debt.token}`;
    case "prove":
      return `${jobId} prove ${debt.round}`;
    case "forget":
      return `forget ${debt.version}`;
    case "sweep":
      return `${jobId} sweep${debt.at === undefined ? "" : " later"}`;
    default:
      return `${jobId} ${debt.type}`;
  }
}

/** When a new debt is due, in Unix milliseconds. */
export const firstDue = (debt: Debt, now: number): number =>
  debt.type === "sweep" ? Math.max(now, debt.at ?? now) : now;

/**
 * What becomes of a debt whose payment failed. Status, money and messages are owed for ever, and so is what only another
 * release can pay; a question is dropped, since the clock asks again; tidying is dropped in the end.
 */
export function afterFailure({ effect, attempts }: Owed, now: number): { dueAt: number } | "dropped" {
  if (isQuestion(effect)) return "dropped";
  if (!isPrompt(effect) && isKnown(effect) && attempts + 1 >= MAX_TIDYING) return "dropped";
  return { dueAt: now + backoff(attempts + 1) };
}

/** What to pay now: due, not being paid already, each debt by itself. */
export const due = (owed: readonly Owed[], busy: ReadonlySet<number>, now: number, promptOnly: boolean): Owed[] =>
  owed.filter(({ seq, effect, dueAt }) => dueAt <= now && !busy.has(seq) && (!promptOnly || isPrompt(effect)));
