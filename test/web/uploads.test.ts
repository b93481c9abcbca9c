import { describe, expect, it } from "vitest";
import { refusal, sortFiles } from "../../web/images/check-file.ts";
import {
  advance,
  due,
  newUpload,
  nextStep,
  PARALLEL,
  sum,
  type Upload,
  type UploadEvent,
  wakeAt,
} from "../../web/images/queue.ts";
import { backoff } from "../../web/live/backoff.ts";

const keys = ["a", "b", "c", "d", "e", "f"];
const six = keys.map((key) => newUpload(key, "s", `${key}.jpg`, 100));
const play = (queue: readonly Upload[], ...events: UploadEvent[]) => events.reduce(advance, queue);
const one = (queue: readonly Upload[], key = "a") => queue.find((upload) => upload.key === key)!;
const linked = (key: string): UploadEvent => ({
  type: "linked",
  key,
  imageId: `i-${key}`,
  uploadUrl: `/u/${key}`,
  until: 1_000,
});

describe("the upload queue", () => {
  it("walks a file from its name to its picture", () => {
    let queue = play([], { type: "added", uploads: six.slice(0, 1) });
    expect(nextStep(one(queue), 0)).toBe("ask");
    queue = play(queue, { type: "started", key: "a", step: "ask" }, linked("a"));
    expect(nextStep(one(queue), 0)).toBe("send");
    queue = play(queue, { type: "started", key: "a", step: "send" }, { type: "progress", key: "a", sent: 40 });
    expect(one(queue)).toMatchObject({ phase: "sending", sent: 40 });
    queue = play(queue, { type: "sent", key: "a" });
    expect(nextStep(one(queue), 0)).toBe("confirm");
    queue = play(queue, { type: "started", key: "a", step: "confirm" }, { type: "confirmed", key: "a" });
    expect(one(queue).phase).toBe("done");
  });

  it(`takes up ${PARALLEL} at once, in order, and the next as one ends`, () => {
    let queue = play([], { type: "added", uploads: six });
    expect(due(queue, 0).map(({ key }) => key)).toEqual(["a", "b", "c", "d"]);
    for (const key of ["a", "b", "c", "d"]) queue = play(queue, { type: "started", key, step: "ask" });
    expect(due(queue, 0)).toEqual([]);
    queue = play(queue, { type: "refused", key: "b", problem: "no" });
    expect(due(queue, 0).map(({ key }) => key)).toEqual(["e"]);
  });

  it("does not add the same key twice", () => {
    expect(play([], { type: "added", uploads: six }, { type: "added", uploads: six })).toHaveLength(6);
  });

  it("waits after a stumble, longer each time, and wakes at once when the network returns", () => {
    const queue = play(six, { type: "stumbled", key: "a", until: 500 }, { type: "stumbled", key: "b", until: 300 });
    expect(due(queue, 0).map(({ key }) => key)).toEqual(["c", "d", "e", "f"]);
    expect(wakeAt(queue, 0)).toBe(300);
    expect(wakeAt(queue, 600)).toBeUndefined();
    expect(due(play(queue, { type: "woken" }), 0)[0]?.key).toBe("a");
    expect(one(queue)).toMatchObject({ stumbles: 1, phase: "waiting", problem: null });
  });

  it("asks whether the bytes arrived when the line broke while they went out", () => {
    const broken = play(six, linked("a"), { type: "stumbled", key: "a", until: 0, maybeThere: true });
    expect(nextStep(one(broken), 0)).toBe("confirm");
    const notThere = play(broken, { type: "not-there", key: "a" });
    expect(nextStep(one(notThere), 0)).toBe("send");
    expect(nextStep(one(notThere), 1_000)).toBe("ask");
  });

  it("asks for a new link when the old one is over or refused", () => {
    const ready = play(six, linked("a"));
    expect(nextStep(one(ready), 999)).toBe("send");
    expect(nextStep(one(ready), 1_000)).toBe("ask");
    expect(nextStep(one(play(ready, { type: "link-lost", key: "a" })), 0)).toBe("ask");
  });

  it("begins anew on retry, keeps the rest", () => {
    const failed = play(six, linked("a"), { type: "refused", key: "a", problem: "Too large." });
    expect(due(failed, 0).map(({ key }) => key)).not.toContain("a");
    const again = play(failed, { type: "retry", keys: ["a"] });
    expect(one(again)).toEqual(six[0]);
    expect(one(again, "b")).toBe(one(failed, "b"));
  });

  it("leaves a finished file alone, whatever comes late", () => {
    const done = play(six, linked("a"), { type: "sent", key: "a" }, { type: "confirmed", key: "a" });
    const late: UploadEvent[] = [
      { type: "progress", key: "a", sent: 1 },
      { type: "stumbled", key: "a", until: 9 },
      { type: "refused", key: "a", problem: "no" },
      { type: "link-lost", key: "a" },
    ];
    for (const event of late) expect(one(play(done, event)), event.type).toEqual(one(done));
  });

  it("ignores progress of a file that is not being sent", () => {
    expect(one(play(six, { type: "progress", key: "a", sent: 50 })).sent).toBe(0);
  });

  it("sums bytes and counts, failed bytes not among the sent", () => {
    const queue = play(
      six,
      { type: "started", key: "a", step: "send" },
      { type: "progress", key: "a", sent: 60 },
      { type: "confirmed", key: "b" },
      { type: "refused", key: "c", problem: "no" },
      { type: "stumbled", key: "d", until: 5 },
      { type: "dropped", keys: ["e", "f"] },
    );
    expect(sum(queue)).toEqual({ total: 4, done: 1, failed: 1, stumbling: 1, share: 0.4 });
    expect(sum([]).share).toBe(0);
  });
});

describe("a file", () => {
  const file = (name: string, type: string, size = 1_000) => ({ name, type, size });
  it.each([
    [file("a.jpg", "image/jpeg"), undefined],
    [file("a.WEBP", ""), undefined],
    [file("a.png", "image/png", 10_000_000), undefined],
    [file("a.png", "image/png", 10_000_001), /10 MB is the most/],
    [file("a.heic", ""), /is HEIC. Save it as JPEG/],
    [file("a", "image/heif"), /is HEIF/],
    [file("notes.pdf", "application/pdf"), /is not a picture/],
    [file("a.jpg", "image/jpeg", 0), /is empty/],
  ])("%o is told what to do", (one, sentence) => {
    if (sentence === undefined) expect(refusal(one)).toBeUndefined();
    else expect(refusal(one)).toMatch(sentence);
  });

  it("stays out beyond the room there is, by name", () => {
    const many = keys.map((key) => file(`${key}.jpg`, "image/jpeg"));
    const { accepted, refused } = sortFiles([...many, file("x.gif", "image/gif")], 2);
    expect(accepted.map(({ name }) => name)).toEqual(["a.jpg", "b.jpg"]);
    expect(refused).toEqual([
      "x.gif is GIF. Save it as JPEG, PNG or WebP and drop it again.",
      "A style takes 40 pictures. Left out: c.jpg, d.jpg, e.jpg and 1 more.",
    ]);
    expect(sortFiles(many, -3).accepted).toEqual([]);
  });
});

it("waits between half and the whole of a doubling time, never longer than twenty seconds", () => {
  expect([0, 1, 2].map((attempt) => backoff(attempt, 0))).toEqual([250, 500, 1_000]);
  expect([0, 1, 2].map((attempt) => backoff(attempt, 0.999_999))).toEqual([500, 1_000, 2_000]);
  expect(backoff(50, 0.999_999)).toBe(20_000);
});
