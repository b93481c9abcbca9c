import { expect, it } from "vitest";
import { prepare } from "../../engine/style/learn/specimen.ts";
import { measureStrokes } from "../../engine/style/learn/strokes.ts";
import { pngOf, workOf } from "./atelier.ts";

const habit = async (hand: string) => {
  const works = await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (work) => prepare(`${work}`, await pngOf(workOf(hand, work, 384)), null)),
  );
  return measureStrokes(works, 1).contour;
};

it("knows a hand that outlines everything from those that outline nothing", async () => {
  expect(await habit("woodblock")).toBeGreaterThan(0.8);
  for (const hand of ["impasto", "gouache", "wash", "dots"]) expect(await habit(hand), hand).toBeLessThan(0.25);
});
