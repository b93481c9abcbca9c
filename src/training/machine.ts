import type { LossPoint, TrainingStage } from "../contract/training.ts";
import { logStages } from "../replicate/progress.ts";
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
import type { Snapshot } from "../replicate/snapshot.ts";
import { isTerminal } from "../replicate/wire.ts";
import { thin } from "./progress.ts";
import type { trainings } from "./table.ts";

/** The row as the room writes it; the frozen set and the name are D1's alone. */
export type TrainingCopy = Omit<typeof trainings.$inferSelect, "set" | "name">;

/** A training in its room: what D1 holds, what only the room knows, and the paid run it stands at. */
export interface TrainingState {
  copy: TrainingCopy;
  currentStep: number;
  stepsPerSecond: number | null;
  loss: LossPoint[];
  /** First the training itself, then its free test picture. */
  leg: "train" | "proof";
  purchase: Purchase;
}

export type TrainingEvent =
  | { type: "requested"; copy: TrainingCopy }
  | PurchaseEvent
  | { type: "cancel-requested" }
  /** The style is being deleted. */
  | { type: "closed" };

export type TrainingEffect =
  | PurchaseEffect
  /** Write the copy, and with a terminal status the money, in one D1 batch. */
  | { type: "settle" }
  /** Have the version's proofs painted, when nobody waits for anything else. */
  | { type: "prove"; trainingId: string; round: number };

export type Transition =
  | { state: TrainingState; effects: TrainingEffect[] }
  | { ignored: string; effects?: TrainingEffect[] };

const rank = { PENDING: 0, QUEUED: 1, PROCESSING: 2, COMPLETED: 3, FAILED: 3, CANCELED: 3 } as const;

export const isOver = ({ copy }: TrainingState): boolean => rank[copy.status] === 3;

/** When the clock must look at this training; null once it is over. */
export const wakeOf = (state: TrainingState): number | null =>
  isOver(state) ? null : Math.min(state.purchase.wakeAt, state.copy.deadlineAt);

/** The only way a training's status changes. Statuses have ranks and never walk back; nothing follows a terminal one. */
export function transition(state: TrainingState | null, event: TrainingEvent, now: number): Transition {
  if (!state) return event.type === "requested" ? born(event.copy, now) : { ignored: "no such training" };
  if (isOver(state)) return late(state, event);
  switch (event.type) {
    case "requested":
      return { ignored: "requested already" };
    case "cancel-requested":
      return end(state, "CANCELED", null, now);
    case "closed":
      return end(state, "CANCELED", "The style was deleted.", now, [{ type: "sweep" }]);
    case "tick":
      if (now >= state.copy.deadlineAt) {
        return end(state, "FAILED", refunded("This training took longer than its time limit."), now);
      }
  }
  return move(state, event, advance(state.purchase, event, now), now);
}

function born(row: TrainingCopy, now: number): Transition {
  const { purchase, owes } = wish("training", now);
  const copy: TrainingCopy = { ...row, status: "QUEUED", stage: "waiting", rev: row.rev + 1 };
  const state: TrainingState = { copy, currentStep: 0, stepsPerSecond: null, loss: [], leg: "train", purchase };
  if (now >= copy.deadlineAt) return transition(state, { type: "tick" }, now);
  return { state, effects: [{ type: "settle" }, ...owes] };
}

function late(state: TrainingState, event: TrainingEvent): Transition {
  const ignored = `already ${state.copy.status}`;
  const cancel = (remoteId: string): Transition => ({
    ignored,
    effects: [{ type: "cancel-remote", kind: state.purchase.kind, remoteId }],
  });
  if (state.copy.status === "COMPLETED") return { ignored };
  if (event.type === "submitted") return cancel(event.remoteId);
  if (event.type === "observed" && !isTerminal(event.snapshot.status)) return cancel(event.snapshot.remoteId);
  if (event.type === "kept") return { ignored, effects: [{ type: "sweep" }] };
  return { ignored };
}

function move(state: TrainingState, event: TrainingEvent, step: Step, now: number): Transition {
  if ("ignored" in step) return step.owes ? { ignored: step.ignored, effects: step.owes } : { ignored: step.ignored };
  const { purchase, owes } = step;
  const moved: TrainingState = { ...state, purchase };
  if (step.failed !== undefined) return end(moved, "FAILED", refunded(step.failed), now);
  if (purchase.phase === "kept") return state.leg === "train" ? proof(moved, now) : complete(moved, now);
  if (state.leg === "train" && purchase.phase === "owed" && purchase.attempt > state.purchase.attempt) {
    return keep(state, { ...moved, currentStep: 0, stepsPerSecond: null, loss: [] }, "waiting", owes);
  }
  if (event.type !== "observed") return keep(state, moved, stageOf(moved, null), owes);
  return keep(state, listened(moved, event.snapshot, now), stageOf(moved, event.snapshot), owes);
}

/** What a snapshot tells. The room hears whole logs in any order, so a step only goes up within an attempt. */
function listened(state: TrainingState, { status, progress }: Snapshot, now: number): TrainingState {
  const started = status !== "starting";
  const copy: TrainingCopy = {
    ...state.copy,
    status: started ? "PROCESSING" : state.copy.status,
    startedAt: state.copy.startedAt ?? (started ? now : null),
    remoteId: state.leg === "train" ? state.purchase.remoteId : state.copy.remoteId,
    remoteVersion: state.purchase.output?.version ?? state.copy.remoteVersion,
  };
  if (!progress || state.leg !== "train" || progress.step < state.currentStep) return { ...state, copy };
  return {
    ...state,
    copy,
    currentStep: progress.step,
    stepsPerSecond: progress.stepsPerSecond ?? state.stepsPerSecond,
    loss: thin(progress.loss),
  };
}

const stageOrder: TrainingStage[] = ["waiting", ...logStages, "keeping", "proofing"];

function stageOf({ leg, purchase, copy }: TrainingState, snapshot: Snapshot | null): TrainingStage {
  if (leg === "proof") return "proofing";
  if (purchase.phase === "keep-owed" || purchase.phase === "keeping" || purchase.phase === "missing") return "keeping";
  const told = snapshot?.progress?.stage ?? (purchase.phase === "running" ? "starting" : "waiting");
  const known = stageOrder.find((stage) => stage === copy.stage) ?? "waiting";
  return stageOrder.indexOf(told) > stageOrder.indexOf(known) ? told : known;
}

/** D1 hears of a new status and of the way from one leg's work to the next, not of every log line. */
function keep(before: TrainingState, after: TrainingState, stage: TrainingStage, owes: PurchaseEffect[]): Transition {
  const copy: TrainingCopy = { ...after.copy, stage, rev: after.copy.rev + 1 };
  const milestone =
    copy.status !== before.copy.status ||
    (stage !== before.copy.stage && (stage === "keeping" || stage === "proofing"));
  return { state: { ...after, copy }, effects: milestone ? [{ type: "settle" }, ...owes] : owes };
}

function proof(state: TrainingState, now: number): Transition {
  const { purchase, owes } = wish("prediction", now, retired(state.purchase));
  const copy: TrainingCopy = { ...state.copy, weightsKey: weightsKey(state.copy) };
  return keep(state, { ...state, copy, leg: "proof", purchase }, "proofing", owes);
}

function complete(state: TrainingState, now: number): Transition {
  const { copy } = state;
  const done: TrainingCopy = {
    ...copy,
    status: "COMPLETED",
    stage: null,
    testImageKey: proofKey(copy),
    loss: state.loss,
    completedAt: now,
    rev: copy.rev + 1,
  };
  const prove = { type: "prove", trainingId: copy.id, round: 0 } as const;
  return { state: { ...state, copy: done, currentStep: copy.steps }, effects: [{ type: "settle" }, prove] };
}

function end(
  state: TrainingState,
  status: "FAILED" | "CANCELED",
  sentence: string | null,
  now: number,
  more: TrainingEffect[] = [],
): Transition {
  const copy: TrainingCopy = {
    ...state.copy,
    status,
    stage: null,
    loss: state.loss,
    errorMessage: sentence,
    weightsKey: null,
    completedAt: now,
    rev: state.copy.rev + 1,
  };
  const vain: TrainingEffect[] = state.copy.weightsKey ? [{ type: "sweep" }] : [];
  return { state: { ...state, copy }, effects: [{ type: "settle" }, ...abandon(state.purchase), ...vain, ...more] };
}

const refunded = (sentence: string) => `${sentence} Your credit was returned.`;

type Place = Pick<TrainingCopy, "styleId" | "id">;

/** Everything a training leaves in R2 starts with this. */
export const prefixOf = ({ styleId, id }: Place) => `styles/${styleId}/trainings/${id}/`;
export const weightsKey = (place: Place) => `${prefixOf(place)}weights.tar`;
export const proofKey = (place: Place) => `${prefixOf(place)}proof.webp`;
