import { expect, it } from "vitest";
import { keyToPalette } from "../../engine/style/paint/keying.ts";
import type { Lab } from "../../engine/style/pixels/lab.ts";
import { random } from "../../engine/style/pixels/random.ts";
import type { Layer, Scene } from "../../engine/style/scene/scene.ts";

const side = 64;
const lower = (i: number) => (i >= (side * side) / 2 ? 1 : 0);

/** An evening: a sky above, a violet sea below. */
function evening(): Scene {
  const layer = (role: "sky" | "sea", natural: Lab, height: number): Layer => ({
    role,
    natural,
    turn: [0, 0, 0],
    asked: false,
    height,
    calm: 0.6,
    fine: false,
    depth: 0.7,
    words: [],
  });
  const pixels = side * side;
  return {
    width: side,
    height: side,
    layer: Uint8Array.from({ length: pixels }, (_, i) => lower(i)),
    shade: new Float32Array(pixels).fill(0.5),
    angle: new Float32Array(pixels),
    grain: new Float32Array(pixels).fill(1),
    layers: [layer("sky", [72, 22, 20], 0.25), layer("sea", [50, 12, -6], 0.75)],
    hour: "sunset",
  };
}

/** Colours around some of Lab's. */
function around(colours: Lab[], count: number, pick: (i: number) => number): Uint8Array {
  const next = random(4);
  const out = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    const [L, a, b] = colours[pick(i)]!;
    out.set([L * 2.55 + (next() - 0.5) * 30, a + 128 + (next() - 0.5) * 8, b + 128 + (next() - 0.5) * 8], i * 3);
  }
  return out;
}

/** Mean a and b of the sea when an evening in two colours is moved to a palette. */
function seaOf(laid: [sky: Lab, sea: Lab], palette: Lab[]): [number, number] {
  const picture = { width: side, height: side, data: around(laid, side * side, lower) };
  const { data } = keyToPalette(
    picture,
    evening(),
    around(palette, 3000, (i) => i % palette.length),
    0.6,
    1,
  );
  const mean = (k: number) => {
    let sum = 0;
    for (let i = (side * side) / 2; i < side * side; i++) sum += data[i * 3 + k]! - 128;
    return sum / ((side * side) / 2);
  };
  return [mean(1), mean(2)];
}

it("keeps a rosy sea from turning green for the blue-greens the artist uses elsewhere", () => {
  const [a] = seaOf(
    [
      [80, 16, 24],
      [66, 21, 14],
    ],
    [
      [80, 16, 24],
      [50, -10, -2],
    ],
  );
  expect(a).toBeGreaterThan(10);
});

it("lets what is laid in another hue go back towards nature's", () => {
  const [a, b] = seaOf(
    [
      [80, 16, 24],
      [50, 20, 22],
    ],
    [
      [80, 16, 24],
      [48, 16, -14],
    ],
  );
  expect(a).toBeGreaterThan(6);
  expect(b).toBeLessThan(12);
});

it("leaves a quiet hue there when the artist is quieter still", () => {
  const [a] = seaOf(
    [
      [80, 16, 24],
      [60, 12, -5],
    ],
    [
      [80, 0, 0],
      [60, 0, 0],
    ],
  );
  expect(a).toBeGreaterThan(7);
});
