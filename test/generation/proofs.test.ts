import { describe, expect, it } from "vitest";
import { type GenerationCopy, type GenerationState, transition, wakeOf } from "../../src/generation/machine.ts";
import { proofRows } from "../../src/generation/proofs/prompts.ts";
import type { Job } from "../../src/room/job.ts";
import { turnOf } from "../../src/room/turn.ts";

const NOW = 1_000_000;
const copy = {
  id: "p0",
  userId: "u",
  styleId: "s",
  roomId: "s",
  status: "PENDING",
  rev: 0,
  purpose: "PROOF",
  startedAt: null,
  deadlineAt: NOW + 60_000,
} as GenerationCopy;
const born = (more: Partial<GenerationCopy> = {}): GenerationState => {
  const requested = {
    type: "requested",
    copy: { ...copy, ...more },
    painting: { version: "a/b:c", triggerWord: "x" },
  } as const;
  const moved = transition(null, requested, NOW);
  if ("ignored" in moved) throw new Error(moved.ignored);
  return moved.state;
};
type Event = Parameters<typeof transition>[1];
const through = (state: GenerationState, ...events: Event[]): GenerationState =>
  events.reduce((now, event) => {
    const moved = transition(now, event, NOW);
    return "state" in moved ? moved.state : now;
  }, state);
const claimed = (token: string): Event => ({ type: "claimed", token });
const submitted = (token: string): Event => ({ type: "submitted", token, remoteId: `r-${token}` });

describe("a proof's life", () => {
  it("waits without being ordered, and only its deadline wakes it", () => {
    const state = born();
    expect(state.waits).toBe(true);
    expect(wakeOf(state)).toBe(copy.deadlineAt);
    expect(transition(state, claimed("k"), NOW)).toEqual({ ignored: "its turn has not come" });
    expect(transition(state, { type: "turn" }, NOW)).toMatchObject({ effects: [{ type: "enqueue", delayMs: 0 }] });
    expect(transition(state, { type: "tick" }, copy.deadlineAt)).toMatchObject({
      state: { copy: { status: "FAILED", errorMessage: "This picture took longer than its time limit." } },
    });
  });

  it("makes room by cancelling what runs, and knows its late webhooks", () => {
    const running = through(born(), { type: "turn" }, claimed("k"), submitted("k"));
    const moved = transition(running, { type: "yield" }, NOW);
    expect(moved).toMatchObject({
      state: { waits: true, copy: { status: "PROCESSING" } },
      effects: [{ type: "cancel-remote", remoteId: "r-k" }],
    });
    const waiting = through(running, { type: "yield" });
    expect(transition(waiting, submitted("k"), NOW)).toEqual({ ignored: "an earlier attempt" });
    expect(through(waiting, { type: "turn" }, claimed("l"), submitted("l")).purchase).toMatchObject({
      phase: "running",
      remoteId: "r-l",
    });
  });

  it("lets what is being sent be sent, and yields only so often", () => {
    const sending = through(born(), { type: "turn" }, claimed("k"));
    expect(transition(sending, { type: "yield" }, NOW)).toEqual({ ignored: "already claimed" });
    let state = born();
    for (let at = 0; at < 8; at += 1) {
      state = through(state, { type: "turn" }, claimed(`k${at}`), submitted(`k${at}`), { type: "yield" });
      expect(state.waits).toBe(true);
    }
    state = through(state, { type: "turn" }, claimed("last"), submitted("last"));
    expect(transition(state, { type: "yield" }, NOW)).toEqual({ ignored: "made room often enough" });
  });

  it("never applies to what was paid for", () => {
    const paid = born({ purpose: "PICTURE" });
    expect(paid.waits).toBe(false);
    expect(transition(paid, { type: "turn" }, NOW)).toEqual({ ignored: "its turn came already" });
    expect(transition(paid, { type: "yield" }, NOW)).toEqual({ ignored: "nothing to make room for" });
  });
});

describe("turns", () => {
  const job = (state: GenerationState): Job => ({ kind: "generation", state });
  const first = born();
  const second = born({ id: "p1" });
  const paid = born({ id: "a", purpose: "PICTURE" });
  it("go to the first of the sheet, after the pause", () => {
    const next = { id: "p0", userId: "u" };
    expect(turnOf([job(second), job(first)], 0, NOW)).toEqual({ yields: [], next: { ...next, at: NOW } });
    expect(turnOf([job(second), job(first)], NOW + 9, NOW)).toEqual({ yields: [], next: { ...next, at: NOW + 9 } });
  });
  it("are given to one at a time, and to none while anything paid is in flight", () => {
    const begun = through(first, { type: "turn" });
    expect(turnOf([job(begun), job(second)], 0, NOW)).toEqual({ yields: [], next: null });
    expect(turnOf([job(begun), job(second), job(paid)], 0, NOW)).toEqual({ yields: ["p0"], next: null });
    expect(turnOf([job(second), { kind: "training" } as Job], 0, NOW)).toEqual({ yields: [], next: null });
    expect(turnOf([job(paid)], 0, NOW)).toEqual({ yields: [], next: null });
  });
});

describe("a sheet's rows", () => {
  it("are two captions far apart and a subject nobody painted, without the word that calls the style", () => {
    const rows = proofRows(
      [
        "fishing boats in the harbour, in the style of zuvaq47",
        "fishing boats in the evening harbour, in the style of zuvaq47",
        "a tree on a hill by the water",
        "zuvaq47 a vase of flowers; blue cloth. Second sentence.",
        "in the style of zuvaq47",
      ],
      "zuvaq47",
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]?.prompt).toBe("fishing boats in the harbour");
    expect(rows.map(({ prompt }) => prompt).join(" ")).not.toContain("zuvaq47");
    expect(rows[2]?.prompt).not.toBe("a tree on a hill by the water");
    expect(new Set(rows.map(({ seed }) => seed)).size).toBe(3);
  });
  it.each([[[]], [["only one harbour"]], [["same", "same"]]])("are three different ones from %j", (captions) => {
    const rows = proofRows(captions, "zuvaq47");
    expect(new Set(rows.map(({ prompt }) => prompt)).size).toBe(3);
    expect(rows.every(({ prompt }) => prompt !== "")).toBe(true);
    expect(proofRows(captions, "zuvaq47")).toEqual(rows);
  });
});
