import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Role } from "../../engine/style/scene/scene.ts";
import { rolesOf, shareOf } from "./seen.ts";

const seeds = [1, 2, 3, 4, 5, 6];
const size = 200;

/** What lies just under the lowest pixel of a role in each column that has it. */
function under(prompt: string, seed: number, role: Role): Role[] {
  const roles = rolesOf(compose(prompt, seed, size, size));
  const at = (x: number, y: number) => roles[y * size + x]!;
  return Array.from({ length: size }, (_, x) => {
    for (let y = size - 2; y > 0; y--) if (at(x, y) === role) return [at(x, y + 1)];
    return [];
  }).flat();
}

it("lets no herd graze in the river", () => {
  const below = seeds.flatMap((seed) => under("cows by a river", seed, "fur"));
  expect(below.length).toBeGreaterThan(seeds.length * 20);
  expect(below.filter((role) => role === "river").length / below.length).toBeLessThan(0.04);
});

it("gives a reader pages to read, and nobody else", () => {
  for (const seed of seeds) {
    const pages = (prompt: string) =>
      compose(prompt, seed, size, size).layers.filter(({ role, natural }) => role === "sail" && natural[0] > 75);
    expect(pages("a woman reading in a garden").length).toBeGreaterThan(1);
    expect(pages("a man with a book").length).toBeGreaterThan(1);
    expect(pages("a woman in a garden")).toEqual([]);
  }
});

it("paints a person whom the prompt names first larger than one who passes by", () => {
  const clothed = (prompt: string, seed: number) => shareOf(compose(prompt, seed, size, size), "cloth");
  for (const seed of seeds)
    expect(clothed("a woman by a lake", seed)).toBeGreaterThan(1.4 * clothed("a lake with a woman", seed));
});
