import { expect, it } from "vitest";
import { jointStrength } from "../../engine/style/mix.ts";

it.each([
  [0, 0, 0],
  [0.6, 0, 0.6],
  [0, 1.2, 1.2],
  [0.5, 0.5, 1],
  [0.3, 0.4, 0.7],
  [1, 1, 1],
  [1.3, 0.7, 1.3],
  [3, 1, 1.5],
  [-1, 0.5, 0.5],
])("paints two styles of strength %d and %d as strongly as one of %d", (one, other, joint) => {
  expect(jointStrength(one, other)).toBeCloseTo(joint, 10);
  expect(jointStrength(other, one)).toBeCloseTo(joint, 10);
});
