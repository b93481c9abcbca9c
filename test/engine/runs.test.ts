import { describe, expect, it } from "vitest";
import { INTERRUPTED, MAX_ATTEMPTS, type Run, type RunEvent, transition } from "../../engine/runs.ts";
import type { RunStatus } from "../../src/replicate/wire.ts";

const born: Run = {
  id: "k3v1n0zq9drmw0cw7t2ab5xh4c",
  kind: "prediction",
  model: "local/mira",
  version: "f".repeat(64),
  destination: null,
  input: { prompt: "harbour" },
  status: "starting",
  output: null,
  error: null,
  logs: "",
  dataRemoved: false,
  createdAt: 1_000,
  startedAt: null,
  completedAt: null,
  deadlineAt: null,
  webhook: null,
  events: [],
  token: "t",
  attempts: 0,
  owed: null,
};
const running: Run = { ...born, status: "processing", startedAt: 2_000, attempts: 1, logs: "Using seed: 7\n" };
const painted: Run = { ...running, output: ["/delivery/t/out-0.webp"] };

const events: { [Type in RunEvent["type"]]: Extract<RunEvent, { type: Type }> } = {
  start: { type: "start", at: 3_000 },
  log: { type: "log", text: "more\n" },
  output: { type: "output", output: ["/delivery/t/out-0.webp"] },
  succeed: { type: "succeed", at: 3_000 },
  fail: { type: "fail", at: 3_000, error: "broken" },
  cancel: { type: "cancel", at: 3_000 },
  deadline: { type: "deadline", at: 3_000 },
  interrupt: { type: "interrupt", at: 3_000 },
  expire: { type: "expire" },
};
const all = Object.keys(events) as RunEvent["type"][];

/** `status → announced`, or a dash where the event is ignored. */
const table: Record<"starting" | "processing" | "painted", Record<RunEvent["type"], string>> = {
  starting: {
    start: "processing start",
    log: "-",
    output: "-",
    succeed: "-",
    fail: "failed completed",
    cancel: "canceled completed",
    deadline: "aborted completed",
    interrupt: "-",
    expire: "-",
  },
  processing: {
    start: "-",
    log: "processing logs",
    output: "processing output",
    succeed: "-",
    fail: "failed completed",
    cancel: "canceled completed",
    deadline: "canceled completed",
    interrupt: "starting ",
    expire: "-",
  },
  painted: {
    start: "-",
    log: "processing logs",
    output: "processing output",
    succeed: "succeeded completed",
    fail: "failed completed",
    cancel: "canceled completed",
    deadline: "canceled completed",
    interrupt: "starting ",
    expire: "-",
  },
};
const told = (run: Run, event: RunEvent) => {
  const step = transition(run, event);
  return "ignored" in step ? "-" : `${step.run.status} ${step.announce.join(" ")}`;
};
const next = (run: Run, event: RunEvent): Run => {
  const step = transition(run, event);
  if ("ignored" in step) throw new Error(step.ignored);
  return step.run;
};

describe("a run", () => {
  it.each([
    ["starting", born],
    ["processing", running],
    ["painted", painted],
  ] as const)("that is %s hears every event", (name, run) => {
    expect(Object.fromEntries(all.map((type) => [type, told(run, events[type])]))).toEqual(table[name]);
  });

  it.each([
    "succeeded",
    "failed",
    "canceled",
    "aborted",
  ] satisfies RunStatus[])("that %s hears nothing but expiry", (status) => {
    const ended: Run = { ...painted, status, completedAt: 3_000 };
    for (const type of all.filter((one) => one !== "expire")) {
      expect(transition(ended, events[type]), type).toEqual({ ignored: `it is ${status} already` });
    }
    const expired = next(ended, events.expire);
    expect(expired).toEqual({ ...ended, input: {}, output: null, logs: "", dataRemoved: true });
    expect(transition(expired, events.expire)).toEqual({ ignored: "its data is removed already" });
  });

  it("keeps its times", () => {
    const started = next(born, { type: "start", at: 2_000 });
    expect(started).toMatchObject({ startedAt: 2_000, completedAt: null, attempts: 1 });
    expect(next(painted, events.succeed)).toMatchObject({ startedAt: 2_000, completedAt: 3_000, error: null });
  });

  it("that ends before it started has run for no time, unless it was aborted", () => {
    expect(next(born, events.cancel)).toMatchObject({ startedAt: 3_000, completedAt: 3_000 });
    expect(next(born, events.fail)).toMatchObject({ startedAt: 3_000, completedAt: 3_000, error: "broken" });
    expect(next(born, events.deadline)).toMatchObject({ startedAt: null, completedAt: 3_000 });
  });

  it("appends its logs", () => {
    expect(next(running, events.log).logs).toBe("Using seed: 7\nmore\n");
  });

  it("shows no output unless it succeeded", () => {
    for (const type of ["fail", "cancel", "deadline"] as const) expect(next(painted, events[type]).output).toBeNull();
    expect(next(painted, events.succeed).output).toEqual(["/delivery/t/out-0.webp"]);
  });

  it("that was interrupted begins from nothing, until it was too often", () => {
    const again = next(painted, events.interrupt);
    expect(again).toEqual({ ...born, attempts: 1 });
    let run = born;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) run = next(next(run, events.start), events.interrupt);
    expect(run).toMatchObject({ status: "failed", error: INTERRUPTED, output: null, completedAt: 3_000 });
  });

  it("never changes the record it was given", () => {
    const frozen = Object.freeze(structuredClone(painted));
    for (const type of all) expect(() => transition(frozen, events[type])).not.toThrow();
    expect(frozen).toEqual(painted);
  });
});
