import { describe, expect, it } from "vitest";
import type { Run } from "../../engine/runs.ts";
import type { Remains } from "./autopsy.ts";
import { planOf } from "./plan.ts";
import { violations } from "./verdict.ts";

const run = (over: Partial<Run> = {}): Run =>
  ({
    id: "r1",
    kind: "prediction",
    status: "succeeded",
    webhook: "http://localhost:1/api/webhooks/replicate/s1/g1?token=t",
    createdAt: 10,
    completedAt: 20,
    attempts: 1,
    ...over,
  }) as Run;

/** An artist with one confirmed picture and one paid generation, everything in order. */
const inOrder = (): Remains => ({
  rows: {
    styles: [{ id: "s1" }],
    images: [{ id: "i1", style_id: "s1", attempt: "a1", state: "confirmed" }],
    trainings: [],
    generations: [{ id: "g1", status: "COMPLETED", output_key: "g1.webp", thumbnail_key: "g1-small.webp" }],
    ledger: [
      { user_id: "u1", unit: "generation", kind: "grant", amount: 5, job_id: null },
      { user_id: "u1", unit: "generation", kind: "hold", amount: -1, job_id: "g1" },
      { user_id: "u1", unit: "generation", kind: "capture", amount: 0, job_id: "g1" },
    ],
    subscriptions: [{ user_id: "u1", training_credits: 0, generation_credits: 4 }],
    removals: [{ id: "i0", done_at: 1 }],
  },
  rooms: [{ jobs: [], debts: [] }],
  keys: ["styles/s1/images/i1/a1", "styles/s1/thumbnails/i1/a1", "g1.webp", "g1-small.webp"],
  runs: [run()],
});

const failed = { status: "failed", completedAt: 15 } as const;

describe("the verdict", () => {
  it("finds nothing where everything is in order, a second purchase after a failure included", () => {
    expect(violations(inOrder())).toEqual([]);
    expect(violations({ ...inOrder(), runs: [run(failed), run({ id: "r2", createdAt: 16 })] })).toEqual([]);
  });

  it.each<[string, (remains: Remains) => void, RegExp]>([
    [
      "a job without an end",
      ({ rows }) => Object.assign(rows.generations[0]!, { status: "PROCESSING" }),
      /still PROCESSING/,
    ],
    ["a completed job without its file", (all) => all.keys.splice(2, 1), /g1.webp is not there/],
    [
      "a balance that is not its sum",
      ({ rows }) => Object.assign(rows.subscriptions[0]!, { generation_credits: 5 }),
      /ledger says 4/,
    ],
    ["an open hold", ({ rows }) => rows.ledger.splice(2, 1), /never settled/],
    ["a settlement of nothing", ({ rows }) => Object.assign(rows.ledger[2]!, { job_id: "g9" }), /without a hold/],
    [
      "a refund that is too high",
      ({ rows }) => Object.assign(rows.ledger[2]!, { kind: "release", amount: 2 }),
      /got back 2/,
    ],
    [
      "a completed job that was refunded",
      ({ rows }) => Object.assign(rows.ledger[2]!, { kind: "release", amount: 1 }),
      /but its credit is not/,
    ],
    ["two paid runs", (all) => all.runs.push(run({ id: "r2", createdAt: 30, completedAt: 40 })), /paid twice/],
    [
      "a purchase beside a running one",
      (all) => (all.runs = [run({ ...failed, completedAt: 18 }), run({ id: "r2", createdAt: 16 })]),
      /while it ran/,
    ],
    [
      "three purchases",
      (all) => (all.runs = [16, 20, 24].map((createdAt) => run({ ...failed, createdAt, completedAt: createdAt }))),
      /bought 3 times/,
    ],
    ["a run without an end", (all) => (all.runs = [run({ webhook: null, status: "starting" })]), /still starting/],
    ["an orphan", (all) => all.keys.push("styles/s1/images/i0/a0"), /belongs to nobody/],
    ["a lost picture", (all) => all.keys.shift(), /lost its bytes/],
    ["an unfinished deletion", ({ rows }) => Object.assign(rows.removals[0]!, { done_at: null }), /deletion of i0/],
    ["an open debt", ({ rooms }) => rooms[0]!.debts.push({ type: "settle" }), /still owes: settle/],
  ])("sees %s", (_, spoil, sentence) => {
    const remains = inOrder();
    spoil(remains);
    expect(violations(remains).join("\n")).toMatch(sentence);
  });
});

it("plans the same kills for the same seed, and others for another", () => {
  expect(planOf(1, 20)).toEqual(planOf(1, 20));
  expect(planOf(1, 20)).not.toEqual(planOf(2, 20));
  const targeted = planOf(1, 100).filter(({ moment }) => moment !== "any");
  expect(targeted.length).toBeGreaterThan(40);
  expect(targeted.every(({ victim }) => victim === "workerd")).toBe(true);
});
