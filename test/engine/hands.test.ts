import { expect, it } from "vitest";
import { hands } from "../../engine/hands/hands.ts";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";

const ids = hands.map(({ id }) => id);

it.each(ids)("%s paints the same picture twice and others for another seed or number", (hand) => {
  const one = paintOriginal(hand, 0, { size: 128 });
  expect(paintOriginal(hand, 0, { size: 128 })).toEqual(one);
  expect(one.rgb).toHaveLength(one.width * one.height * 3);
  expect(Math.max(one.width, one.height)).toBe(128);
  expect(paintOriginal(hand, 0, { size: 128, seed: 2 }).rgb).not.toEqual(one.rgb);
  const other = paintOriginal(hand, 1, { size: 128 });
  expect(other.caption).not.toBe(one.caption);
  expect(other.filename).not.toBe(one.filename);
});

/** Mean difference of neighbouring pixels: how busy the surface is. */
function grain({ rgb, width }: { rgb: Uint8Array; width: number }): number {
  let sum = 0;
  for (let i = 0; i < rgb.length - 3; i += 3) if ((i / 3) % width !== width - 1) sum += Math.abs(rgb[i]! - rgb[i + 3]!);
  return sum / (rgb.length / 3);
}

it("paints every subject with a surface: neither flat nor noise", () => {
  expect(ids.length).toBeGreaterThanOrEqual(4);
  for (const hand of ids) {
    const busy = grain(paintOriginal(hand, 1, { size: 256 }));
    expect(busy).toBeGreaterThan(1.5);
    expect(busy).toBeLessThan(40);
  }
});

it("names the hands it knows when asked for another", () => {
  expect(() => paintOriginal("nobody", 0)).toThrow(/no hand called "nobody".*impasto/);
});
