import { describe, expect, it } from "vitest";
import { type GenerationEvent, type GenerationState, transition, wakeOf } from "../../src/generation/machine.ts";
import { CLAIM_MS, KEEP_MS, LOOK_MS, MAX_KEEPS, SILENT_MS, TAP_MS } from "../../src/replicate/patience.ts";
import { failed, painted, saw } from "../replicate/snapshots.ts";

import {
  claimed,
  copy,
  events,
  keepFailed,
  kept,
  NOW,
  observed,
  outcome,
  type Place,
  paths,
  places,
  play,
  requested,
  submitFailed,
  submitted,
} from "./machine-plays.ts";

it("answers every event at every place", () => {
  const row = (cells: string[]) =>
    cells
      .map((cell, at) => cell.padEnd(at === 0 ? 24 : 11))
      .join("")
      .trimEnd();
  const table = Object.entries(events).map(([name, event]) => row([name, ...places.map((at) => outcome(at, event))]));
  expect(`\n${[row(["", ...places]), ...table].join("\n")}\n`).toMatchInlineSnapshot(`
    "
                            owed       claimed    doubtful   running    keep-owed  keeping    missing    COMPLETED  FAILED     CANCELED
    requested               -          -          -          -          -          -          -          -          -          -
    claimed                 claimed!   -          -          -          keeping    -          -          -          -          -
    submitted               -!         running    running    -          -          -          -          -          -!         -!
    submitted elsewhere     -!         -!         -!         -!         -!         -!         -!         -          -!         -!
    refused                 -          FAILED!    -          -          -          -          -          -          -          -
    busy                    -          owed!      -          -          -          -          -          -          -          -
    unheard                 -          doubtful   -          -          -          -          -          -          -          -
    starting                -!         running    running    running    -          -          -          -          -!         -!
    processing              -!         running    running    running    -          -          -          -          -!         -!
    processing elsewhere    -!         -!         -!         -!         -!         -!         -!         -          -!         -!
    succeeded               -          keep-owed! keep-owed! keep-owed! -          -          keep-owed! -          -          -
    succeeded with nothing  -          FAILED!    FAILED!    FAILED!    -          -          FAILED!    -          -          -
    failed for good         -          FAILED!    FAILED!    FAILED!    -          -          FAILED!    -          -          -
    failed by fault         -          owed!      owed!      owed!      -          -          owed!      -          -          -
    canceled there          -          FAILED!    FAILED!    FAILED!    -          -          FAILED!    -          -          -
    aborted there           -          FAILED!    FAILED!    FAILED!    -          -          FAILED!    -          -          -
    not found               -          -          doubtful   -          -          -          -          -          -          -
    kept                    -          -          -          -          COMPLETED! COMPLETED! -          -          -!         -!
    kept elsewhere          -          -          -          -          -          -          -          -          -!         -!
    keep failed             -          -          -          -          -          keep-owed! -          -          -          -
    keep missing            -          -          -          -          -          missing!   -          -          -          -
    cancel                  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  -          -          -
    removed                 CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  COMPLETED! FAILED!    CANCELED!
    binned                  -          -          -          -          -          -          -          COMPLETED  FAILED     CANCELED
    restored                -          -          -          -          -          -          -          -          -          -
    closed                  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  CANCELED!  -          -          -
    given up                FAILED!    -          -          -          -          -          -          -          -          -
    tick                    -          -          -          -          -          -          -          -          -          -
    "
  `);
});

describe("money and order", () => {
  it("settles every end exactly once, and at birth, at the first step and at the end alone", () => {
    for (const end of ["COMPLETED", "FAILED", "CANCELED"] as const) {
      let state: GenerationState | null = null;
      const settled: string[] = [];
      for (const event of paths[end]) {
        const result = transition(state, event, NOW);
        if (!("state" in result)) continue;
        state = result.state;
        if (result.effects.some(({ type }) => type === "settle")) settled.push(state.copy.status);
      }
      expect(settled).toEqual(["PENDING", "PROCESSING", end].slice(0, settled.length - 1).concat(end));
      for (const event of Object.values(events)) {
        const again = transition(state, event, NOW);
        expect((again.effects ?? []).some(({ type }) => type === "settle")).toBe(false);
      }
    }
  });

  it("completes with the files it kept and the time it took", () => {
    const { state } = play(paths.COMPLETED);
    expect(state.copy).toMatchObject({
      status: "COMPLETED",
      outputKey: "styles/s1/generations/g1/picture.webp",
      thumbnailKey: "styles/s1/generations/g1/thumbnail.webp",
      remoteId: "remote-1",
      startedAt: NOW,
      completedAt: NOW,
    });
  });

  it("gives the credit back in words when it fails", () => {
    expect(play(paths.FAILED).state.copy.errorMessage).toBe("No. Your credit was returned.");
  });

  it("never lets progress walk back", () => {
    const forth = play([observed(saw({ percent: 60 })), observed(saw({ percent: 20 }))], play(paths.running).state);
    expect(forth.state.progress).toBe(60);
  });
});

describe("paying once", () => {
  it("learns the remote id from the first webhook when the consumer died", () => {
    const { state } = play([requested, claimed, observed()]);
    expect(state.purchase).toMatchObject({ phase: "running", remoteId: "remote-1" });
    expect(play([submitted], state).ignored).toBe("known already");
  });

  it("cancels a second run of the same claim", () => {
    const { effects } = play([{ type: "submitted", token: "k1", remoteId: "remote-2" }], play(paths.running).state);
    expect(effects).toEqual([{ type: "cancel-remote", kind: "prediction", remoteId: "remote-2" }]);
  });

  it("looks for an unheard run and gives up after two clean looks, never buying again", () => {
    const notFound: GenerationEvent = { type: "not-found", token: "k1" };
    const first = play([{ type: "tick" }], play(paths.doubtful).state, NOW + LOOK_MS);
    expect(first.effects).toEqual([{ type: "look", kind: "prediction", token: "k1" }]);
    const { state, kinds } = play([notFound, notFound], first.state);
    expect(state.copy.status).toBe("FAILED");
    expect(kinds).toContain("settle");
    expect(kinds).not.toContain("enqueue");
  });

  it("buys again after an answered error and two clean looks, once", () => {
    const notFound = (token: string): GenerationEvent => ({ type: "not-found", token });
    const { state, effects } = play([requested, claimed, submitFailed("errored"), notFound("k1"), notFound("k1")]);
    expect(state.purchase).toMatchObject({ attempt: 2, phase: "owed", past: [{ token: "k1", remoteId: null }] });
    expect(effects).toEqual([{ type: "enqueue", delayMs: 0 }]);
    const { state: end } = play(
      [
        { type: "claimed", token: "k2" },
        { type: "submit-failed", token: "k2", outcome: "errored", sentence: "No.", delayMs: 0 },
        notFound("k2"),
        notFound("k2"),
      ],
      state,
    );
    expect(end.copy.status).toBe("FAILED");
    expect(play([observed(saw({ remoteId: "late" }), "k1")], state).effects).toEqual([
      { type: "cancel-remote", kind: "prediction", remoteId: "late" },
    ]);
  });

  it("believes a webhook's token more than a find in the list", () => {
    const find: GenerationEvent = { type: "observed", token: "k1", snapshot: saw({ remoteId: "twin" }), guessed: true };
    const found = play([...paths.doubtful, find]);
    expect(found.state.purchase).toMatchObject({ phase: "running", remoteId: "twin", guessed: true });
    const told = play([observed()], found.state);
    expect(told.state.purchase).toMatchObject({ remoteId: "remote-1", guessed: false });
    expect(told.kinds).toEqual([]);
    const kept = play([observed(painted("twin"), null), observed()], found.state);
    expect([kept.ignored, kept.kinds]).toEqual(["another of equal wishes", []]);
  });

  it("tries a provider's fault twice in all", () => {
    const fault = observed(failed("E8765 health check failed"));
    const { state } = play([fault], play(paths.running).state);
    expect(state.purchase).toMatchObject({ attempt: 2, phase: "owed", remoteId: null });
    const second = play(
      [
        { type: "claimed", token: "k2" },
        { type: "submitted", token: "k2", remoteId: "remote-2" },
        observed(failed("E8765", "remote-2"), "k2"),
      ],
      state,
    );
    expect(second.state.copy.status).toBe("FAILED");
  });

  it("takes a stale claim for a dead consumer", () => {
    const { kinds } = play([{ type: "tick" }], play(paths.claimed).state, NOW + CLAIM_MS);
    expect(kinds).toEqual(["look"]);
  });
});

describe("the clock", () => {
  it("taps again for a lost message", () => {
    const { state } = play(paths.owed);
    expect(wakeOf(state)).toBe(NOW + TAP_MS);
    expect(play([{ type: "tick" }], state, NOW + TAP_MS).kinds).toEqual(["enqueue"]);
  });

  it("asks after silence", () => {
    expect(play([{ type: "tick" }], play(paths.running).state, NOW + SILENT_MS).effects).toEqual([
      { type: "ask", kind: "prediction", remoteId: "remote-1" },
    ]);
  });

  it.each(places.slice(0, 7))("ends %s at the deadline", (place) => {
    const { state, kinds } = play([{ type: "tick" }], play(paths[place]).state, copy.deadlineAt);
    expect(state.copy).toMatchObject({ status: "FAILED", completedAt: copy.deadlineAt });
    expect(kinds[0]).toBe("settle");
    expect(kinds.includes("cancel-remote")).toBe(place === "running");
  });

  it("gives up keeping after five copies", () => {
    let { state } = play(paths["keep-owed"]);
    for (let i = 0; i < MAX_KEEPS; i += 1) ({ state } = play([claimed, keepFailed(false)], state));
    expect(state.copy.status).toBe("FAILED");
  });

  it("removes what was copied in vain: at once, and when the last copier must be done or dead", () => {
    const swept = (place: Place) => {
      const { state, effects } = play([{ type: "tick" }], play(paths[place]).state, copy.deadlineAt);
      expect(state.copy.status).toBe("FAILED");
      return effects.filter(({ type }) => type === "sweep");
    };
    expect(swept("keeping")).toEqual([{ type: "sweep" }, { type: "sweep", at: NOW + KEEP_MS.prediction }]);
    expect(swept("missing")).toEqual([{ type: "sweep" }]);
    expect([swept("keep-owed"), swept("running"), swept("owed")]).toEqual([[], [], []]);
  });

  it("asks for files that are gone, and keeps what the answer names", () => {
    const { state, effects } = play(paths.missing);
    expect(effects).toEqual([{ type: "ask", kind: "prediction", remoteId: "remote-1" }]);
    const fresh = play([observed(painted(), null)], state);
    expect(fresh.state.purchase.phase).toBe("keep-owed");
    expect(play([observed(saw({ status: "succeeded" }), null)], state).state.copy.status).toBe("FAILED");
  });
});

it("waits on when the provider says a word nobody knows", () => {
  const odd = JSON.parse('{"status":"paused"}') as Partial<ReturnType<typeof saw>>;
  expect(play([observed(saw(odd))], play(paths.running).state).ignored).toBe("a status nobody knows");
});

it("puts a finished picture into the bin and takes it out, each time with a higher rev, and never after it is removed", () => {
  const { state, effects } = play([{ type: "binned" }], play(paths.COMPLETED).state);
  expect([state.binned, effects]).toEqual([true, []]);
  expect(play([{ type: "binned" }], state).ignored).toBe("already binned");
  const back = play([{ type: "restored" }], state).state;
  expect([back.binned, back.copy.rev]).toEqual([false, state.copy.rev + 1]);
  const gone = play([{ type: "removed" }], state);
  expect([gone.state.removed, gone.kinds]).toEqual([true, ["sweep"]]);
  expect(play([{ type: "restored" }], gone.state).ignored).toBe("already COMPLETED");
});

it("removes a finished picture once, and sweeps what a late copy wrote", () => {
  const { state, kinds } = play([{ type: "removed" }], play(paths.COMPLETED).state);
  expect([state.removed, kinds]).toEqual([true, ["sweep"]]);
  expect(play([{ type: "removed" }], state).ignored).toBe("already COMPLETED");
  expect(play([kept], state).kinds).toEqual(["sweep"]);
});
