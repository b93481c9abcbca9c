import { expect, it } from "vitest";
import { compose } from "../../engine/style/scene/compose.ts";
import { read } from "../../engine/style/scene/read/reading.ts";
import type { Role, Scene } from "../../engine/style/scene/scene.ts";

const side = 192;
const roles = (scene: Scene) => new Set(scene.layers.map((layer) => layer.role));

/** Mean place of a role's pixels in 0–1, and their share of the picture. */
function place(scene: Scene, ...wanted: Role[]): { x: number; y: number; share: number } {
  let x = 0;
  let y = 0;
  let n = 0;
  scene.layer.forEach((index, i) => {
    if (!wanted.includes(scene.layers[index]!.role)) return;
    x += i % scene.width;
    y += Math.floor(i / scene.width);
    n++;
  });
  return { x: x / n / scene.width, y: y / n / scene.height, share: n / scene.layer.length };
}

const vocabulary: [string, Role[]][] = [
  ["a sailing boat on the sea at sunset", ["sky", "sea", "hull", "sail"]],
  ["the sun over a lake", ["sun", "lake"]],
  ["mountains above a lake", ["sky", "rock", "lake", "snow"]],
  ["a village in the hills", ["wall", "roof", "window", "grass"]],
  ["an oak tree in a meadow", ["leaf", "trunk", "grass"]],
  ["a bouquet in a vase", ["vase", "table", "backdrop", "stem"]],
  ["three apples on a table", ["fruit", "table"]],
  ["the city at night by the sea", ["wall", "window", "sea"]],
  ["a field of poppies", ["flower", "grass", "stem"]],
  ["a beach with waves", ["sand", "sea", "foam"]],
  ["a river through a valley", ["river", "grass"]],
  ["a road through wheat fields", ["road", "grass"]],
  ["portrait of a woman", ["hair", "skin", "cloth"]],
  ["a man with an umbrella in the rain", ["cloth", "hair"]],
  ["two horses", ["fur", "hair"]],
  ["a heron by a pond", ["feather", "lake"]],
  ["a starry sky over a castle", ["star", "wall", "sky"]],
  ["the moon over a desert", ["moon", "sand"]],
  ["a lighthouse on a cliff", ["wall", "rock", "sea"]],
  ["a bridge", ["wall", "river"]],
  ["a cat on a windowsill", ["backdrop", "wall", "fur"]],
  ["a tree on a hill by the water", ["leaf", "trunk", "grass", "lake"]],
  ["a castle on a hill by the sea", ["wall", "grass", "sea"]],
  ["a harbour", ["wall", "roof", "hull", "sea"]],
  ["abstract circles", ["shape1", "shape2"]],
];

it.each(vocabulary)("paints what “%s” names", (prompt, wanted) => {
  for (const seed of [1, 2])
    expect([...roles(compose(prompt, seed, side, side))]).toEqual(expect.arrayContaining(wanted));
});

it("stands a tree on the crest of its hill, above the water", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const scene = compose("a tree on a hill by the water", seed, side, side);
    const [trunk, leaves, ground, lake] = [
      place(scene, "trunk"),
      place(scene, "leaf"),
      place(scene, "grass"),
      place(scene, "lake"),
    ];
    expect(leaves.y).toBeLessThan(trunk.y);
    expect(trunk.y).toBeLessThan(ground.y);
    expect(Math.min(leaves.share, ground.share, lake.share)).toBeGreaterThan(0.02);
  }
});

it("stands a city nothing is said about by the water, where its lights lie at night, or looks down its avenue", () => {
  const lights = (scene: Scene) => {
    const lamp = scene.layers.map(({ role, natural }) => role === "lake" && natural[2] > 0);
    return scene.layer.reduce((sum, index) => sum + (lamp[index] ? 1 : 0), 0) / scene.layer.length;
  };
  const nights = [1, 2, 3, 4, 5].map((seed) => compose("a city at night", seed, side, side));
  const afloat = nights.filter((scene) => roles(scene).has("lake"));
  expect(afloat).toHaveLength(4);
  for (const [i, night] of afloat.entries()) {
    expect(place(night, "lake").share, `picture ${i}`).toBeGreaterThan(0.05);
    expect(lights(night), `picture ${i}`).toBeGreaterThan(0.003);
  }
  for (const seed of [1, 2, 3, 4, 5]) expect(lights(compose("a city", seed, side, side)), `seed ${seed}`).toBe(0);
  expect(roles(compose("a city in a meadow", 1, side, side))).not.toContain("lake");
});

it("reads counts, kinds, colours, hours and relations", () => {
  const fruit = read("three pears and an apple on a table").wishes.get("fruit")!;
  expect(fruit.kinds.map(({ kind, count }) => [kind, count])).toEqual([
    ["pear", 3],
    ["apple", 1],
  ]);
  expect(read("a couple of boats").wishes.get("boat")?.count).toBe(2);
  expect(read("boats").wishes.get("boat")).toMatchObject({ count: undefined, plural: true });
  expect(read("a moonlit night in winter").climate).toMatchObject({ hour: "night", season: "winter" });
  expect(read("a cat in front of a house").relations).toEqual([{ one: "cat", how: "front", other: "house" }]);
  const wild = read("a wild stormy sea");
  expect(wild.climate.weather).toBe("storm");
  expect(wild.unrest).toBeGreaterThan(0);
});

/** How many separate shapes of a role are larger than a speck. */
function shapes(scene: Scene, role: Role): number {
  const open = Array.from(scene.layer, (index) => scene.layers[index]!.role === role);
  let count = 0;
  for (let start = 0; start < open.length; start++) {
    if (!open[start]) continue;
    const stack = [start];
    let size = 0;
    open[start] = false;
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      size++;
      for (const next of [i - 1, i + 1, i - scene.width, i + scene.width]) {
        if (!open[next]) continue;
        open[next] = false;
        stack.push(next);
      }
    }
    if (size > 12) count++;
  }
  return count;
}

it("paints as many as are asked for", () => {
  expect(shapes(compose("a sheep in a meadow", 3, side, side), "fur")).toBe(1);
  expect(shapes(compose("two sheep in a meadow", 3, side, side), "fur")).toBe(2);
  expect(shapes(compose("eight sheep in a meadow", 3, side, side), "fur")).toBeGreaterThanOrEqual(5);
});

it("gives an animal named first the room of a subject, and no more than a place where something else is", () => {
  for (const seed of [1, 2, 3, 4]) {
    for (const [prompt, role, least] of [
      ["a cat", "fur", 0.06],
      ["a dog on a path", "fur", 0.07],
      ["two horses", "fur", 0.06],
      ["a bird", "feather", 0.07],
    ] as const) {
      const { share, y } = place(compose(prompt, seed, side, side), role);
      expect(share, `${prompt}, seed ${seed}`).toBeGreaterThan(least);
      expect(y).toBeGreaterThan(0.3);
    }
    expect(place(compose("a village with a cat", seed, side, side), "fur").share).toBeLessThan(0.02);
    expect(place(compose("a bird flying over the sea", seed, side, side), "feather").share).toBeLessThan(0.03);
  }
});

it("puts things where the prompt puts them", () => {
  for (const seed of [1, 2, 3]) {
    const moon = compose("the moon above a mountain", seed, side, side);
    expect(place(moon, "moon").y).toBeLessThan(place(moon, "rock", "snow").y);
    const left = compose("a boat to the left of a castle on the sea", seed, side, side);
    const right = compose("a boat to the right of a castle on the sea", seed, side, side);
    expect(place(left, "hull", "sail").x).toBeLessThan(place(left, "wall").x);
    expect(place(right, "hull", "sail").x).toBeGreaterThan(place(right, "wall").x);
  }
});

it("gives things the colours asked for and says so", () => {
  const scene = compose("a red boat on a turquoise lake near a yellow house", 1, side, side);
  const asked = (role: Role) => scene.layers.find((layer) => layer.role === role && layer.asked)?.natural;
  expect(asked("hull")?.[1]).toBeGreaterThan(35);
  expect(asked("lake")?.[1]).toBeLessThan(-15);
  expect(asked("wall")?.[2]).toBeGreaterThan(40);
  expect(scene.layers.filter(({ role }) => role === "sky").every((layer) => !layer.asked)).toBe(true);
  expect(scene.layers.find(({ role }) => role === "hull")?.words).toContain("boat");
});

it("is the same for the same seed, and another for another seed or another word", () => {
  const one = compose("a boat on the sea", 5, side, side);
  expect(compose("a boat on the sea", 5, side, side)).toEqual(one);
  expect(compose("a boat on the sea", 6, side, side).layer).not.toEqual(one.layer);
  expect(compose("a boat on the sea flurble", 5, side, side).layer).not.toEqual(one.layer);
  expect(compose("zwing", 1, side, side).layer).not.toEqual(compose("brzk", 1, side, side).layer);
});

it("stages one prompt in at least three ways", () => {
  const horizons = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const { layers, layer } = compose("a church in a meadow", seed, side, side);
    const first = layer.findIndex((index) => layers[index]!.role === "grass");
    return Math.round((Math.floor(first / side) / side) * 12);
  });
  expect(new Set(horizons).size).toBeGreaterThanOrEqual(3);
});

it("follows the artist's staging", () => {
  const sky = (horizon: number) =>
    [1, 2, 3, 4].reduce((sum, seed) => {
      const scene = compose("a meadow", seed, side, side, {
        horizon,
        tonalTop: 0.62,
        tonalBottom: 0.5,
        emptiness: 0.4,
      });
      return sum + place(scene, "grass").share;
    }, 0);
  expect(sky(0.3)).toBeGreaterThan(sky(0.7) * 1.2);
  const busy = (emptiness: number) =>
    [1, 2, 3, 4].reduce(
      (sum, seed) =>
        sum +
        compose("a lake", seed, side, side, { horizon: 0.5, tonalTop: 0.62, tonalBottom: 0.5, emptiness }).layers
          .length,
      0,
    );
  expect(busy(0.05)).toBeGreaterThan(busy(1));
  const light = (tonalTop: number) => {
    const { layers } = compose("a meadow", 1, side, side, { horizon: 0.5, tonalTop, tonalBottom: 0.5, emptiness: 0.4 });
    return Math.max(...layers.filter(({ role }) => role === "sky").map(({ natural }) => natural[0]));
  };
  expect(light(0.9)).toBeGreaterThan(light(0.3) + 5);
});

const ratios: [number, number][] = [
  [1, 1],
  [16, 9],
  [21, 9],
  [3, 2],
  [2, 3],
  [4, 5],
  [5, 4],
  [3, 4],
  [4, 3],
  [9, 16],
  [9, 21],
];
const everything = [
  "a stormy sea with two ships",
  "a city street in the rain",
  "roses",
  "portrait of an old man by a lake",
  "a castle and a waterfall in a forest at night",
];

it.each(ratios)("fills %d:%d with valid values", (a, b) => {
  const width = Math.round(160 * Math.sqrt(a / b));
  const height = Math.round(160 * Math.sqrt(b / a));
  for (const prompt of everything) {
    const scene = compose(prompt, 7, width, height);
    expect([scene.layer.length, scene.shade.length, scene.angle.length, scene.grain.length]).toEqual(
      Array(4).fill(width * height),
    );
    expect(Math.max(...scene.layer)).toBeLessThan(scene.layers.length);
    expect(scene.shade.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(scene.angle.every(Number.isFinite)).toBe(true);
    expect(scene.grain.every((v) => v > 0 && v < 4)).toBe(true);
    for (const { natural, height: y, calm, depth } of scene.layers) {
      expect(natural.every(Number.isFinite)).toBe(true);
      for (const share of [y, calm, depth]) expect(share >= 0 && share <= 1).toBe(true);
    }
  }
});
