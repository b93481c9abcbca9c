import { describe, expect, it } from "vitest";
import { KEEP_MS, SILENT_MS, TAP_MS } from "../../src/replicate/patience.ts";
import type { Snapshot } from "../../src/replicate/snapshot.ts";
import {
  type TrainingCopy,
  type TrainingEffect,
  type TrainingEvent,
  type TrainingState,
  transition,
  wakeOf,
} from "../../src/training/machine.ts";
import { failed, painted, saw, trained } from "../replicate/snapshots.ts";

const NOW = 1_000_000;

const copy: TrainingCopy = {
  id: "t1",
  styleId: "s1",
  userId: "u1",
  status: "PENDING",
  stage: null,
  rev: 0,
  steps: 1_000,
  learningRate: 0.0004,
  loraRank: 16,
  captionDropout: 0.05,
  resolution: "512,768,1024",
  triggerWord: "MIRA",
  imageCount: 24,
  loss: null,
  remoteId: null,
  remoteVersion: null,
  weightsKey: null,
  testImageKey: null,
  errorMessage: null,
  createdAt: NOW,
  startedAt: null,
  completedAt: null,
  deadlineAt: NOW + 10_800_000,
};

const observed = (snapshot: Snapshot, token: string | null = "k1"): TrainingEvent => ({
  type: "observed",
  token,
  snapshot,
});
const at = (step: number, stage: "training" | "captioning" | "packaging" = "training"): Snapshot =>
  saw({
    progress: { stage, step, total: 1_000, stepsPerSecond: 2, remaining: 100, loss: [{ step, loss: 1 / (step + 1) }] },
  });
const requested: TrainingEvent = { type: "requested", copy };
const claimed = (token: string): TrainingEvent => ({ type: "claimed", token });
const submitted = (token: string, remoteId: string): TrainingEvent => ({ type: "submitted", token, remoteId });
const kept = (token: string): TrainingEvent => ({ type: "kept", token });

function play(events: TrainingEvent[], from: TrainingState | null = null, now = NOW) {
  let state = from;
  let effects: TrainingEffect[] = [];
  let ignored: string | undefined;
  for (const event of events) {
    const result = transition(state, event, now);
    ignored = "ignored" in result ? result.ignored : undefined;
    effects = result.effects ?? [];
    if ("state" in result) state = result.state;
  }
  return { state: state as TrainingState, effects, kinds: effects.map(({ type }) => type), ignored };
}

const trainLeg = [requested, claimed("k1"), submitted("k1", "remote-1"), observed(at(500)), observed(trained())];
const proofLeg = [...trainLeg, claimed("k1"), kept("k1"), claimed("p1"), submitted("p1", "proof-1")];

const paths = {
  owed: [requested],
  claimed: trainLeg.slice(0, 2),
  running: trainLeg.slice(0, 4),
  keeping: [...trainLeg, claimed("k1")],
  "proof owed": proofLeg.slice(0, 7),
  "proof running": proofLeg,
  "proof keeping": [...proofLeg, observed(painted("proof-1"), "p1"), claimed("p1")],
  COMPLETED: [...proofLeg, observed(painted("proof-1"), "p1"), claimed("p1"), kept("p1")],
  FAILED: [...trainLeg.slice(0, 4), observed(failed("NSFW"))],
  CANCELED: [...trainLeg.slice(0, 4), { type: "cancel-requested" }],
} satisfies Record<string, TrainingEvent[]>;
type Place = keyof typeof paths;
const places = Object.keys(paths) as Place[];

const events: Record<string, TrainingEvent> = {
  requested,
  claimed: claimed("k9"),
  submitted: submitted("k1", "remote-1"),
  refused: { type: "submit-failed", token: "k1", outcome: "refused", sentence: "No.", delayMs: 0 },
  unheard: { type: "submit-failed", token: "k1", outcome: "unheard", sentence: "No.", delayMs: 0 },
  starting: observed(saw({ status: "starting" })),
  progress: observed(at(600)),
  "progress of the past": observed(at(100)),
  trained: observed(trained()),
  "failed for good": observed(failed("CUDA out of memory")),
  "failed by fault": observed(failed("E9243 error starting")),
  "canceled there": observed(saw({ status: "canceled" })),
  "proof running": observed(saw({ remoteId: "proof-1" }), "p1"),
  "proof painted": observed(painted("proof-1"), "p1"),
  "proof failed": observed(failed("NSFW content detected.", "proof-1"), "p1"),
  "weights kept": kept("k1"),
  "proof kept": kept("p1"),
  "keep missing": { type: "keep-failed", token: "k1", missing: true, delayMs: 0 },
  cancel: { type: "cancel-requested" },
  closed: { type: "closed" },
  "given up": { type: "given-up" },
  tick: { type: "tick" },
};

function outcome(place: Place, event: TrainingEvent): string {
  const before = play(paths[place]).state;
  const { state, ignored, effects } = play([event], before);
  const owed = effects.length > 0 ? "!" : "";
  if (ignored !== undefined) {
    expect(state).toBe(before);
    return `-${owed}`;
  }
  expect(state.copy.rev).toBeGreaterThan(before.copy.rev);
  return `${wakeOf(state) === null ? state.copy.status : state.copy.stage}${owed}`;
}

/** `-` is ignored; else the stage while in flight, or the status. `!`: something is owed. */
it("answers every event at every place", () => {
  const row = (cells: string[]) =>
    cells
      .map((cell, n) => cell.padEnd(n === 0 ? 22 : 15))
      .join("")
      .trimEnd();
  const table = Object.entries(events).map(([name, event]) => row([name, ...places.map((p) => outcome(p, event))]));
  expect(`\n${[row(["", ...places]), ...table].join("\n")}\n`).toMatchInlineSnapshot(`
    "
                          owed           claimed        running        keeping        proof owed     proof running  proof keeping  COMPLETED      FAILED         CANCELED
    requested             -              -              -              -              -              -              -              -              -              -
    claimed               waiting        -              -              -              proofing       -              -              -              -              -
    submitted             -!             starting       -              -              -              -              -              -              -!             -!
    refused               -              FAILED!        -              -              -              -              -              -              -              -
    unheard               -              waiting        -              -              -              -              -              -              -              -
    starting              -!             starting       training       -              -              -              -              -              -!             -!
    progress              -!             training!      training       -              -              -              -              -              -!             -!
    progress of the past  -!             training!      training       -              -              -              -              -              -!             -!
    trained               -              keeping!       keeping!       -              -              -              -              -              -              -
    failed for good       -              FAILED!        FAILED!        -              -              -              -              -              -              -
    failed by fault       -              waiting!       waiting!       -              -              -              -              -              -              -
    canceled there        -              FAILED!        FAILED!        -              -              -              -              -              -              -
    proof running         -!             -!             -!             -!             -!             proofing       -              -              -!             -!
    proof painted         -              -              -              -              -              proofing!      -              -              -              -
    proof failed          -              -              -              -              -              FAILED!        -              -              -              -
    weights kept          -              -              -              proofing!      -              -              -              -              -!             -!
    proof kept            -              -              -              -              -              -              COMPLETED!     -              -!             -!
    keep missing          -              -              -              keeping!       -              -              -              -              -              -
    cancel                CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      -              -              -
    closed                CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      CANCELED!      -              -              -
    given up              FAILED!        -              -              -              FAILED!        -              -              -              -              -
    tick                  -              -              -              -              -              -              -              -              -              -
    "
  `);
});

it("is COMPLETED only with weights and test picture kept, and settles only at milestones", () => {
  let state: TrainingState | null = null;
  const settled: string[] = [];
  for (const event of paths.COMPLETED) {
    const result = transition(state, event, NOW);
    if (!("state" in result)) throw new Error(`ignored: ${result.ignored}`);
    state = result.state;
    if (result.effects.some(({ type }) => type === "settle")) settled.push(`${state.copy.status} ${state.copy.stage}`);
  }
  expect(settled).toEqual([
    "QUEUED waiting",
    "PROCESSING training",
    "PROCESSING keeping",
    "PROCESSING proofing",
    "COMPLETED null",
  ]);
  expect(state?.copy).toMatchObject({
    remoteId: "remote-1",
    remoteVersion: "studio/styles:v1",
    weightsKey: "styles/s1/trainings/t1/weights.tar",
    testImageKey: "styles/s1/trainings/t1/proof.webp",
    loss: [{ step: 500, loss: 1 / 501 }],
  });
});

describe("progress", () => {
  it("goes up only, whatever the order of the webhooks", () => {
    const { state } = play([observed(at(700)), observed(at(300)), observed(at(650))], play(paths.running).state);
    expect(state).toMatchObject({ currentStep: 700, stepsPerSecond: 2 });
  });

  it("starts anew with a second attempt", () => {
    const { state } = play([events["failed by fault"] as TrainingEvent], play(paths.running).state);
    expect(state).toMatchObject({ currentStep: 0, loss: [], purchase: { attempt: 2 } });
    const over = play([observed(failed("E9243 error starting"))], state);
    expect(over.ignored).toBe("not the run awaited");
  });

  it("does not mistake the proof's claim for the training's", () => {
    const { state } = play(paths["proof keeping"]);
    expect(play([kept("k1")], state).ignored).toBe("nothing to keep");
  });
});

describe("endings", () => {
  it("cancels what runs and says nothing of refunds to who cancelled", () => {
    const { state, effects } = play([{ type: "cancel-requested" }], play(paths.running).state);
    expect(state.copy.errorMessage).toBeNull();
    expect(effects).toEqual([{ type: "settle" }, { type: "cancel-remote", kind: "training", remoteId: "remote-1" }]);
  });

  it("cancels a run that appears after the end", () => {
    const { state } = play([{ type: "cancel-requested" }], play(paths.claimed).state);
    expect(play([submitted("k1", "late")], state).effects).toEqual([
      { type: "cancel-remote", kind: "training", remoteId: "late" },
    ]);
    expect(play([observed(saw({ remoteId: "late" }))], state).kinds).toEqual(["cancel-remote"]);
  });

  it("keeps no weights of a training that was not delivered", () => {
    const { state, kinds } = play([{ type: "cancel-requested" }], play(proofLeg).state);
    expect([state.copy.weightsKey, kinds]).toEqual([null, ["settle", "cancel-remote", "sweep"]]);
    const { effects } = play([{ type: "cancel-requested" }], play(paths.keeping).state);
    expect(effects).toEqual([{ type: "settle" }, { type: "sweep" }, { type: "sweep", at: NOW + KEEP_MS.training }]);
  });

  it("sweeps what a late copy wrote into a closed style", () => {
    const { state } = play([{ type: "closed" }], play(paths.keeping).state);
    expect(play([kept("k1")], state).kinds).toEqual(["sweep"]);
  });

  it.each(places.slice(0, 7))("ends %s at the deadline", (place) => {
    const { state, kinds } = play([{ type: "tick" }], play(paths[place]).state, copy.deadlineAt);
    expect(state.copy).toMatchObject({
      status: "FAILED",
      errorMessage: "This training took longer than its time limit. Your credit was returned.",
    });
    expect(kinds[0]).toBe("settle");
  });
});

it("taps again, then asks after silence", () => {
  expect(play([{ type: "tick" }], play(paths.owed).state, NOW + TAP_MS).kinds).toEqual(["enqueue"]);
  expect(play([{ type: "tick" }], play(paths.running).state, NOW + SILENT_MS).kinds).toEqual(["ask"]);
  expect(play([{ type: "tick" }], play(paths["proof running"]).state, NOW + SILENT_MS).effects).toEqual([
    { type: "ask", kind: "prediction", remoteId: "proof-1" },
  ]);
});
