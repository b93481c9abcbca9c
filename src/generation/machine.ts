import {
  abandon,
  advance,
  type Purchase,
  type PurchaseEffect,
  type PurchaseEvent,
  retired,
  type Step,
  wish,
} from "../replicate/purchase.ts";
import { isTerminal } from "../replicate/wire.ts";
import type { generations } from "./table.ts";

/** The row as the room writes it. */
export type GenerationCopy = typeof generations.$inferSelect;

/** A picture in its room. `painting` is what the provider needs, known from birth. */
export interface GenerationState {
  copy: GenerationCopy;
  painting: Painting;
  /** 0–100; null when the provider says nothing. */
  progress: number | null;
  removed: boolean;
  /** Its owner deleted it and can still bring it back; absent means no. */
  binned?: boolean;
  /** A proof whose turn has not come: nothing is ordered for it. */
  waits: boolean;
  purchase: Purchase;
}

/** `owner/name:id` of the style's version, and its trigger word. */
export interface Painting {
  version: string;
  triggerWord: string;
}

export type GenerationEvent =
  | { type: "requested"; copy: GenerationCopy; painting: Painting }
  | PurchaseEvent
  | { type: "cancel-requested" }
  /** Its owner deleted the picture, running or not. */
  | { type: "removed" }
  /** Its owner deleted the finished picture for now, or brought it back. */
  | { type: "binned" | "restored" }
  /** The style is being deleted. */
  | { type: "closed" }
  /** Nobody waits for anything else: this proof may be painted. */
  | { type: "turn" }
  /** Paid work came: this proof makes room and waits again. */
  | { type: "yield" };

export type GenerationEffect =
  | PurchaseEffect
  /** Write the copy, and with a terminal status the money, in one D1 batch. */
  | { type: "settle" };

export type Transition =
  | { state: GenerationState; effects: GenerationEffect[] }
  | { ignored: string; effects?: GenerationEffect[] };

const rank = { PENDING: 0, PROCESSING: 1, COMPLETED: 2, FAILED: 2, CANCELED: 2 } as const;

export const isProof = ({ copy }: GenerationState): boolean => copy.purpose === "PROOF";

export const isOver = ({ copy }: GenerationState): boolean => rank[copy.status] === 2;

/** When the clock must look at this picture; null once it is over. */
export const wakeOf = (state: GenerationState): number | null =>
  isOver(state) ? null : Math.min(state.purchase.wakeAt, state.copy.deadlineAt);

/** The only way a generation's status changes. Statuses have ranks and never walk back; nothing follows a terminal one but its removal. */
export function transition(state: GenerationState | null, event: GenerationEvent, now: number): Transition {
  if (!state) return event.type === "requested" ? born(event, now) : { ignored: "no such generation" };
  if (isOver(state)) return late(state, event);
  switch (event.type) {
    case "requested":
      return { ignored: "requested already" };
    case "cancel-requested":
      return end(state, "CANCELED", null, now);
    case "removed":
      return end({ ...state, removed: true }, "CANCELED", null, now, [{ type: "sweep" }]);
    case "closed":
      return end({ ...state, removed: true }, "CANCELED", "The style was deleted.", now, [{ type: "sweep" }]);
    case "binned":
    case "restored":
      return { ignored: "not finished yet" };
    case "turn":
      return state.waits ? begin(state, now) : { ignored: "its turn came already" };
    case "yield":
      return giveWay(state);
    case "claimed":
      if (state.waits) return { ignored: "its turn has not come" };
      break;
    case "tick":
      if (now >= state.copy.deadlineAt) return fail(state, "This picture took longer than its time limit.", now);
  }
  return move(state, event, advance(state.purchase, event, now), now);
}

function born({ copy, painting }: { copy: GenerationCopy; painting: Painting }, now: number): Transition {
  const { purchase, owes } = wish("prediction", now);
  const state: GenerationState = {
    copy: { ...copy, rev: copy.rev + 1 },
    painting,
    progress: null,
    removed: false,
    waits: false,
    purchase,
  };
  if (now >= copy.deadlineAt) return transition(state, { type: "tick" }, now);
  if (isProof(state)) return { state: stoodBack(state, []), effects: [{ type: "settle" }] };
  return { state, effects: [{ type: "settle" }, ...owes] };
}

/** Until its turn only the deadline wakes a proof. */
function stoodBack(state: GenerationState, past: Purchase["past"]): GenerationState {
  const { purchase } = wish("prediction", 0, past);
  return { ...state, waits: true, progress: null, purchase: { ...purchase, wakeAt: state.copy.deadlineAt } };
}

function begin(state: GenerationState, now: number): Transition {
  const { purchase, owes } = wish("prediction", now, state.purchase.past);
  return { state: { ...state, waits: false, purchase }, effects: owes };
}

/** What this costs at most is this many proofs begun in vain. */
const MOST_YIELDS = 8;

function giveWay(state: GenerationState): Transition {
  const { purchase, waits, copy } = state;
  if (!isProof(state) || waits) return { ignored: "nothing to make room for" };
  // What is being sent has no remote id to cancel by yet; what is being kept is done.
  if (purchase.phase !== "owed" && purchase.phase !== "running") return { ignored: `already ${purchase.phase}` };
  if (purchase.past.length >= MOST_YIELDS) return { ignored: "made room often enough" };
  const next = stoodBack(state, retired(purchase));
  return { state: { ...next, copy: { ...copy, rev: copy.rev + 1 } }, effects: abandon(purchase) };
}

function late(state: GenerationState, event: GenerationEvent): Transition {
  const ignored = `already ${state.copy.status}`;
  if (event.type === "removed" && !state.removed) {
    const copy: GenerationCopy = { ...state.copy, rev: state.copy.rev + 1 };
    return { state: { ...state, copy, removed: true }, effects: [{ type: "sweep" }] };
  }
  if ((event.type === "binned" || event.type === "restored") && !state.removed) {
    const binned = event.type === "binned";
    if (binned === (state.binned ?? false)) return { ignored: `already ${event.type}` };
    return { state: { ...state, copy: { ...state.copy, rev: state.copy.rev + 1 }, binned }, effects: [] };
  }
  if (event.type === "kept" && (state.removed || state.copy.status !== "COMPLETED")) {
    return { ignored, effects: [{ type: "sweep" }] };
  }
  if (state.copy.status === "COMPLETED") return { ignored };
  const cancel = (remoteId: string): Transition => ({
    ignored,
    effects: [{ type: "cancel-remote", kind: "prediction", remoteId }],
  });
  if (event.type === "submitted") return cancel(event.remoteId);
  if (event.type === "observed" && !isTerminal(event.snapshot.status)) return cancel(event.snapshot.remoteId);
  return { ignored };
}

function move(state: GenerationState, event: GenerationEvent, step: Step, now: number): Transition {
  if ("ignored" in step) return step.owes ? { ignored: step.ignored, effects: step.owes } : { ignored: step.ignored };
  const { purchase, owes } = step;
  if (step.failed !== undefined) return fail({ ...state, purchase }, step.failed, now);
  if (purchase.phase === "kept") return complete({ ...state, purchase }, now);
  const running = purchase.phase !== "owed" || state.copy.status === "PROCESSING";
  const copy: GenerationCopy = {
    ...state.copy,
    status: running ? "PROCESSING" : state.copy.status,
    startedAt: state.copy.startedAt ?? (running ? now : null),
    remoteId: purchase.remoteId,
    rev: state.copy.rev + 1,
  };
  const told = event.type === "observed" ? event.snapshot.percent : null;
  const again = purchase.attempt > state.purchase.attempt;
  const progress = again ? null : told === null ? state.progress : Math.max(told, state.progress ?? 0);
  const changed = copy.status !== state.copy.status;
  return { state: { ...state, copy, progress, purchase }, effects: changed ? [{ type: "settle" }, ...owes] : owes };
}

function complete(state: GenerationState, now: number): Transition {
  const copy: GenerationCopy = {
    ...state.copy,
    status: "COMPLETED",
    outputKey: pictureKey(state.copy),
    thumbnailKey: thumbnailKey(state.copy),
    completedAt: now,
    rev: state.copy.rev + 1,
  };
  return { state: { ...state, copy, progress: null }, effects: [{ type: "settle" }] };
}

function end(
  state: GenerationState,
  status: "FAILED" | "CANCELED",
  sentence: string | null,
  now: number,
  more: GenerationEffect[] = [],
): Transition {
  const copy: GenerationCopy = {
    ...state.copy,
    status,
    errorMessage: sentence,
    completedAt: now,
    rev: state.copy.rev + 1,
  };
  const effects: GenerationEffect[] = [{ type: "settle" }, ...abandon(state.purchase), ...more];
  return { state: { ...state, copy, progress: null }, effects };
}

const fail = (state: GenerationState, sentence: string, now: number): Transition =>
  end(state, "FAILED", isProof(state) ? sentence : `${sentence} Your credit was returned.`, now);

type Place = Pick<GenerationCopy, "styleId" | "id">;

/** Everything a picture leaves in R2 starts with this. */
export const prefixOf = ({ styleId, id }: Place) => `styles/${styleId}/generations/${id}/`;
export const pictureKey = (place: Place) => `${prefixOf(place)}picture.webp`;
export const thumbnailKey = (place: Place) => `${prefixOf(place)}thumbnail.webp`;
