import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Scene } from "../../engine/style/scene/scene.ts";

const roles = (scene: Scene) => new Set(scene.layers.map((layer) => layer.role));

const expected: [string, string[]][] = [
  ["a sailing boat on the sea at sunset", ["sky", "sea", "hull", "sail", "sun"]],
  ["mountains above a lake", ["sky", "rock", "lake", "snow"]],
  ["a village in the hills", ["wall", "roof", "window", "grass"]],
  ["an oak tree in a meadow", ["leaf", "trunk", "grass"]],
  ["flowers in a vase", ["vase", "table", "backdrop", "stem"]],
  ["three apples and a pear on a table", ["fruit", "table"]],
  ["city at night by the sea", ["wall", "window", "sea"]],
  ["a field of poppies", ["flower", "grass", "stem"]],
];

it.each(expected)("paints what “%s” names", (prompt, wanted) => {
  for (const seed of [1, 2])
    expect([...roles(compose(prompt, seed, 256, 256))]).toEqual(expect.arrayContaining(wanted));
});

it("is the same for the same seed, and another for another seed or another word", () => {
  const one = compose("a boat on the sea", 5, 256, 256);
  const again = compose("a boat on the sea", 5, 256, 256);
  expect(again).toEqual(one);
  expect(compose("a boat on the sea", 6, 256, 256).layer).not.toEqual(one.layer);
  expect(compose("a boat on the sea flurble", 5, 256, 256).layer).not.toEqual(one.layer);
});
