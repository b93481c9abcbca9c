import { describe, expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Role, Scene } from "../../engine/style/scene/scene.ts";

const size = 160;
const five = [1, 2, 3, 4, 5];

interface Extent {
  wide: number;
  tall: number;
  left: number;
  right: number;
  share: number;
}

/** The box around the pixels of some roles, as shares of the picture. */
function extent({ layer, layers, width, height }: Scene, ...roles: Role[]): Extent {
  let [left, right, top, bottom, n] = [width, -1, height, -1, 0];
  layer.forEach((index, i) => {
    if (!roles.includes(layers[index]!.role)) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    n++;
  });
  return {
    wide: (right - left + 1) / width,
    tall: (bottom - top + 1) / height,
    left: left / width,
    right: (right + 1) / width,
    share: n / layer.length,
  };
}

describe("a boat that is what the picture is about", () => {
  it("fills a third of it in at least two of the five views, and more than a tenth in every one", () => {
    for (const prompt of ["a sailing boat on the sea", "a red rowing boat on a lake", "a ship on the sea"]) {
      const wide = five.map((seed) => extent(compose(prompt, seed, size, size), "hull").wide).sort((a, b) => b - a);
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
      for (const seed of five) {
        const { left, right, tall } = extent(compose("a ship on the sea", seed, width, height), "hull", "sail");
        expect(left, `${width}:${height}, seed ${seed}`).toBeGreaterThan(0);
        expect(right, `${width}:${height}, seed ${seed}`).toBeLessThan(1);
        expect(tall, `${width}:${height}, seed ${seed}`).toBeGreaterThan(0.1);
      }
  });

  it("is larger than one that passes by", () => {
    const share = (prompt: string) =>
      five.reduce((sum, seed) => sum + extent(compose(prompt, seed, size, size), "hull", "sail").share, 0);
    expect(share("a sailing boat below a castle on a lake")).toBeGreaterThan(
      1.5 * share("a castle on a lake with a sailing boat"),
    );
  });
});

it("stages a lake under mountains in views that share less than a half of what lies where", () => {
  const scenes = five.map((seed) => compose("mountains above a lake", seed, size, size));
  const roles = scenes.map(({ layer, layers }) => Array.from(layer, (index) => layers[index]!.role));
  const shared = roles.flatMap((one, i) =>
    roles.slice(i + 1).map((other) => one.filter((role, at) => role === other[at]).length / one.length),
  );
  expect(shared.reduce((sum, value) => sum + value, 0) / shared.length).toBeLessThan(0.5);
});

it("stands cliffs over the sea in every view", () => {
  for (const seed of five)
    expect(extent(compose("cliffs by the sea", seed, size, size), "rock").share, `seed ${seed}`).toBeGreaterThan(0.04);
});
