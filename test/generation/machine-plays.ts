import { expect } from "vitest";
import {
  type GenerationCopy,
  type GenerationEffect,
  type GenerationEvent,
  type GenerationState,
  transition,
  wakeOf,
} from "../../src/generation/machine.ts";
import { failed, painted, saw } from "../replicate/snapshots.ts";

export const NOW = 1_000_000;

export const copy: GenerationCopy = {
  id: "g1",
  userId: "u1",
  styleId: "s1",
  roomId: "s1",
  trainingId: "t1",
  status: "PENDING",
  rev: 0,
  prompt: "a harbour",
  negativePrompt: null,
  width: 512,
  height: 512,
  steps: 28,
  guidance: 3,
  strength: 1,
  seed: 7,
  purpose: "PICTURE",
  startKey: null,
  promptStrength: null,
  remoteId: null,
  outputKey: null,
  thumbnailKey: null,
  errorMessage: null,
  createdAt: NOW,
  startedAt: null,
  completedAt: null,
  deadlineAt: NOW + 1_800_000,
};

export const requested: GenerationEvent = {
  type: "requested",
  copy,
  painting: { version: "a/b:c", triggerWord: "MIRA" },
};
export const claimed: GenerationEvent = { type: "claimed", token: "k1" };
export const submitted: GenerationEvent = { type: "submitted", token: "k1", remoteId: "remote-1" };
export const observed = (snapshot = saw(), token: string | null = "k1"): GenerationEvent => ({
  type: "observed",
  token,
  snapshot,
});
export const submitFailed = (outcome: "refused" | "busy" | "errored" | "unheard"): GenerationEvent => ({
  type: "submit-failed",
  token: "k1",
  outcome,
  sentence: "No.",
  delayMs: 9_000,
});
export const keepFailed = (missing: boolean): GenerationEvent => ({
  type: "keep-failed",
  token: "k1",
  missing,
  delayMs: 1_000,
});
export const kept: GenerationEvent = { type: "kept", token: "k1" };

/** Knocks with each event in turn and gathers what is owed; what is ignored leaves the state alone. */
export function play(events: GenerationEvent[], from: GenerationState | null = null, now = NOW) {
  let state = from;
  let effects: GenerationEffect[] = [];
  let ignored: string | undefined;
  for (const event of events) {
    const result = transition(state, event, now);
    ignored = "ignored" in result ? result.ignored : undefined;
    effects = result.effects ?? [];
    if ("state" in result) state = result.state;
  }
  return { state: state as GenerationState, effects, kinds: effects.map(({ type }) => type), ignored };
}

export const paths = {
  owed: [requested],
  claimed: [requested, claimed],
  doubtful: [requested, claimed, submitFailed("unheard")],
  running: [requested, claimed, submitted],
  "keep-owed": [requested, claimed, submitted, observed(painted())],
  keeping: [requested, claimed, submitted, observed(painted()), claimed],
  missing: [requested, claimed, submitted, observed(painted()), claimed, keepFailed(true)],
  COMPLETED: [requested, claimed, submitted, observed(painted()), claimed, kept],
  FAILED: [requested, claimed, submitFailed("refused")],
  CANCELED: [requested, claimed, submitted, { type: "cancel-requested" }],
} satisfies Record<string, GenerationEvent[]>;
export type Place = keyof typeof paths;

export const events: Record<string, GenerationEvent> = {
  requested,
  claimed: { type: "claimed", token: "k2" },
  submitted,
  "submitted elsewhere": { type: "submitted", token: "k0", remoteId: "stranger" },
  refused: submitFailed("refused"),
  busy: submitFailed("busy"),
  unheard: submitFailed("unheard"),
  starting: observed(saw({ status: "starting" })),
  processing: observed(saw({ percent: 40 })),
  "processing elsewhere": observed(saw({ remoteId: "stranger" }), "k0"),
  succeeded: observed(painted()),
  "succeeded with nothing": observed(saw({ status: "succeeded" })),
  "failed for good": observed(failed("NSFW content detected.")),
  "failed by fault": observed(failed("E6716 timeout starting")),
  "canceled there": observed(saw({ status: "canceled" })),
  "aborted there": observed(saw({ status: "aborted" })),
  "not found": { type: "not-found", token: "k1" },
  kept,
  "kept elsewhere": { type: "kept", token: "k0" },
  "keep failed": keepFailed(false),
  "keep missing": keepFailed(true),
  cancel: { type: "cancel-requested" },
  removed: { type: "removed" },
  binned: { type: "binned" },
  restored: { type: "restored" },
  closed: { type: "closed" },
  "given up": { type: "given-up" },
  tick: { type: "tick" },
};

/** `-` is ignored; `!` after it means that something is owed all the same. Else the status, the phase while in flight, and `!` for effects. */
export function outcome(place: Place, event: GenerationEvent): string {
  const before = play(paths[place]).state;
  const { state, ignored, effects } = play([event], before);
  const owed = effects.length > 0 ? "!" : "";
  if (ignored !== undefined) {
    expect(state).toBe(before);
    return `-${owed}`;
  }
  expect(state.copy.rev).toBeGreaterThan(before.copy.rev);
  const over = wakeOf(state) === null;
  return `${over ? state.copy.status : state.purchase.phase}${owed}`;
}

export const places = Object.keys(paths) as Place[];
