import { expect, it } from "vitest";
import { hands } from "../../engine/hands/hands.ts";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";

it.each(
  hands.map(({ id }) => id),
)("%s paints the same picture twice and different pictures for different numbers", (hand) => {
  const one = paintOriginal(hand, 0, { size: 192 });
  expect(paintOriginal(hand, 0, { size: 192 })).toEqual(one);
  expect(one.rgb).toHaveLength(one.width * one.height * 3);
  expect(paintOriginal(hand, 0, { size: 192, seed: 2 }).rgb).not.toEqual(one.rgb);
  const other = paintOriginal(hand, 1, { size: 192 });
  expect(other.caption).not.toBe(one.caption);
});

it("names the hands it knows when asked for another", () => {
  expect(() => paintOriginal("nobody", 0)).toThrow(/no hand called "nobody".*impasto/);
});
