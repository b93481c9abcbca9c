import { describe, expect, it } from "vitest";
import { withTrigger } from "../../src/generation/prompt.ts";
import { judgeFailure } from "../../src/replicate/failure.ts";
import { KEPT_MS, nextWake } from "../../src/room/alarm.ts";
import { afterFailure, backoff, type Debt, due, firstDue, nameOf, type Owed } from "../../src/room/outbox.ts";
import { medianWait } from "../../src/styles/median-wait.ts";
import { thin } from "../../src/training/progress.ts";

const owed = (effect: Debt, more: Partial<Owed> = {}): Owed => ({
  seq: 1,
  jobId: "j",
  effect,
  attempts: 0,
  dueAt: 100,
  ...more,
});

describe("the outbox", () => {
  it("waits twice as long after each failure, up to five minutes", () => {
    expect([1, 2, 3, 20].map(backoff)).toEqual([1_000, 2_000, 4_000, 300_000]);
  });

  it("never drops status, money or messages, drops questions at once and tidying in the end", () => {
    expect(afterFailure(owed({ type: "settle" }, { attempts: 99 }), 0)).toEqual({ dueAt: 300_000 });
    expect(afterFailure(owed({ type: "enqueue", delayMs: 0 }, { attempts: 99 }), 0)).toEqual({ dueAt: 300_000 });
    expect(afterFailure(owed({ type: "ask", kind: "training", remoteId: "r" }), 0)).toBe("dropped");
    expect(afterFailure(owed({ type: "sweep" }), 0)).toEqual({ dueAt: 1_000 });
    expect(afterFailure(owed({ type: "sweep" }, { attempts: 11 }), 0)).toBe("dropped");
  });

  it("keeps for ever what only another release can pay", () => {
    const strange = { type: "varnish" } as unknown as Debt;
    expect(afterFailure(owed(strange, { attempts: 99 }), 0)).toEqual({ dueAt: 300_000 });
  });

  it("pays what is due and not in hand; the door pays only what is prompt", () => {
    const debts = [
      owed({ type: "settle" }, { seq: 1 }),
      owed({ type: "sweep" }, { seq: 2 }),
      owed({ type: "settle" }, { seq: 3 }),
      owed({ type: "settle" }, { seq: 4, dueAt: 101 }),
    ];
    const seqs = (promptOnly: boolean) => due(debts, new Set([3]), 100, promptOnly).map(({ seq }) => seq);
    expect(seqs(true)).toEqual([1]);
    expect(seqs(false)).toEqual([1, 2]);
  });

  it("sweeps again when it was told to wait, beside the sweep that need not", () => {
    expect(firstDue({ type: "sweep" }, 5)).toBe(5);
    expect(firstDue({ type: "sweep", at: 9 }, 5)).toBe(9);
    expect(firstDue({ type: "sweep", at: 3 }, 5)).toBe(5);
    expect(nameOf("j", { type: "sweep", at: 9 })).not.toBe(nameOf("j", { type: "sweep" }));
  });

  it("keeps one settlement a job and one cancellation a run", () => {
    expect(nameOf("j", { type: "settle" })).toBe(nameOf("j", { type: "settle" }));
    const cancel = (remoteId: string): Debt => ({ type: "cancel-remote", kind: "prediction", remoteId });
    expect(nameOf("j", cancel("a"))).not.toBe(nameOf("j", cancel("b")));
  });
});

it("wakes for the first of job, debt and housekeeping, never in the past, and sleeps for good when there is none", () => {
  expect(nextWake({ job: 500, debt: 400, turn: null, oldest: null }, 100)).toBe(400);
  expect(nextWake({ job: 50, debt: null, turn: null, oldest: 0 }, 100)).toBe(100);
  expect(nextWake({ job: null, debt: null, turn: null, oldest: 7 }, 100)).toBe(7 + KEPT_MS);
  expect(nextWake({ job: null, debt: null, turn: null, oldest: null }, 100)).toBeNull();
});

it.each([
  ["a harbour", "a harbour, in the style of zuvaq47"],
  ["ZUVAQ47 harbour", "zuvaq47 harbour"],
  ["zuvaq47 boats by zuvaq47 water", "zuvaq47 boats by water"],
  ["zuvaq470 harbour", "zuvaq470 harbour, in the style of zuvaq47"],
  ["harbour (zuvaq47)", "harbour (zuvaq47)"],
])("puts the trigger word into %j exactly once", (prompt, expected) => {
  expect(withTrigger(prompt, "zuvaq47")).toBe(expected);
});

it.each([
  ["E6716: timeout starting", true],
  ["Prediction interrupted; please retry (code: PA)", true],
  ["E1001 OOM-killed", false],
  ["NSFW content detected. Try running it again", false],
  ["CUDA out of memory.", false],
  [null, false],
])("judges %j", (error, retryable) => {
  const failure = judgeFailure(error);
  expect(failure.retryable).toBe(retryable);
  expect(failure.sentence).toMatch(/^[A-Z].*\.$/);
});

it("thins a curve to 200 points and keeps both ends", () => {
  const curve = Array.from({ length: 1_001 }, (_, step) => ({ step, loss: 1 }));
  const thinned = thin(curve);
  expect(thinned).toHaveLength(200);
  expect([thinned[0]?.step, thinned.at(-1)?.step]).toEqual([0, 1_000]);
  expect(thin(curve.slice(0, 3))).toHaveLength(3);
});

it("tells the median wait, or nothing", () => {
  expect(medianWait([])).toBeNull();
  const after = (seconds: number) => ({ createdAt: 0, completedAt: seconds * 1_000 });
  expect(medianWait([after(90), after(10), after(30)])).toBe(30);
});
