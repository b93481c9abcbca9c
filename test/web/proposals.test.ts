import { describe, expect, it } from "vitest";
import { suggestions } from "../../web/generation/suggestions.ts";
import { colourWords, proposeDescription, subjectsOf } from "../../web/styles/proposals.ts";
import { samplePrompts } from "../../web/styles/sample-prompts.ts";

const captions = [
  "a sailing boat on the sea at sunset",
  "mountains above a still lake",
  "a village in the hills",
  "poppies and daisies in a vase",
  "fishing boats on a calm sea in the morning",
  "a church in a village in winter",
  "sunflowers in a vase",
  "two boats on a lake in the mist",
  "Stillleben, ohne Titel",
];
const palette = [
  { hex: "#3564ae", share: 0.4 },
  { hex: "#3a68b0", share: 0.2 },
  { hex: "#c8963e", share: 0.3 },
  { hex: "#151515", share: 0.1 },
];

describe("a proposed description", () => {
  it("names what the captions speak of and the colours that were measured", () => {
    expect(proposeDescription(captions, palette)).toBe("Boats, the sea, lakes and villages, in blue, ochre and black.");
    expect(proposeDescription(captions, [])).toBe("Boats, the sea, lakes and villages.");
  });

  it("counts one and many as one, leaves out times and what is said once", () => {
    expect(subjectsOf(["a fox at night", "foxes at night", "three foxes", "an owl at night"], 5)).toEqual(["foxes"]);
    expect(subjectsOf(["a city in rain", "the city", "ladies", "a lady"], 5)).toEqual(["the city", "ladies"]);
  });

  it("says nothing where there is nothing to say", () => {
    expect(proposeDescription(captions.slice(0, 5), palette)).toBeUndefined();
    expect(proposeDescription(Array(9).fill("  "), palette)).toBeUndefined();
    expect(proposeDescription(["1", "2", "3", "!!", "???", "…", "x"], palette)).toBeUndefined();
  });

  it("gives each colour the nearest plain word, the largest first, each once", () => {
    expect(colourWords(palette, 5)).toEqual(["blue", "ochre", "black"]);
    expect(colourWords([{ hex: "#ffffff", share: 1 }], 3)).toEqual(["white"]);
  });
});

describe("sample prompts", () => {
  it("are new sentences of the artist's own words", () => {
    const made = samplePrompts(captions, 4);
    expect(made).toHaveLength(4);
    for (const sentence of made) {
      expect(captions).not.toContain(sentence);
      expect(captions.some((caption) => sentence.startsWith(caption.split(/ (?:on|in|above) /)[0] ?? ""))).toBe(true);
    }
    expect(new Set(made).size).toBe(4);
    expect(samplePrompts(captions, 4)).toEqual(made);
  });

  it("never put a thing beside itself", () => {
    expect(samplePrompts(["a boat by the boats", "boats by a boat"], 4)).toEqual([]);
  });

  it("are none without captions to take apart", () => {
    expect(samplePrompts([], 3)).toEqual([]);
    expect(samplePrompts(["untitled", ""], 3)).toEqual([]);
    expect(samplePrompts(["x".repeat(80)], 3)).toEqual([]);
  });
});

describe("suggestions at the desk", () => {
  const images = ["a cat", "boats before\ndawn", null, " ", "boats in the bay", "boats in the bay", "x".repeat(80)].map(
    (caption) => ({ caption }),
  );

  it("are the captions, each once and short enough to be read at a glance", () => {
    expect(suggestions(images.slice(0, 4), 9)).toEqual(["a cat before dawn", "a cat", "boats before dawn"]);
    expect(suggestions(images, 9).slice(-3)).toEqual(["a cat", "boats before dawn", "boats in the bay"]);
    expect(suggestions(images, 1)).toHaveLength(1);
    expect(suggestions([], 4)).toEqual([]);
  });

  it("begin with two sentences that no caption is", () => {
    const [first = "", second = "", third] = suggestions(
      captions.map((caption) => ({ caption })),
      5,
    );
    expect(captions).not.toContain(first);
    expect(captions).not.toContain(second);
    expect(captions).toContain(third);
  });
});
