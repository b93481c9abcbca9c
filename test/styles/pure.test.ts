import { describe, expect, it } from "vitest";
import { statusOf } from "../../src/styles/status.ts";
import { newTriggerWord, withTriggerWord } from "../../src/styles/trigger-word.ts";

describe("statusOf", () => {
  const inFlight = ["PENDING", "QUEUED", "PROCESSING"] as const;
  it.each([
    ...[null, "CANCELED" as const].flatMap((last) => [
      [19, last, false, "DRAFT"] as const,
      [20, last, false, "READY_TO_TRAIN"] as const,
      [0, last, true, "TRAINED"] as const,
    ]),
    ...inFlight.flatMap((last) => [[0, last, false, "TRAINING"] as const, [40, last, true, "TRAINING"] as const]),
    [40, "FAILED", false, "FAILED"],
    [0, "FAILED", false, "FAILED"],
    [40, "FAILED", true, "TRAINED"],
    [40, "COMPLETED", true, "TRAINED"],
  ] as const)("%i pictures, last training %s, version %s: %s", (imageCount, lastTraining, hasVersion, status) =>
    expect(statusOf({ imageCount, lastTraining, hasVersion })).toBe(status));
});

describe("the trigger word", () => {
  it("is short, unusual and alphanumeric", () => {
    const words = Array.from({ length: 200 }, newTriggerWord);
    expect(words.every((word) => /^[bdfgjkpqvwxz][aiouy][bdfgjkpqvwxz][aiouy][bdfgjkpqvwxz]\d\d$/.test(word))).toBe(
      true,
    );
    expect(new Set(words).size).toBeGreaterThan(190);
  });

  it.each([
    ["", "in the style of zuvaq47"],
    ["  ", "in the style of zuvaq47"],
    ["a heron", "a heron, in the style of zuvaq47"],
    ["a Zuvaq47 heron", "a Zuvaq47 heron"],
    ["zuvaq47", "zuvaq47"],
    ["xzuvaq470", "xzuvaq470, in the style of zuvaq47"],
    ["ézuvaq47", "ézuvaq47, in the style of zuvaq47"],
  ])("is guaranteed in %j", (text, guaranteed) => expect(withTriggerWord(text, "zuvaq47")).toBe(guaranteed));
});
