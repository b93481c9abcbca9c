import { describe, expect, it } from "vitest";
import type { TrainingRecord } from "#contract/training";
import { trainInput } from "#contract/training";
import { trainingInput } from "#replicate/schemas";
import { axis, placeOn } from "../../web/training/clock.ts";
import { expectationOf, expectationWords, rangeWords } from "../../web/training/expectation.ts";
import { differences, factsOf, outcomeOf, titleOf } from "../../web/training/history-words.ts";
import { choiceOf, choiceWords, presetOf, presets } from "../../web/training/presets.ts";

const record = (more: Partial<TrainingRecord> = {}): TrainingRecord => ({
  id: "t",
  styleId: "s",
  status: "COMPLETED",
  stage: null,
  progress: 100,
  currentStep: 1_000,
  totalSteps: 1_000,
  stepsPerSecond: null,
  estimatedTimeRemaining: null,
  loss: [{ step: 1_000, loss: 0.0523 }],
  config: { ...presets[1].config, modelType: "LORA" },
  imageCount: 24,
  testImageUrl: null,
  errorMessage: null,
  createdAt: "2026-11-22T14:04:00",
  startedAt: null,
  completedAt: "2026-11-22T14:17:00",
  deadlineAt: "2026-11-22T17:04:00",
  rev: 9,
  name: null,
  used: false,
  ...more,
});

describe("presets", () => {
  it.each(
    presets.map((preset) => [preset.label, preset] as const),
  )("%s is inside what the Worker and the trainer take", (_, { name, config }) => {
    expect(trainInput.parse({ config })).toEqual({ config });
    const { steps, lora_rank: rank } = trainingInput.properties;
    expect(config.steps).toBeGreaterThanOrEqual(steps.minimum);
    expect(config.loraRank).toBeLessThanOrEqual(rank.maximum);
    expect(presetOf(choiceOf({ ...config, modelType: "LORA" }))?.name).toBe(name);
  });

  it("has the trainer's own defaults in its middle", () => {
    const {
      steps,
      learning_rate: rate,
      lora_rank: rank,
      caption_dropout_rate: dropout,
      resolution,
    } = trainingInput.properties;
    expect(presets[1].config).toEqual({
      steps: steps.default,
      learningRate: rate.default,
      loraRank: rank.default,
      captionDropout: dropout.default,
      resolution: resolution.default,
    });
  });

  it("names settings of one's own by their length", () => {
    const own = { ...presets[1].config, steps: 1_400 };
    expect([presetOf(own), choiceWords(own), choiceWords(presets[2].config)]).toEqual([
      undefined,
      "1,400 steps",
      "Careful",
    ]);
  });
});

describe("what to expect before", () => {
  it("is nothing while nobody finished", () => {
    expect(expectationOf([], 1_000)).toBeNull();
    expect(expectationWords(null)).toContain("nobody knows");
  });

  it("is the middle of runs of about this length, with how many", () => {
    const runs = Array.from({ length: 11 }, (_, at) => ({ steps: 1_000, seconds: 600 + at * 60 }));
    const told = expectationOf([...runs, { steps: 6_000, seconds: 9_000 }], 1_000);
    expect(told).toEqual({ low: 660, high: 1_140, runs: 11, scaled: false });
    expect(expectationWords(told)).toBe("Learns in 11 to 19 min, measured on 11 finished runs here.");
  });

  it("lies between the time of other lengths and that time in proportion", () => {
    const told = expectationOf([{ steps: 1_000, seconds: 100 }], 2_000);
    expect(told).toEqual({ low: 100, high: 200, runs: 1, scaled: true });
    expect(expectationWords(told)).toBe("Learns in 2 to 3 min, worked out from one finished run of other lengths.");
    expect(expectationOf([{ steps: 1_000, seconds: 100 }], 400)).toMatchObject({ low: 40, high: 100 });
  });

  it.each([
    [41, 47, "about 50 s"],
    [12, 38, "20 to 40 s"],
    [40, 120, "40 s to 2 min"],
    [3_600, 5_400, "1 h to 1 h 30 min"],
  ])("says %d to %d s as %s", (low, high, words) => {
    expect(rangeWords({ low, high })).toBe(words);
  });

  it("stands on the same axis as now and the refund", () => {
    const places = axis(0, 100, 400, 500);
    expect(placeOn(places, 100)).toBeCloseTo(places.now, 6);
    expect(placeOn(places, 400)).toBeCloseTo(places.finish ?? 0, 6);
    const cut = axis(0, 100, 400, 100_000);
    expect(cut.broken).toBe(true);
    expect(placeOn(cut, 400)).toBeCloseTo(cut.finish ?? 0, 6);
    expect(placeOn(cut, 90_000)).toBe(0.86);
    expect(placeOn(cut, -5)).toBe(0);
  });
});

describe("a training in the history", () => {
  const now = new Date("2026-11-23T10:00:00");

  it("is called by its name, else by its moment, which no deletion changes", () => {
    expect(titleOf(record(), now)).toBe("22 Nov, 14:04");
    expect(titleOf(record({ name: "the calm one" }), now)).toBe("the calm one");
  });

  it.each<[Partial<TrainingRecord>, string]>([
    [{}, "Learned in 13 min"],
    [{ status: "FAILED", currentStep: 410 }, "Stopped at step 410"],
    [{ status: "FAILED", currentStep: 0 }, "Did not start"],
    [{ status: "CANCELED", currentStep: 12 }, "Cancelled at step 12"],
    [{ status: "CANCELED", currentStep: 0 }, "Cancelled"],
    [{ status: "PROCESSING" }, "Learning"],
  ])("%j ended so: %s", (more, words) => {
    expect(outcomeOf(record(more))).toBe(words);
  });

  it("says what it was made of, and what another had instead", () => {
    expect(factsOf(record())).toBe("24 pictures, balanced, loss 0.052");
    expect(factsOf(record({ loss: [], imageCount: 1 }))).toBe("1 picture, balanced");
    expect(differences(record(), record())).toEqual([]);
    const careful = record({ imageCount: 30, config: { ...presets[2].config, modelType: "LORA" } });
    expect(differences(careful, record())).toEqual([
      "pictures 30 instead of 24",
      "steps 2,000 instead of 1,000",
      "boldness 0.0002 instead of 0.0004",
      "rank 32 instead of 16",
    ]);
  });
});
