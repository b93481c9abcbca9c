import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Role, Scene } from "../../engine/style/scene/scene.ts";

const seeds = [1, 2, 3, 4, 5];
const size = 160;

/** Width and height of what has a role, in pixels. */
function extent({ layer, layers, width }: Scene, role: Role): { wide: number; tall: number; share: number } {
  const at = Array.from(layer, (index, i) => (layers[index]!.role === role ? i : -1)).filter((i) => i >= 0);
  const [xs, ys] = [at.map((i) => i % width), at.map((i) => Math.floor(i / width))];
  return {
    wide: Math.max(...xs) - Math.min(...xs),
    tall: Math.max(...ys) - Math.min(...ys),
    share: at.length / layer.length,
  };
}

it("curls an animal asleep into a low round", () => {
  for (const seed of seeds) {
    const { wide, tall } = extent(compose("a cat asleep", seed, size, size), "fur");
    expect(wide / tall, `seed ${seed}`).toBeGreaterThan(1.5);
    const sitting = extent(compose("a cat sitting", seed, size, size), "fur");
    expect(sitting.wide / sitting.tall, `seed ${seed}`).toBeLessThan(1.3);
  }
});

it("takes the legs from under an animal that lies", () => {
  for (const prompt of ["a cow", "a deer"])
    for (const seed of [1, 2, 3]) {
      const tall = (doing: string) => extent(compose(`${prompt} ${doing} in the desert`, seed, size, size), "fur").tall;
      expect(tall("lying"), `${prompt}, seed ${seed}`).toBeLessThan(0.85 * tall("standing"));
    }
});

it("adds the young to the old where both are named", () => {
  for (const seed of [1, 2, 3])
    expect(extent(compose("a mare and her foal", seed, size, size), "fur").wide).toBeGreaterThan(
      extent(compose("a mare", seed, size, size), "fur").wide,
    );
});

it("lets a waterfall fall through rock into water, in every view", () => {
  for (const seed of seeds) {
    const scene = compose("a waterfall in the mountains", seed, size, size);
    expect(extent(scene, "foam").tall / size, `seed ${seed}`).toBeGreaterThan(0.3);
    expect(extent(scene, "rock").share, `seed ${seed}`).toBeGreaterThan(0.12);
    expect(extent(scene, "river").share, `seed ${seed}`).toBeGreaterThan(0.03);
  }
});

it("leaves a waterfall to be seen in a forest and beside a castle", () => {
  for (const prompt of ["a waterfall in a forest", "a castle and a waterfall"])
    for (const seed of seeds)
      expect(extent(compose(prompt, seed, size, size), "foam").share, `${prompt}, seed ${seed}`).toBeGreaterThan(0.008);
});
