import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { artists } from "./artists.ts";
import { meanDeltaE } from "./measures/effect.ts";
import { controls, type Exhibition, exhibit, mustFail } from "./measures/exhibition.ts";
import { failures, noveltyFigures, styleFigures } from "./measures/figures.ts";

const size = 256;
const prompts = ["a boat on a lake below mountains", "flowers in a vase"];

let exhibition: Exhibition;
let paintings: Raster[][];

beforeAll(async () => {
  exhibition = await exhibit(artists(size, 9), { heldOut: 2, steps: 30, size, effort: 6 });
  paintings = [];
  for (const style of exhibition.models.keys()) {
    paintings.push(await Promise.all(prompts.map((prompt) => exhibition.paint(style, { prompt, seed: 5 }))));
  }
}, 200_000);

afterAll(() => exhibition.close());

/** Novelty is costly to measure: one painting of each style stands for all. */
const firsts = (rows: Raster[][]) => rows.map((row) => row.slice(0, 1));

describe("the measures of painting", { timeout: 120_000 }, () => {
  it("are met by what the studio paints", () => {
    const { references } = exhibition;
    const figures = { ...styleFigures(paintings, references), ...noveltyFigures(firsts(paintings), references) };
    expect({ figures, failed: failures(figures, exhibition.names.length, size) }).toEqual({ figures, failed: [] });
  });

  it.each(Object.keys(controls))("are missed by %s", (name) => {
    const fakes = controls[name]!(paintings, exhibition.references, prompts);
    const figures = mustFail[name]!.includes("copied")
      ? noveltyFigures(firsts(fakes).slice(0, 1), exhibition.references)
      : styleFigures(fakes, exhibition.references);
    expect(failures(figures, exhibition.names.length, size)).toEqual(expect.arrayContaining(mustFail[name]!));
  });

  it("see another seed as another picture", async () => {
    const other = await exhibition.paint(0, { prompt: prompts[0]!, seed: 6 });
    expect(meanDeltaE(paintings[0]![0]!, other)).toBeGreaterThan(4);
  });
});
