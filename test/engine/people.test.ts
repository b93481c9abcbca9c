import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import { personsIn } from "../../engine/style/scene/read/persons.ts";
import { read } from "../../engine/style/scene/read/reading.ts";
import { extentOf, rolesOf, shareOf } from "./seen.ts";

const seeds = [1, 2, 3, 4, 5];
const size = 160;

const persons = (prompt: string) => personsIn(read(prompt), { chance: () => true } as never);

it("reads who is meant: sex, age and calling, one by one", () => {
  expect(persons("a mother and two children").map(({ kind }) => kind)).toEqual(["woman", "girl", "girl"]);
  expect(persons("an old fisherman by the sea")).toEqual([{ kind: "man", old: true, trade: "fisher" }]);
  expect(persons("a boy in front of an old house")).toEqual([{ kind: "boy", old: false, trade: undefined }]);
  expect(persons("two people on a bench")).toHaveLength(2);
  expect(persons("a crowd of people").length).toBeGreaterThan(6);
  expect(read("a boy in front of an old house").colors.hair).toBeUndefined();
});

it("reads what is done and on what", () => {
  expect(read("two people on a bench")).toMatchObject({ doing: "sitting", seat: "bench" });
  expect(read("a man sitting on a rock")).toMatchObject({ doing: "sitting", seat: "rock" });
  expect(read("a black cat asleep")).toMatchObject({ doing: "sleeping" });
  expect(read("a woman walking on the beach")).toMatchObject({ doing: "walking", seat: undefined });
});

it("gives a person by herself half the height of the picture in most views", () => {
  const tall = seeds.map(
    (seed) => extentOf(compose("a girl in a red dress", seed, size, size), "cloth", "hair", "skin").tall,
  );
  expect(tall.filter((one) => one > 0.45).length).toBeGreaterThanOrEqual(3);
  expect(Math.min(...tall)).toBeGreaterThan(0.22);
});

it("shows the legs of a girl under her skirt, and not those of a woman in a gown", () => {
  /** Share of skin in the lowest third of the only figure. */
  const bare = (prompt: string, seed: number) => {
    const scene = compose(prompt, seed, size, size);
    const { top, bottom } = extentOf(scene, "cloth", "hair", "skin");
    const knee = Math.round((top + 0.7 * (bottom - top)) * size) * size;
    const low = rolesOf(scene).slice(knee);
    const skin = low.filter((role) => role === "skin").length;
    return skin / (skin + low.filter((role) => role === "cloth").length);
  };
  for (const seed of seeds) {
    expect(bare("a girl standing in a meadow", seed), `seed ${seed}`).toBeGreaterThan(0.2);
    expect(bare("a woman standing in a meadow", seed), `seed ${seed}`).toBeLessThan(0.02);
  }
});

it("puts a bench under those who sit on one, and under nobody else", () => {
  for (const seed of seeds) {
    const wood = (prompt: string) => shareOf(compose(prompt, seed, size, size), "trunk");
    expect(wood("two people on a bench in the desert"), `seed ${seed}`).toBeGreaterThan(0.008);
    expect(wood("two people in the desert"), `seed ${seed}`).toBeLessThan(0.004);
  }
});

it("keeps people clear of what frames a view", () => {
  for (const seed of seeds)
    expect(shareOf(compose("a woman in a meadow", seed, size, size), "hair", "cloth"), `seed ${seed}`).toBeGreaterThan(
      0.012,
    );
});

it("shows skin in every portrait, and stages the five views of one differently", () => {
  const clothed = seeds.map((seed) => {
    const scene = compose("portrait of a woman", seed, size, size);
    expect(shareOf(scene, "skin"), `seed ${seed}`).toBeGreaterThan(0.008);
    return shareOf(scene, "hair", "skin", "cloth");
  });
  expect(Math.max(...clothed)).toBeGreaterThan(2 * Math.min(...clothed));
});
