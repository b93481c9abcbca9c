import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import { extentOf, shareOf } from "./seen.ts";

const seeds = [1, 2, 3, 4, 5];
const size = 160;

it("curls an animal asleep into a low round", () => {
  for (const seed of seeds) {
    const { wide, tall } = extentOf(compose("a cat asleep", seed, size, size), "fur");
    expect(wide / tall, `seed ${seed}`).toBeGreaterThan(1.5);
    const sitting = extentOf(compose("a cat sitting", seed, size, size), "fur");
    expect(sitting.wide / sitting.tall, `seed ${seed}`).toBeLessThan(1.3);
  }
});

it("takes the legs from under an animal that lies", () => {
  for (const prompt of ["a cow", "a deer"])
    for (const seed of [1, 2, 3]) {
      const tall = (doing: string) =>
        extentOf(compose(`${prompt} ${doing} in the desert`, seed, size, size), "fur").tall;
      expect(tall("lying"), `${prompt}, seed ${seed}`).toBeLessThan(0.85 * tall("standing"));
    }
});

it("adds the young to the old where both are named", () => {
  for (const seed of [1, 2, 3])
    expect(extentOf(compose("a mare and her foal", seed, size, size), "fur").wide).toBeGreaterThan(
      extentOf(compose("a mare", seed, size, size), "fur").wide,
    );
});

it("lets a waterfall fall through rock into water, in every view", () => {
  for (const seed of seeds) {
    const scene = compose("a waterfall in the mountains", seed, size, size);
    expect(extentOf(scene, "foam").tall, `seed ${seed}`).toBeGreaterThan(0.3);
    expect(shareOf(scene, "rock"), `seed ${seed}`).toBeGreaterThan(0.12);
    expect(shareOf(scene, "river"), `seed ${seed}`).toBeGreaterThan(0.03);
  }
});

it("leaves a waterfall to be seen in a forest and beside a castle", () => {
  for (const prompt of ["a waterfall in a forest", "a castle and a waterfall"])
    for (const seed of seeds)
      expect(shareOf(compose(prompt, seed, size, size), "foam"), `${prompt}, seed ${seed}`).toBeGreaterThan(0.008);
});
