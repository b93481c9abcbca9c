import { describe, expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import { extentOf, shareOf } from "./seen.ts";

const size = 160;
const seeds = [1, 2, 3, 4, 5];

describe("a boat that is what the picture is about", () => {
  it("fills a third of it in at least two of the five views, and more than a tenth in every one", () => {
    for (const prompt of ["a sailing boat on the sea", "a red rowing boat on a lake", "a ship on the sea"]) {
      const wide = seeds.map((seed) => extentOf(compose(prompt, seed, size, size), "hull").wide).sort((a, b) => b - a);
      expect(wide[1], prompt).toBeGreaterThan(0.33);
      expect(wide.at(-1), prompt).toBeGreaterThan(0.1);
    }
  });

  it("is whole in every shape of picture", () => {
    for (const [width, height] of [
      [240, 135],
      [135, 240],
      [160, 160],
    ] as const)
      for (const seed of seeds) {
        const { left, right, tall } = extentOf(compose("three ships on the sea", seed, width, height), "hull", "sail");
        expect(left, `${width}:${height}, seed ${seed}`).toBeGreaterThan(0);
        expect(right, `${width}:${height}, seed ${seed}`).toBeLessThan(1);
        expect(tall, `${width}:${height}, seed ${seed}`).toBeGreaterThan(0.08);
      }
  });

  it("is larger than one that passes by", () => {
    const share = (prompt: string) =>
      seeds.reduce((sum, seed) => sum + shareOf(compose(prompt, seed, size, size), "hull", "sail"), 0);
    expect(share("a sailing boat below a castle on a lake")).toBeGreaterThan(
      1.5 * share("a castle on a lake with a sailing boat"),
    );
  });
});
