import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bandEnergies } from "../../engine/style/pixels/bands.ts";
import { toLab } from "../../engine/style/pixels/lab.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import type { Painting, PaintRequest } from "../../engine/style/studio.ts";
import { openAtelier, pngOf, workOf } from "./atelier.ts";
import { meanDeltaE } from "./measures/effect.ts";
import { thumbnailCorrelation } from "./measures/novelty.ts";

/** Strength shows with few strokes as well. */
const effort = 4;

let atelier: Awaited<ReturnType<typeof openAtelier>>;
beforeAll(async () => {
  atelier = await openAtelier(["woodblock", "impasto"]);
}, 300_000);
afterAll(() => atelier.close());

const raster = ({ rgb, width, height }: Painting): Raster => toLab(rgb, width, height);
const paint = async (hand: string, wish: Partial<PaintRequest>) =>
  raster(await atelier.paint(hand, { effort, ...wish }));
const rises = (values: number[]) => {
  for (const [i, value] of values.entries()) {
    if (i > 0) expect(value, `${values}`).toBeGreaterThan(values[i - 1]!);
  }
};

describe("lora_scale", { timeout: 300_000 }, () => {
  it("goes from nobody's style over the artist's to more than that, step by step", async () => {
    const steps: Raster[] = [];
    for (const strength of [0, 0.35, 0.7, 1, 1.5]) steps.push(await paint("woodblock", { strength }));
    rises(steps.map((step) => meanDeltaE(steps[0]!, step)));
    expect(meanDeltaE(steps[0]!, steps[4]!)).toBeGreaterThan(1.1 * meanDeltaE(steps[0]!, steps[3]!));
    const fine = (step: Raster) => bandEnergies(step).reduce((sum, value) => sum + value, 0);
    expect(fine(steps[4]!)).toBeGreaterThan(1.08 * fine(steps[3]!));
  });

  it("at 0 paints nearly the same in any style, and at 1 does not", async () => {
    const apart = async (strength: number) =>
      meanDeltaE(await paint("woodblock", { strength }), await paint("impasto", { strength }));
    expect(await apart(0)).toBeLessThan(1);
    expect(await apart(1)).toBeGreaterThan(8);
  });

  it("at 0 with a second style paints in the second alone", async () => {
    const extra = { model: atelier.model("impasto"), strength: 1 };
    const second = await paint("woodblock", { strength: 0, extra });
    const own = await paint("impasto", {});
    const first = await paint("woodblock", {});
    expect(meanDeltaE(second, own)).toBeLessThan(0.5 * meanDeltaE(second, first));
  });
});

describe("prompt_strength", { timeout: 300_000 }, () => {
  it("goes from the picture to the prompt, step by step", async () => {
    const original = workOf("gouache", 1, 256);
    const size = { width: 256, height: Math.round((256 * original.height) / original.width / 16) * 16 };
    const input = workOf("gouache", 1, 256);
    const image = await pngOf(input);
    const wish = { ...size, image, prompt: "a city at night" };
    const start = raster(await atelier.paint("impasto", { effort, ...wish, promptStrength: 0 }));
    const steps: Raster[] = [];
    for (const promptStrength of [0.2, 0.4, 0.6, 0.8, 1])
      steps.push(await paint("impasto", { ...wish, promptStrength }));
    const scene = await paint("impasto", { ...size, prompt: wish.prompt });
    const far = steps.map((step) => meanDeltaE(start, step));
    rises(far);
    expect(far[0], "0.2 stays close").toBeLessThan(6);
    expect(far[3], "0.8 is far").toBeGreaterThan(15);
    const alike = steps.map((step) => thumbnailCorrelation(start, step));
    expect(alike[0]).toBeGreaterThan(0.97);
    expect(alike[3]).toBeLessThan(0.8);
    expect(meanDeltaE(scene, steps[4]!), "1 forgets the picture").toBe(0);
  });
});
