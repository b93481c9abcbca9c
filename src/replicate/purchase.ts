import { judgeFailure } from "./failure.ts";
import { CLAIM_MS, KEEP_MS, LOOK_MS, LOOKS, MAX_ATTEMPTS, MAX_KEEPS, SILENT_MS, TAP_MS } from "./patience.ts";
import type { RemoteOutput, Snapshot } from "./snapshot.ts";
import { isTerminal } from "./wire.ts";

export type RunKind = "training" | "prediction";

/**
 * One paid remote run from the wish to the kept result. `owed` waits for a consumer, `claimed` is being sent,
 * `doubtful` may or may not have been bought, `running` has a remote id; then its files are copied,
 * and `missing` asks the provider for files that were not where it said.
 */
export interface Purchase {
  kind: RunKind;
  attempt: number;
  phase: "owed" | "claimed" | "doubtful" | "running" | "keep-owed" | "keeping" | "missing" | "kept";
  /** In this attempt's webhook URL; a new one with each claim. */
  token: string | null;
  /** Unix milliseconds; a run of ours is never older. */
  claimedAt: number | null;
  remoteId: string | null;
  /** Found in the provider's list by what was asked for: an equal wish of another job may have been meant. */
  guessed: boolean;
  output: RemoteOutput | null;
  /** Whether the provider answered with an error of its own or was not heard at all. */
  doubt: "errored" | "unheard" | null;
  /** Answered looks while doubtful, copies while keeping. */
  tries: number;
  /** When the clock acts if nobody else did. Unix milliseconds. */
  wakeAt: number;
  /** Attempts that are over, so that their late webhooks are known for what they are. */
  past: { token: string; remoteId: string | null }[];
}

export type PurchaseEvent =
  | { type: "claimed"; token: string }
  | { type: "submitted"; token: string; remoteId: string }
  | { type: "submit-failed"; token: string; outcome: SubmitOutcome; sentence: string; delayMs: number }
  /** Told by a webhook with its token, by the answer to a question (null), or found in the provider's list. */
  | { type: "observed"; token: string | null; snapshot: Snapshot; guessed?: boolean }
  | { type: "not-found"; token: string }
  | { type: "kept"; token: string }
  | { type: "keep-failed"; token: string; missing: boolean; delayMs: number }
  /** The message that asked for it reached the dead-letter queue. */
  | { type: "given-up" }
  | { type: "tick" };

/** `refused`: nothing was bought and asking again is useless; `busy`: nothing was bought, later it may be. */
export type SubmitOutcome = "refused" | "busy" | "errored" | "unheard";

export type PurchaseEffect =
  | { type: "enqueue"; delayMs: number }
  | { type: "ask"; kind: RunKind; remoteId: string }
  | { type: "look"; kind: RunKind; token: string }
  | { type: "cancel-remote"; kind: RunKind; remoteId: string }
  /** Remove what was written for this job; not before `at` (Unix milliseconds), when a late copy may still be written. */
  | { type: "sweep"; at?: number };

export interface Progress {
  purchase: Purchase;
  owes: PurchaseEffect[];
  /** The sentence for people, when nothing more can be done. */
  failed?: string;
}

export type Step = Progress | { ignored: string; owes?: PurchaseEffect[] };

/** A new wish. `past` carries the tokens of what was bought before for the same job. */
export function wish(kind: RunKind, now: number, past: Purchase["past"] = []): Progress {
  const purchase: Purchase = {
    kind,
    attempt: 1,
    phase: "owed",
    token: null,
    claimedAt: null,
    remoteId: null,
    guessed: false,
    output: null,
    doubt: null,
    tries: 0,
    wakeAt: now + TAP_MS,
    past,
  };
  return { purchase, owes: [{ type: "enqueue", delayMs: 0 }] };
}

/** Closes the books of a purchase: what still runs is cancelled, what was copied in vain goes. */
export function abandon(purchase: Purchase): PurchaseEffect[] {
  const { phase, kind, remoteId, token, tries, wakeAt } = purchase;
  if (phase === "running" && remoteId) return [{ type: "cancel-remote", kind, remoteId }];
  if ((phase === "claimed" || phase === "doubtful") && token) return [{ type: "look", kind, token }];
  // Whoever copies may die between writing and telling us: by `wakeAt` it has done one or the other.
  if (phase === "keeping") return [{ type: "sweep" }, { type: "sweep", at: wakeAt }];
  if (isKeeping(purchase) && tries > 0) return [{ type: "sweep" }];
  return [];
}

/** The purchase's token joins those that are over. */
export const retired = ({ past, token, remoteId }: Purchase): Purchase["past"] =>
  token ? [...past, { token, remoteId }] : past;

export function advance(p: Purchase, event: PurchaseEvent, now: number): Step {
  switch (event.type) {
    case "claimed":
      return claim(p, event.token, now);
    case "submitted":
      return submitted(p, event, now);
    case "submit-failed":
      if (event.token !== p.token || p.phase !== "claimed") return { ignored: "another claim" };
      return submitFailed(p, event, now);
    case "observed":
      return observed(p, event, now);
    case "not-found":
      if (event.token !== p.token || p.phase !== "doubtful") return { ignored: "not in doubt" };
      return notFound(p, now);
    case "kept":
      if (event.token !== p.token || (p.phase !== "keeping" && p.phase !== "keep-owed")) {
        return { ignored: "nothing to keep" };
      }
      return { purchase: { ...p, phase: "kept" }, owes: [] };
    case "keep-failed":
      if (event.token !== p.token || p.phase !== "keeping") return { ignored: "nothing is being kept" };
      return keepFailed(p, event, now);
    case "given-up":
      // What was bought, or may have been, is not lost with a message: the clock asks for it until the deadline.
      if (p.phase !== "owed") return { ignored: `already ${p.phase}` };
      return { purchase: p, owes: [], failed: "This could not be delivered to the provider." };
    case "tick":
      return now < p.wakeAt ? { ignored: "not due" } : tick(p, now);
  }
}

function claim(p: Purchase, token: string, now: number): Step {
  if (p.phase === "owed") {
    return { purchase: { ...p, phase: "claimed", token, claimedAt: now, wakeAt: now + CLAIM_MS }, owes: [] };
  }
  if (p.phase === "keep-owed") {
    return { purchase: { ...p, phase: "keeping", tries: p.tries + 1, wakeAt: now + KEEP_MS[p.kind] }, owes: [] };
  }
  return { ignored: `already ${p.phase}` };
}

function submitted(p: Purchase, event: { token: string; remoteId: string }, now: number): Step {
  const { remoteId } = event;
  if (event.token !== p.token) return orphan(p, event.token, remoteId);
  if (p.remoteId === remoteId && !p.guessed) return { ignored: "known already" };
  if (p.remoteId !== null && !p.guessed) return orphan(p, event.token, remoteId);
  if (isKeeping(p)) return { ignored: "succeeded already" };
  return { purchase: { ...p, phase: "running", remoteId, guessed: false, wakeAt: now + SILENT_MS }, owes: [] };
}

/** A run nobody waits for is cancelled, unless it is a known one that ended long ago. */
function orphan(p: Purchase, token: string | null, remoteId: string): Step {
  const over = p.past.some((attempt) => attempt.token === token && attempt.remoteId === remoteId);
  if (over) return { ignored: "an earlier attempt" };
  return { ignored: "a run nobody waits for", owes: [{ type: "cancel-remote", kind: p.kind, remoteId }] };
}

function submitFailed(p: Purchase, event: Extract<PurchaseEvent, { type: "submit-failed" }>, now: number): Step {
  switch (event.outcome) {
    case "refused":
      return { purchase: p, owes: [], failed: event.sentence };
    case "busy":
      return owedAgain(p, event.delayMs, now);
    case "errored":
    case "unheard":
      return {
        purchase: { ...p, phase: "doubtful", doubt: event.outcome, tries: 0, wakeAt: now + LOOK_MS },
        owes: [],
      };
  }
}

function owedAgain(p: Purchase, delayMs: number, now: number): Step {
  const purchase: Purchase = {
    ...p,
    phase: "owed",
    token: null,
    claimedAt: null,
    remoteId: null,
    guessed: false,
    output: null,
    doubt: null,
    tries: 0,
    wakeAt: now + delayMs + TAP_MS,
  };
  return { purchase, owes: [{ type: "enqueue", delayMs }] };
}

const buyAgain = (p: Purchase, now: number, sentence: string): Step =>
  p.attempt < MAX_ATTEMPTS
    ? owedAgain({ ...p, attempt: p.attempt + 1, past: retired(p) }, 0, now)
    : { purchase: p, owes: [], failed: sentence };

function notFound(p: Purchase, now: number): Step {
  const tries = p.tries + 1;
  if (tries < LOOKS) return { purchase: { ...p, tries, wakeAt: now + 2 * LOOK_MS }, owes: [] };
  const sentence = "The provider did not confirm this run, so it was given up rather than bought twice.";
  // Only an error the provider itself answered, with two clean looks after it, may be bought again.
  if (p.doubt === "errored") return buyAgain(p, now, "The provider is out of order at the moment.");
  return { purchase: p, owes: [], failed: sentence };
}

const isKeeping = ({ phase }: Purchase): boolean =>
  phase === "keep-owed" || phase === "keeping" || phase === "missing" || phase === "kept";

function observed(p: Purchase, event: Extract<PurchaseEvent, { type: "observed" }>, now: number): Step {
  const { snapshot, guessed = false } = event;
  const ours = event.token === null ? snapshot.remoteId === p.remoteId : event.token === p.token;
  const other = p.remoteId !== null && p.remoteId !== snapshot.remoteId;
  // A webhook's token is proof, a find in the list is not: equal wishes may have been found crosswise.
  if (ours && other && (guessed || (p.guessed && isKeeping(p)))) return { ignored: "another of equal wishes" };
  if (!ours || (other && !p.guessed)) {
    return isTerminal(snapshot.status) ? { ignored: "not the run awaited" } : orphan(p, event.token, snapshot.remoteId);
  }
  if (p.phase === "keep-owed" || p.phase === "keeping" || p.phase === "kept") return { ignored: "succeeded already" };
  const known: Purchase = {
    ...p,
    remoteId: snapshot.remoteId,
    guessed: event.token === null ? p.guessed : guessed,
  };
  switch (snapshot.status) {
    case "starting":
    case "processing":
      if (p.phase === "missing") return { ignored: "succeeded already" };
      return { purchase: { ...known, phase: "running", wakeAt: now + SILENT_MS }, owes: [] };
    case "succeeded":
      return succeeded(known, snapshot, now);
    case "failed": {
      const { retryable, sentence } = judgeFailure(snapshot.error);
      return retryable ? buyAgain(known, now, sentence) : { purchase: known, owes: [], failed: sentence };
    }
    case "canceled":
    case "aborted":
      return { purchase: known, owes: [], failed: "The provider stopped this run before its end." };
    default:
      // The provider may learn new words; until we do, the run is neither here nor there.
      return { ignored: "a status nobody knows" };
  }
}

function succeeded(p: Purchase, { output }: Snapshot, now: number): Step {
  if (!output || output.files.length === 0) {
    return { purchase: p, owes: [], failed: "The provider finished this run, but its result was no longer there." };
  }
  const tries = p.phase === "missing" ? p.tries : 0;
  return {
    purchase: { ...p, phase: "keep-owed", output, tries, wakeAt: now + TAP_MS },
    owes: [{ type: "enqueue", delayMs: 0 }],
  };
}

function keepFailed(p: Purchase, { missing, delayMs }: { missing: boolean; delayMs: number }, now: number): Step {
  if (p.tries >= MAX_KEEPS) {
    return { purchase: p, owes: [], failed: "The result was made, but could not be copied into your studio." };
  }
  if (missing && p.remoteId) {
    const ask: PurchaseEffect = { type: "ask", kind: p.kind, remoteId: p.remoteId };
    return { purchase: { ...p, phase: "missing", wakeAt: now + SILENT_MS }, owes: [ask] };
  }
  return {
    purchase: { ...p, phase: "keep-owed", wakeAt: now + delayMs + TAP_MS },
    owes: [{ type: "enqueue", delayMs }],
  };
}

function tick(p: Purchase, now: number): Step {
  switch (p.phase) {
    case "owed":
    case "keep-owed":
      return { purchase: { ...p, wakeAt: now + TAP_MS }, owes: [{ type: "enqueue", delayMs: 0 }] };
    case "keeping":
      return keepFailed(p, { missing: false, delayMs: 0 }, now);
    case "claimed":
      return look({ ...p, phase: "doubtful", doubt: "unheard", tries: 0 }, now);
    case "doubtful":
      return look(p, now);
    case "running":
    case "missing":
      if (!p.remoteId) return { ignored: "no remote id" };
      return {
        purchase: { ...p, wakeAt: now + SILENT_MS },
        owes: [{ type: "ask", kind: p.kind, remoteId: p.remoteId }],
      };
    case "kept":
      return { ignored: "over" };
  }
}

/** A look that itself fails is repeated by the clock; only an answered one counts towards giving up. */
function look(p: Purchase, now: number): Step {
  if (!p.token) return { ignored: "no token" };
  return {
    purchase: { ...p, wakeAt: now + SILENT_MS },
    owes: [{ type: "look", kind: p.kind, token: p.token }],
  };
}
