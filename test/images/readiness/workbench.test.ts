import { describe, expect, it } from "vitest";
import { type Finding, keepOneOfEach } from "../../../web/images/readiness/finding.ts";
import type { Verdict } from "../../../web/images/readiness/judge.ts";
import type { Ask, Tell } from "../../../web/images/readiness/protocol.ts";
import { headline, promise } from "../../../web/images/readiness/words.ts";
import { type Line, openWorkbench } from "../../../web/images/readiness/workbench.ts";

function fakeLine() {
  const asked: Ask[] = [];
  const line: Line & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage: (ask) => void asked.push(ask),
    terminate: () => {
      line.ended = true;
    },
  };
  const tell = (data: Tell) => line.onmessage?.({ data } as MessageEvent<Tell>);
  return { line, asked, tell };
}

it("offers one act for several groups of twins, and none for one", () => {
  const group = (...imageIds: string[]): Finding => ({
    key: imageIds.join(),
    kind: "twins",
    severity: "warns",
    imageIds,
    chips: imageIds.map(() => "Twin"),
    sentence: "",
    fix: { kind: "remove", label: "Keep one", imageIds: imageIds.slice(1) },
  });
  expect(keepOneOfEach([group("a", "b")])).toBeUndefined();
  expect(keepOneOfEach([group("a", "b"), group("c", "d", "e")])).toMatchObject({
    sentence: "2 pictures hang more than once",
    fix: { kind: "remove", label: "Keep one of each", imageIds: ["b", "d", "e"] },
  });
});

describe("the workbench", () => {
  it("gives each question its own answer, in any order", async () => {
    const { line, asked, tell } = fakeLine();
    const bench = openWorkbench(line);
    const first = bench.ask("check", { id: "a", source: "/a" });
    const second = bench.ask("check", { id: "b", source: "/b", width: 9, height: 8 });
    expect(asked).toEqual([
      { turn: 1, kind: "check", id: "a", source: "/a" },
      { turn: 2, kind: "check", id: "b", source: "/b", width: 9, height: 8 },
    ]);
    tell({ turn: 2, kind: "check", answer: "unreadable" });
    tell({ turn: 1, kind: "check", answer: "measured" });
    tell({ turn: 1, kind: "check", answer: "unreadable" });
    expect(await Promise.all([first, second])).toEqual(["measured", "unreadable"]);
  });

  it("tells the worker what need not be done any more, once", async () => {
    const { line, asked } = fakeLine();
    const bench = openWorkbench(line);
    const stop = new AbortController();
    const asking = bench.ask("crop", { source: "/a", box: { left: 0, top: 0, right: 1, bottom: 1 } }, stop.signal);
    stop.abort(new Error("left"));
    await expect(asking).rejects.toThrow("left");
    expect(asked.slice(1)).toEqual([{ kind: "stop", turn: 1 }]);
    await expect(bench.ask("check", { id: "a", source: "/a" }, stop.signal)).rejects.toThrow("left");
    expect(asked).toHaveLength(2);
  });

  it("passes failures on, and fails everything when the worker cannot run", async () => {
    const { line, tell } = fakeLine();
    const bench = openWorkbench(line);
    const away = bench.ask("check", { id: "a", source: "/a" });
    tell({ turn: 1, kind: "failed", reason: "network" });
    await expect(away).rejects.toMatchObject({ reason: "network" });
    const lost = bench.ask("check", { id: "b", source: "/b" });
    line.onerror?.({} as ErrorEvent);
    await expect(lost).rejects.toMatchObject({ reason: "unable" });
    await expect(bench.ask("judge", { ids: [], meant: [] })).rejects.toMatchObject({ reason: "unable" });
    bench.close();
    expect(line.ended).toBe(true);
  });
});

describe("the words beside the score", () => {
  const verdict = (part: Partial<Verdict>): Verdict => ({
    score: 82,
    after: 93,
    missingAfter: 0,
    blocked: false,
    findings: [],
    qualities: [],
    palette: [],
    judged: 24,
    ...part,
  });
  const fixable = (key: string) => ({
    key,
    kind: "blurred" as const,
    imageIds: [key],
    chips: [],
    severity: "warns" as const,
    sentence: "",
    fix: { kind: "remove" as const, label: "Leave out", imageIds: [key] },
  });
  const few = {
    key: "too-few",
    kind: "too-few" as const,
    imageIds: [],
    chips: [],
    severity: "blocks" as const,
    sentence: "6 more pictures and it can be trained.",
  };

  it.each([
    [verdict({}), "Ready", "Nothing to mend"],
    [verdict({ findings: ["a", "b", "c"].map(fixable) }), "Ready", "Three fixes would bring it to 93"],
    [verdict({ findings: [fixable("a")], after: null }), "Ready", "One fix would help"],
    [verdict({ findings: [fixable("a")], missingAfter: 1 }), "Ready", "One fix, then 1 more picture to begin"],
    [verdict({ findings: [{ ...few, kind: "small", severity: "hint" }] }), "Ready", "Nothing stands in the way"],
    [verdict({ score: 40 }), "It would learn, with gaps", "Nothing to mend"],
    [verdict({ blocked: true, findings: [few], after: null }), "6 more pictures to begin", "What is here is good"],
    [verdict({ blocked: true, findings: [{ ...few, kind: "too-many" }] }), "Not yet", "What is here is good"],
  ] as const)("%#", (judged, head, said) => {
    expect([headline(judged), promise(judged)]).toEqual([head, said]);
  });
});
