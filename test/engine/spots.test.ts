import { describe, expect, it } from "vitest";
import { uncut } from "../../engine/style/scene/settings/outdoors/spots.ts";

describe("a thing by the border", () => {
  const stage = { w: 1.5 };

  it("moves in until none of it is cut", () => {
    expect(uncut(stage, 0.05, 0.2)).toBe(0.2);
    expect(uncut(stage, 1.49, 0.2)).toBe(1.3);
    expect(uncut(stage, -3, 0.2)).toBe(0.2);
  });

  it("stays where it is whole", () => {
    expect(uncut(stage, 0.7, 0.2)).toBe(0.7);
    expect(uncut(stage, 0.2, 0.2)).toBe(0.2);
  });

  it("stands in the middle when it is wider than the picture", () => {
    expect(uncut(stage, 0.1, 0.9)).toBe(0.75);
  });
});
