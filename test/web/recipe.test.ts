import { describe, expect, it } from "vitest";
import { GENERATION, type Generation } from "#contract/generation";
import { signInThen, wayBack } from "../../web/accounts/way-back.ts";
import {
  batchOf,
  fileName,
  freshRecipe,
  originalsNear,
  pixels,
  readRecipe,
  recipeLine,
  recipeOf,
  type Shape,
  shapeOf,
  shapes,
  sizes,
  suggestions,
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
    });
  });

  it("is told in one line, with the time only when it is known", () => {
    expect(recipeLine(picture())).toBe("strength 0.85, seed 41, 1024 × 768, 9.1 s");
    expect(recipeLine(picture({ startedAt: null }))).toBe("strength 0.85, seed 41, 1024 × 768");
  });

  it("names the file so that it is found again", () => {
    expect(fileName("Harbour Light", picture())).toBe("harbour-light-boats-in-the-bay-at-dusk-41.webp");
    expect(fileName("Été", picture({ prompt: "…", outputUrl: "/files/x" }))).toBe("e-te-41.png");
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

  it("are suggestions in the artist's own words, each once", () => {
    expect(suggestions(images, 9)).toEqual(["a cat", "boats before dawn", "boats in the bay"]);
    expect(suggestions(images, 1)).toEqual(["a cat"]);
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
      "",
      undefined,
    ])
      expect(wayBack(elsewhere)).toBeUndefined();
  });
  it("is carried whole", () => {
    expect(signInThen("/generate/1?picture=2")).toBe("/login?to=%2Fgenerate%2F1%3Fpicture%3D2");
  });
});
