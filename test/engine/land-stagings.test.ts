import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Role } from "../../engine/style/scene/scene.ts";
import { apart, rolesOf, shareOf } from "./seen.ts";

const size = 128;
const seeds = [1, 2, 3, 4, 5];

it.each([
  ["a village with a church in the hills", 0.25],
  ["a city", 0.25],
  ["a city at night", 0.25],
  ["a forest path in autumn", 0.25],
  ["a house in a garden", 0.12],
  ["a castle on a hill", 0.12],
  ["an oak tree in a meadow", 0.1],
  ["mountains above a lake", 0.35],
] as const)("stages “%s” in five ways", (prompt, least) => {
  const pictures = seeds.map((seed) => rolesOf(compose(prompt, seed, size, size)));
  for (const [i, one] of pictures.entries())
    for (const [k, other] of pictures.slice(0, i).entries())
      expect(apart(one, other), `seeds ${seeds[k]} and ${seeds[i]}`).toBeGreaterThan(least);
});

it("brings the houses of a village near in most views", () => {
  const shares = seeds.map((seed) => shareOf(compose("a village in the hills", seed, size, size), "wall", "roof"));
  expect(shares.filter((value) => value > 0.12).length).toBeGreaterThanOrEqual(4);
  expect(Math.min(...shares)).toBeGreaterThan(0.02);
});

it("stands beneath great trunks in some views of a forest and before whole trees in others", () => {
  const above = seeds.map((seed) => {
    const roles = rolesOf(compose("a forest path in autumn", seed, size, size)).slice(0, size * 2);
    return roles.filter((role) => role === "leaf" || role === "trunk").length / roles.length;
  });
  expect(Math.max(...above)).toBeGreaterThan(0.8);
  expect(Math.min(...above)).toBeLessThan(0.5);
});

it("shows a church by itself from its door to the tip of its tower", () => {
  for (const seed of seeds) {
    const roles = rolesOf(compose("a church in the hills", seed, size, size));
    const built = roles.flatMap((role, i) => (role === "wall" || role === "roof" ? [i] : []));
    expect(built.length / roles.length, `seed ${seed}`).toBeGreaterThan(0.015);
    const cut = built.filter((i) => i < size || i % size === 0 || i % size === size - 1);
    expect(cut, `seed ${seed}`).toEqual([]);
  }
});

const built = new Set<Role>(["wall", "roof", "window", "trunk"]);

it("founds a church by a lake on the bank", () => {
  for (const seed of seeds) {
    const roles = rolesOf(compose("a church by a lake", seed, 200, 200));
    // From the top down, as the walls stand once more in the water below.
    const feet = Array.from({ length: 200 }, (_, x) => {
      const column = Array.from({ length: 200 }, (_, y) => roles[y * 200 + x]!);
      const top = column.indexOf("wall");
      return top < 0
        ? []
        : column
            .slice(top)
            .filter((role) => !built.has(role))
            .slice(0, 1);
    }).flat();
    expect(feet.length, `seed ${seed}`).toBeGreaterThan(8);
    expect(feet.filter((role) => role === "lake").length / feet.length, `seed ${seed}`).toBeLessThan(0.3);
  }
});

it("stands cliffs over the sea in every view", () => {
  for (const seed of seeds)
    expect(shareOf(compose("cliffs by the sea", seed, size, size), "rock"), `seed ${seed}`).toBeGreaterThan(0.1);
});
