import { describe, expect, it } from "vitest";
import type { LossPoint, Training, TrainingStage } from "#contract/training";
import { axis, readClock, speedWords, stageWords } from "../../web/training/clock.ts";
import { ceiling, path, readTrend, smooth, trend } from "../../web/training/loss.ts";
import { spell } from "../../web/ui/say.ts";

const START = Date.parse("2026-01-01T14:00:00Z");
const minutes = (count: number) => START + count * 60_000;
const run = (more: Partial<Training> = {}): Training =>
  ({
    stage: "training",
    estimatedTimeRemaining: 600,
    deadlineAt: new Date(minutes(30)).toISOString(),
    ...more,
  }) as Training;

describe("the honest clock", () => {
  it("runs down from the last news and tells the minute", () => {
    const told = readClock(run(), minutes(4), minutes(8));
    expect(told).toMatchObject({
      line: "About 6 min",
      quiet: "left",
      finishAt: minutes(14),
      late: false,
      tooSlow: false,
    });
  });

  it("gives no time without a speed, but the reason to wait", () => {
    for (const stage of Object.keys(stageWords) as TrainingStage[]) {
      const told = readClock(run({ stage, estimatedTimeRemaining: null }), START, START);
      expect(told.finishAt, stage).toBeNull();
      expect(told.reason, stage).toBe(stageWords[stage].reason);
      expect(told.line, stage).toBe(stageWords[stage].line);
    }
    expect(readClock(run({ stage: null, estimatedTimeRemaining: null }), START, START).line).toBe("In line");
  });

  it("believes no remaining time outside the steps", () => {
    expect(readClock(run({ stage: "packaging" }), START, START).finishAt).toBeNull();
  });

  it("is late after the deadline, and warns before when it will be", () => {
    expect(readClock(run(), minutes(29), minutes(31))).toMatchObject({ line: "Late", late: true });
    expect(readClock(run({ estimatedTimeRemaining: 1_900 }), START, START)).toMatchObject({
      late: false,
      tooSlow: true,
    });
  });

  it("ends without a countdown below zero", () => {
    expect(readClock(run({ estimatedTimeRemaining: 1 }), START, minutes(2)).line).toBe("Almost done");
  });

  it.each([
    [3, "10 s"],
    [41, "50 s"],
    [59, "1 min"],
    [352, "6 min"],
    [3_560, "59 min"],
    [3_600, "1 h"],
    [4_900, "1 h 20 min"],
    [7_300, "2 h"],
  ])("spells %i s as %s", (seconds, words) => expect(spell(seconds)).toBe(words));

  it.each([
    [1.0812, "1.08 steps a second"],
    [31.26, "31.3 steps a second"],
    [240.4, "240 steps a second"],
    [0.41, "2.4 s a step"],
  ])("says %f as %s", (speed, words) => expect(speedWords(speed)).toBe(words));
});

describe("the time axis", () => {
  it("stands true to time while the refund is near", () => {
    const places = axis(minutes(0), minutes(10), minutes(16), minutes(20));
    expect(places).toMatchObject({ now: 0.5, finish: 0.8, refund: 1, broken: false });
  });

  it("is cut when the refund is far, and keeps the order of things", () => {
    const places = axis(minutes(0), minutes(1), minutes(12), minutes(180));
    expect(places.broken).toBe(true);
    expect(places.now).toBeGreaterThan(0);
    expect(places.finish!).toBeGreaterThan(places.now);
    expect(places.refund).toBeGreaterThan(places.finish!);
  });

  it("never leaves the line, also when late or without an end", () => {
    for (const places of [axis(START, minutes(40), null, minutes(30)), axis(START, START, null, minutes(30))])
      for (const share of [places.now, places.refund]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    expect(axis(START, minutes(3), null, minutes(30))).toMatchObject({
      now: 0.1,
      finish: null,
      refund: 1,
      broken: false,
    });
  });
});

describe("the loss curve", () => {
  const points = (loss: (step: number) => number, count = 100): LossPoint[] =>
    Array.from({ length: count }, (_, at) => ({ step: at * 10, loss: loss(at * 10) }));
  const wobble = (step: number) => (Math.floor(step / 10) % 2 === 0 ? 0.02 : -0.02);

  it("keeps straight lines straight, ends and all", () => {
    for (const [at, { step, loss }] of smooth(points((step) => 0.2 - step / 10_000)).entries()) {
      expect(step).toBe(at * 10);
      expect(loss).toBeCloseTo(0.2 - step / 10_000, 9);
    }
  });

  it("takes most of the noise away and leaves the fall", () => {
    const real = (step: number) => 0.06 + 0.12 * Math.exp(-step / 250);
    const curve = smooth(points((step) => real(step) + wobble(step)));
    const worst = Math.max(...curve.slice(5, -5).map(({ step, loss }) => Math.abs(loss - real(step))));
    expect(worst).toBeLessThan(0.006);
  });

  it("is content with few points", () => {
    expect(smooth([])).toEqual([]);
    expect(smooth([{ step: 1, loss: 0.2 }])).toEqual([{ step: 1, loss: 0.2 }]);
    const [first, second] = smooth([
      { step: 1, loss: 0.2 },
      { step: 2, loss: 0.1 },
    ]);
    for (const point of [first, second]) expect(Number.isFinite(point?.loss)).toBe(true);
  });

  it("sees what it does now", () => {
    expect(trend(points(() => 1, 10))).toBe("too-early");
    expect(trend(points((step) => 1 - step / 2_000))).toBe("falling");
    expect(trend(points(() => 0.1))).toBe("flat");
    expect(trend(points((step) => 0.1 + step / 5_000))).toBe("rising");
    const falling = points((step) => 1 - step / 2_000);
    expect(readTrend(falling, false)).toContain("still learning");
    expect(readTrend(falling, true)).not.toContain("still");
  });

  it.each([
    [0.182, 0.2],
    [0.2, 0.2],
    [0.21, 0.3],
    [1.2, 1.5],
    [0.00071, 0.0008],
    [0, 1],
  ])("has a round top over %f: %f", (value, top) => expect(ceiling(value)).toBe(top));

  it("draws from left to right and upwards, never over the top", () => {
    const drawn = path(
      [
        { step: 0, loss: 0.2 },
        { step: 500, loss: 0.1 },
        { step: 1_000, loss: 9 },
      ],
      1_000,
      0.2,
      100,
      50,
    );
    expect(drawn).toBe("M0.0 0.0L50.0 25.0L100.0 0.0");
  });
});
