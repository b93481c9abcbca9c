import { expect, it } from "vitest";
import { whyNot as whyNotAsk } from "../../web/generation/desk-words.ts";
import { whyNot as whyNotTrain } from "../../web/training/train-words.ts";
import { count, fileSize } from "../../web/ui/say.ts";

it.each([
  [{ images: 0, onTheWay: 0, credits: 1, online: true }, "20 more pictures to train."],
  [{ images: 19, onTheWay: 0, credits: 1, online: true }, "1 more picture to train."],
  [{ images: 10, onTheWay: 12, credits: 1, online: true }, "12 pictures still on the way."],
  [{ images: 41, onTheWay: 0, credits: 1, online: true }, "Remove 1 picture to train."],
  [{ images: 20, onTheWay: 0, credits: 0, online: true }, "No training is left on your plan."],
  [{ images: 20, onTheWay: 0, credits: 1, online: false }, "No network. It can start when it returns."],
  [{ images: 40, onTheWay: 0, credits: 1, online: true }, undefined],
])("says why training %o cannot start", (facts, sentence) => expect(whyNotTrain(facts)).toBe(sentence));

it.each([
  [{ prompt: " \n", count: 1, credits: 9, online: true }, "Write what you want to see."],
  [{ prompt: "boats", count: 1, credits: 0, online: true }, "No picture is left on your plan."],
  [{ prompt: "boats", count: 4, credits: 3, online: true }, "Only 3 pictures left. Ask for fewer."],
  [{ prompt: "boats", count: 4, credits: 4, online: false }, "No network. Your words are kept."],
  [{ prompt: "boats", count: 4, credits: 4, online: true }, undefined],
])("says why %o cannot be asked for", (facts, sentence) => expect(whyNotAsk(facts)).toBe(sentence));

it("counts and measures in words", () => {
  expect([count(1, "picture"), count(1_200, "picture")]).toEqual(["1 picture", "1,200 pictures"]);
  expect([fileSize(10_000_000), fileSize(2_440_000), fileSize(900)]).toEqual(["10 MB", "2.4 MB", "1 KB"]);
});
