import { describe, expect, it } from "vitest";
import { GENERATION, type Generation } from "#contract/generation";
import { aspectRatios } from "#replicate/schemas";
import { signInThen, wayBack } from "../../web/accounts/way-back.ts";
import {
  batchOf,
  freshRecipe,
  lineOf,
  originalsNear,
  pixels,
  presetOf,
  presets,
  readRecipe,
  recipeLine,
  recipeOf,
  type Shape,
  shapeOf,
  shapes,
  sizes,
  variationOf,
} from "../../web/generation/recipe.ts";

const picture = (more: Partial<Generation> = {}): Generation =>
  ({
    id: "g",
    trainingId: "t",
    prompt: "Boats in the bay, at dusk",
    outputUrl: "/files/x.webp?sig=1",
    width: 1_024,
    height: 768,
    steps: 20,
    guidance: 3.5,
    strength: 0.85,
    seed: 41,
    start: null,
    startUrl: null,
    promptStrength: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    startedAt: "2026-01-01T00:00:00.000Z",
    completedAt: "2026-01-01T00:00:09.100Z",
    ...more,
  }) as Generation;

describe("a recipe", () => {
  it("asks for pixels the model takes, in every shape and size, and finds its shape again", () => {
    for (const shape of Object.keys(shapes) as Shape[])
      for (const size of sizes) {
        const { width, height } = pixels(shape, size);
        for (const side of [width, height]) {
          expect(side % GENERATION.side.step).toBe(0);
          expect(side).toBeGreaterThanOrEqual(GENERATION.side.min);
          expect(side).toBeLessThanOrEqual(GENERATION.side.max);
        }
        expect(Math.max(width, height)).toBe(size);
        expect(shapeOf(width, height)).toEqual({ shape, size });
      }
  });

  it("is read from whatever was kept", () => {
    expect(readRecipe(undefined)).toEqual(freshRecipe);
    expect(readRecipe("rubbish")).toEqual(freshRecipe);
    expect(
      readRecipe({ shape: "9:1", size: 7, steps: 999, guidance: -1, strength: "x", seed: Number.NaN, count: 40 }),
    ).toEqual({
      ...freshRecipe,
      steps: GENERATION.steps.max,
      guidance: GENERATION.guidance.min,
      count: GENERATION.count.max,
    });
    const mine = { ...freshRecipe, prompt: "a boat", shape: "4:3" as const, seed: 7, locked: true };
    expect(readRecipe(JSON.parse(JSON.stringify(mine)))).toEqual(mine);
    expect(readRecipe({ prompt: "x".repeat(900) }).prompt).toHaveLength(500);
  });

  it("is taken from a picture with its seed locked", () => {
    expect(recipeOf(picture(), 3)).toEqual({
      prompt: "Boats in the bay, at dusk",
      shape: "4:3",
      size: 1_024,
      steps: 20,
      guidance: 3.5,
      strength: 0.85,
      seed: 41,
      locked: true,
      count: 3,
      start: null,
      promptStrength: 0.6,
    });
  });

  it("keeps what a picture began from, and forgets rubbish", () => {
    const begun = { start: { kind: "input", id: "i" }, startUrl: "/files/i", promptStrength: 0.3 } as const;
    const recipe = recipeOf(picture(begun), 1);
    expect(recipe.start).toEqual({ kind: "input", id: "i", url: "/files/i", width: 1_024, height: 768 });
    expect(readRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    for (const start of [
      "x",
      {},
      { kind: "original", id: "i", url: "u", width: 1, height: 1 },
      { kind: "input", id: 3 },
    ])
      expect(readRecipe({ start }).start).toBeNull();
    expect(recipeLine(picture(begun))).toContain("30% painted anew");
  });

  it("varies a picture from itself with new seeds, half anew", () => {
    expect(variationOf(picture({ thumbnailUrl: "/t" }), 4)).toMatchObject({
      start: { kind: "picture", id: "g", url: "/t" },
      promptStrength: 0.5,
      locked: false,
      count: 4,
    });
  });

  it("offers ratios the model has, and presets it can paint", () => {
    for (const shape of Object.keys(shapes)) expect(aspectRatios).toContain(shape);
    expect(presetOf({ ...freshRecipe, ...presets.print })).toBe("print");
    expect(presetOf(freshRecipe)).toBe("finished");
    expect(presetOf({ ...freshRecipe, steps: 17 })).toBe("own");
  });

  it("knows its place in line and when it is there, by what the last ones took", () => {
    const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
    const made = { status: "COMPLETED", startedAt: at(0), completedAt: at(8) } as const;
    const waiting = (id: string, second: number) => picture({ id, status: "PENDING", createdAt: at(second) });
    const all = [picture({ id: "done", ...made }), waiting("first", 1), waiting("second", 2)];
    expect(lineOf(all, waiting("second", 2))).toEqual({ ahead: 1, seconds: 16 });
    expect(lineOf(all, waiting("first", 1))).toEqual({ ahead: 0, seconds: 8 });
    expect(lineOf([waiting("first", 1)], waiting("first", 1))).toEqual({ ahead: 0, seconds: null });
  });

  it("is told in one line, with the time only when it is known", () => {
    expect(recipeLine(picture())).toBe("strength 0.85, seed 41, 1024 × 768, 9.1 s");
    expect(recipeLine(picture({ startedAt: null }))).toBe("strength 0.85, seed 41, 1024 × 768");
  });
});

describe("what stands nearby", () => {
  const captions = ["a cat", "boats before dawn", null, "boats in the bay", "boats in the bay", "x".repeat(80)];
  const images = captions.map((caption, id) => ({ id, caption }));

  it("are the originals that speak of the same things, then the first ones", () => {
    expect(originalsNear(images, "Boats and a bay at dawn", 3).map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(originalsNear(images, "", 2).map(({ id }) => id)).toEqual([0, 1]);
    expect(originalsNear([], "boats", 3)).toEqual([]);
  });

  it("are the pictures of the same batch, by seed", () => {
    const later = "2026-01-01T00:01:00.000Z";
    const all = [
      picture({ id: "b", seed: 42 }),
      picture({ id: "a" }),
      picture({ id: "c", createdAt: later }),
      picture({ id: "d", prompt: "other" }),
    ];
    expect(batchOf(all, picture({ id: "a" })).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("the way back after sign-in", () => {
  it("stays on this site", () => {
    expect(wayBack("/styles/1?x=2")).toBe("/styles/1?x=2");
    for (const elsewhere of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/\n\\evil.example",
      "/.//evil.example",
      "",
      undefined,
    ])
      expect(wayBack(elsewhere)).toBeUndefined();
  });
  it("is carried whole", () => {
    expect(signInThen("/generate/1?picture=2")).toBe("/login?to=%2Fgenerate%2F1%3Fpicture%3D2");
  });
});
