import { expect, it } from "vitest";
import { type Act, launched, type Seen, type Sight, START_MS, watch } from "../../local/watch.ts";

const answer: Seen = { is: "answer" };
const silence: Seen = { is: "silence", why: "no answer" };
const thinned: Seen = { is: "thinned" };
const whole: Seen = { is: "whole" };
const ended: Seen = { is: "ended", how: "signal SIGKILL" };

function after(seen: Seen[], from: Sight = launched(0), now = 1_000): [Sight, Act] {
  return seen.reduce<[Sight, Act]>(([sight], next) => watch(sight, next, now), [from, { do: "wait" }]);
}
const up = () => after([answer])[0];

it("announces the first answer once", () => {
  expect(after([answer])[1]).toEqual({ do: "announce" });
  expect(after([answer, answer])[1]).toEqual({ do: "wait" });
});

it("lets a start take its time, but not for ever", () => {
  expect(after([silence, silence, silence])[1]).toEqual({ do: "wait" });
  expect(after([silence], launched(0), START_MS + 1)[1]).toMatchObject({ do: "restart", pauseMs: 0 });
});

it("restarts at once what has ended", () => {
  expect(after([ended], up())[1]).toEqual({ do: "restart", why: "ended (signal SIGKILL)", pauseMs: 0 });
});

it("forgives one silence and one missing process, and restarts after two in a row", () => {
  expect(after([silence], up())[1]).toEqual({ do: "wait" });
  expect(after([silence, answer, silence], up())[1]).toEqual({ do: "wait" });
  expect(after([silence, silence], up())[1]).toMatchObject({ do: "restart", why: "stopped answering (no answer)" });
  expect(after([thinned, whole, thinned], up())[1]).toEqual({ do: "wait" });
  expect(after([thinned, thinned], up())[1]).toMatchObject({ do: "restart", why: "lost a process" });
});

it("does not let an answer hide that a process is missing, nor a whole group that it is silent", () => {
  expect(after([thinned, answer, thinned], up())[1]).toMatchObject({ do: "restart" });
  expect(after([silence, whole, silence], up())[1]).toMatchObject({ do: "restart" });
});

it("waits longer before each restart of one that keeps falling, and never longer than 4 s", () => {
  let sight = up();
  const pauses: number[] = [];
  for (let fall = 0; fall < 6; fall += 1) {
    const [fallen, act] = watch(sight, ended, 2_000);
    pauses.push(act.do === "restart" ? act.pauseMs : Number.NaN);
    [sight] = watch(launched(2_000, fallen), answer, 2_000);
  }
  expect(pauses).toEqual([0, 500, 1_000, 2_000, 4_000, 4_000]);
});

it("forgets earlier falls after a quiet minute", () => {
  const [fallen] = watch(up(), ended, 2_000);
  const [again] = watch(launched(2_000, fallen), answer, 3_000);
  expect(watch(again, ended, 70_000)[1]).toMatchObject({ do: "restart", pauseMs: 0 });
});

it("gives up on what never came up in three starts, but never on what once did", () => {
  let sight = launched(0);
  const acts: string[] = [];
  for (let start = 0; start < 3; start += 1) {
    const [fallen, act] = watch(sight, ended, 100);
    acts.push(act.do);
    sight = launched(100, fallen);
  }
  expect(acts).toEqual(["restart", "restart", "give up"]);

  sight = up();
  for (let fall = 0; fall < 9; fall += 1) {
    const [fallen, act] = watch(sight, ended, 200);
    expect(act.do).toBe("restart");
    sight = launched(200, fallen);
  }
});
