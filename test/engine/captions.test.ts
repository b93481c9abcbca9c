import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { bindWords, spoken } from "../../engine/style/learn/captions.ts";
import { findMaterials } from "../../engine/style/learn/materials.ts";
import { prepare, type Specimen } from "../../engine/style/learn/specimen.ts";
import { measureColours, measureStaging } from "../../engine/style/learn/statistics.ts";
import { measureStrokes } from "../../engine/style/learn/strokes.ts";
import { colour } from "../../engine/style/paint/colouring.ts";
import { random } from "../../engine/style/pixels/random.ts";
import { compose } from "../../engine/style/scene/compose.ts";
import type { Style } from "../../engine/style/style.ts";

type Rgb = [number, number, number];
const pale: Rgb = [214, 222, 232];

/** A sky over a ground of one colour, in dabs. */
async function picture(ground: Rgb, seed: number, sky = pale): Promise<Specimen> {
  const side = 160;
  const next = random(seed);
  const rgb = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const base = i < (side * side) / 2 ? sky : ground;
    const light = (next() - 0.5) * 24;
    for (let k = 0; k < 3; k++) rgb[i * 3 + k] = Math.max(0, Math.min(255, base[k]! + light));
  }
  const png = sharp(rgb, { raw: { width: side, height: side, channels: 3 } }).png();
  return prepare(`${seed}`, await png.toBuffer(), null);
}

const violet: Rgb = [120, 60, 140];
const blue: Rgb = [60, 110, 180];
let specimens: Specimen[];
beforeAll(async () => {
  specimens = await Promise.all([violet, violet, blue, blue].map((ground, seed) => picture(ground, seed + 1)));
});

function learned(works: Specimen[], captions: (string | null)[]): Style {
  const { materials, maps } = findMaterials(works, 1, () => {});
  return {
    ...measureColours(works, 1),
    materials,
    strokes: measureStrokes(works, 1),
    staging: measureStaging(works),
    words: bindWords(captions, maps, materials.length),
    exemplars: [],
    dictionaries: [],
  };
}

/** Mean Lab of what a role's paints cover. */
function laid(style: Style, prompt: string, role: string, seed = 3): number[] {
  const scene = compose(prompt, seed, 160, 160, style.staging);
  const paints = colour(scene, style);
  const covered = Array.from(scene.layer).filter((index) => scene.layers[index]!.role === role);
  expect(covered.length).toBeGreaterThan(0);
  return [0, 1, 2].map((k) => covered.reduce((sum, index) => sum + paints[index]!.mean[k]!, 0) / covered.length);
}

/** Mean a of the paints laid for a role: violet has 40, blue has 5. */
const redness = (captions: (string | null)[], prompt: string, role: string): number =>
  laid(learned(specimens, captions), prompt, role)[1]!;

it("makes what a caption names the likely colour of it", () => {
  const unsaid = redness([null, null, null, null], "a calm sea", "sea");
  const said = redness(["the sea", "sea in spring", "a wall", "a yard"], "a calm sea", "sea");
  const other = redness(["a wall", "a yard", "the sea", "sea in spring"], "a calm sea", "sea");
  expect(unsaid, "without captions the sea is blue").toBeLessThan(15);
  expect(said).toBeGreaterThan(unsaid + 15);
  expect(other).toBeLessThan(15);
});

it("leaves to an hour what is its own: a sea only ever painted at sunset is no violet one at noon", () => {
  const evenings = ["the sea at sunset", "sea at sunset", "a wall", "a yard"];
  expect(redness(evenings, "a calm sea", "sea")).toBeLessThan(15);
  expect(redness(evenings, "a calm sea at sunset", "sea")).toBeGreaterThan(25);
});

it("answers a colour word in a palette that has nothing like it", () => {
  const unsaid = [null, null, null, null];
  expect(redness(unsaid, "a calm sea", "sea")).toBeGreaterThan(-8);
  expect(redness(unsaid, "a green sea", "sea")).toBeLessThan(-25);
});

it("binds a thing by whatever word it is called", () => {
  const said = redness(["waves", "the ocean", "a wall", "a yard"], "stormy seas", "sea");
  expect(said).toBeGreaterThan(25);
  expect(spoken("Two boats on the waves")).toEqual(expect.arrayContaining(["boat", "wave", "sea"]));
});

it("does not take for a thing what looks more like what it stands before: no tree is as blue as its sky", async () => {
  const [teal, green, straw]: Rgb[] = [
    [70, 130, 160],
    [92, 140, 66],
    [196, 170, 96],
  ];
  const works = await Promise.all([
    picture(green!, 1, teal),
    picture(green!, 2, teal),
    picture(straw!, 3),
    picture(straw!, 4),
  ]);
  const style = learned(works, ["an oak tree", "tall trees", "a field", "a field at noon"]);
  for (const seed of [1, 2, 3, 4, 5])
    expect(laid(style, "an oak tree", "leaf", seed)[2], `seed ${seed}`).toBeGreaterThan(10);
});

it("leaves what the captions do not name as it was", () => {
  const grounds = ["the sea", "sea in spring", "a wall", "a yard"];
  expect(redness(grounds, "a green meadow", "grass")).toBe(
    redness([null, null, null, null], "a green meadow", "grass"),
  );
});

it("binds nothing to a word said of every picture, or to one that means nothing", () => {
  const { materials, maps } = findMaterials(specimens, 1, () => {});
  const words = bindWords(["MIRAX the sea", "MIRAX a sea", "MIRAX wall", "MIRAX yard"], maps, materials.length);
  expect(Object.keys(words).sort()).toEqual(expect.arrayContaining(["sea", "wall", "yard"]));
  expect(words).not.toHaveProperty("mirax");
  expect(words).not.toHaveProperty("the");
});
