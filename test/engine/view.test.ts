import { expect, it } from "vitest";
import { readView, stagedTo } from "../../engine/style/paint/view.ts";
import type { Raster } from "../../engine/style/pixels/raster.ts";
import { compose } from "../../engine/style/scene/compose.ts";
import { evenStaging } from "../../engine/style/scene/staging.ts";

const width = 120;
const height = 90;

/** Lab8 by place, with a little grain. */
function picture(colour: (x: number, y: number) => [number, number, number]): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [L, a, b] = colour(i % width, Math.floor(i / width));
    data.set([L + ((i * 7919) % 9) - 4, a, b], i * 3);
  }
  return { width, height, data };
}
const openRight = Uint8Array.from({ length: width * height }, (_, i) => (i % width >= 70 ? 1 : 0));
const sky: [number, number, number] = [210, 126, 118];
const land: [number, number, number] = [90, 116, 150];
const thing: [number, number, number] = [30, 160, 150];

it("reads the horizon of what is known, whatever stands before it and whatever the open part holds", () => {
  const divided = picture((x, y) => {
    if (x >= 70) return y < 70 ? land : sky;
    if (x > 20 && x < 34 && y > 20 && y < 80) return thing;
    return y < 52 ? sky : land;
  });
  const view = readView(divided, openRight)!;
  expect(Math.abs(view.horizon - 52)).toBeLessThanOrEqual(1);
  expect(view.above).toBeGreaterThan(0.7);
  expect(view.below).toBeLessThan(0.45);
  const staging = stagedTo(evenStaging, view);
  expect(staging.tonalTop).toBeGreaterThan(evenStaging.tonalTop);
  expect(staging.tonalBottom).toBeLessThan(evenStaging.tonalBottom);
});

it("is not taken in by a bank of clouds or a near shore, whose edges are sharper than the horizon's", () => {
  const cloud: [number, number, number] = [250, 128, 126];
  const sea: [number, number, number] = [150, 122, 108];
  const grass: [number, number, number] = [70, 110, 160];
  const layered = picture((_, y) => (y < 14 ? cloud : y < 48 ? sky : y < 78 ? sea : grass));
  expect(Math.abs(readView(layered, openRight)!.horizon - 48)).toBeLessThanOrEqual(1);
});

it("reads none where nothing divides the picture from side to side", () => {
  expect(
    readView(
      picture(() => sky),
      openRight,
    ),
  ).toBeNull();
  // A slow fall of light is no horizon, and neither is one thing in the middle.
  expect(
    readView(
      picture((_, y) => [220 - y, 128, 128]),
      openRight,
    ),
  ).toBeNull();
  expect(
    readView(
      picture((x, y) => (x > 30 && x < 46 && y > 30 ? thing : sky)),
      openRight,
    ),
  ).toBeNull();
});

it("stages a scene to a given horizon without a second sun", () => {
  const sea = (level: number) => compose("a calm sea at sunset", 4, 96, 96, evenStaging, { level });
  const rows = (level: number) => {
    const scene = sea(level);
    return scene.layer.findIndex((index) => scene.layers[index]!.role === "sea") / 96 / 96;
  };
  for (const level of [0.25, 0.5, 0.75]) expect(Math.abs(rows(level) - level)).toBeLessThan(0.03);
  for (const seed of [1, 2, 3, 4, 5, 6])
    expect(
      compose("a calm sea at sunset", seed, 96, 96, evenStaging, { level: 0.5 }).layers.some(
        ({ role }) => role === "sun",
      ),
    ).toBe(false);
});

it("stands what the prompt names wholly in the part that is to be seen, on either side", () => {
  const [width, height, room] = [256, 128, 0.25];
  for (const [prompt, roles] of [
    ["a castle by a lake", ["wall", "roof"]],
    ["a lighthouse by the sea", ["wall"]],
    ["a sailing boat on the sea", ["hull", "sail"]],
  ] as const) {
    for (const seed of [1, 2, 3]) {
      for (const focus of [room / 2, 1 - room / 2]) {
        const scene = compose(prompt, seed, width, height, evenStaging, { level: 0.5, focus, room });
        const columns: number[] = [];
        scene.layer.forEach((index, i) => {
          if ((roles as readonly string[]).includes(scene.layers[index]!.role)) columns.push((i % width) / width);
        });
        expect(columns.length, prompt).toBeGreaterThan(60);
        const hidden = columns.filter((x) => Math.abs(x - focus) > room / 2).length;
        expect(hidden / columns.length, `${prompt}, seed ${seed}, at ${focus}`).toBeLessThan(0.02);
      }
    }
  }
});
