import { expect, it } from "vitest";
import { random } from "../../engine/style/pixels/random.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { largestCopy } from "./measures/copies.ts";

const side = 128;

/** Blotches and grain, another with every seed: as busy as brushwork. */
function brushed(seed: number, reach = 40): Raster {
  const next = random(seed);
  const blotches = Float32Array.from({ length: 33 * 33 }, () => next() - 0.5);
  const data = new Uint8Array(side * side * 3);
  for (let y = 0, p = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const light = 128 + 3 * reach * blotches[(y >> 2) * 33 + (x >> 2)]! + 0.4 * reach * (next() - 0.5);
      for (let k = 0; k < 3; k++) data[p++] = Math.max(0, Math.min(255, k === 0 ? light : 128 + (light - 128) / 4));
    }
  }
  return { width: side, height: side, data };
}

/** A picture with a square of another set into it, `off` levels lighter or darker by turns. */
function pasted(picture: Raster, from: Raster, size: number, x: number, y: number, off = 0): Raster {
  const data = picture.data.slice();
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size * 3; i++) {
      const value = from.data[((y + j) * side + x) * 3 + i]!;
      data[((40 + j) * side + 24) * 3 + i] = value + ((i + j) % 2 === 0 ? off : -off);
    }
  }
  return { ...picture, data };
}

const [picture, original, other] = [brushed(1), brushed(2), brushed(3)];

it.each([24, 32, 40, 64])("finds a copied square of %i px, wherever it comes from", (size) => {
  for (const [x, y] of [
    [16, 32],
    [17, 32],
    [16, 31],
    [21, 27],
  ] as const) {
    expect(largestCopy(pasted(picture, original, size, x, y), [other, original])).toBe(size);
  }
});

it("sees a copy through slight changes, and none where brushwork differs", () => {
  expect(largestCopy(pasted(picture, original, 40, 17, 31, 3), [original])).toBe(40);
  expect(largestCopy(pasted(picture, original, 40, 17, 31, 9), [original])).toBeLessThanOrEqual(8);
  expect(largestCopy(picture, [original, other])).toBeLessThanOrEqual(8);
});

it("takes no calm surface for a copy, unless half of the square tells where it is from", () => {
  const [calm, same] = [brushed(4, 2), brushed(5, 2)];
  expect(largestCopy(calm, [same])).toBe(0);
  expect(largestCopy(pasted(calm, original, 16, 16, 32), [pasted(same, original, 16, 16, 32)])).toBeLessThan(32);
});
