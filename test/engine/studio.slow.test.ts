import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { random } from "../../engine/style/pixels/random.ts";
import { openStudio, type PaintRequest, type Picture } from "../../engine/style/studio.ts";

/** A small picture of coloured dabs, sky above and ground below, the same for the same seed. */
async function daubed(seed: number): Promise<Buffer> {
  const [width, height] = [120, 90];
  const next = random(seed);
  const rgb = new Uint8Array(width * height * 3).fill(200);
  for (let dab = 0; dab < 900; dab++) {
    const x = Math.floor(next() * width);
    const y = Math.floor(next() * height);
    const base = y < height / 2 ? [110, 140, 190] : [150, 120, 60];
    const light = next() * 60 - 30;
    for (let dx = 0; dx < 9 && x + dx < width; dx++) {
      for (let dy = 0; dy < 3 && y + dy < height; dy++) {
        for (let k = 0; k < 3; k++) rgb[((y + dy) * width + x + dx) * 3 + k] = base[k]! + light;
      }
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const folder = mkdtempSync(path.join(tmpdir(), "studio-"));
const model = path.join(folder, "style.model");
const studio = openStudio({ threads: 2 });
const signal = new AbortController().signal;
const losses: { step: number; loss: number }[] = [];
/** Anew for every lesson, which empties them. */
const originals = (): Promise<Picture[]> =>
  Promise.all([1, 2, 3].map(async (seed) => ({ name: `${seed}.png`, bytes: await daubed(seed), caption: null })));

const wish = (more: Partial<PaintRequest> = {}): PaintRequest => ({
  model,
  prompt: "a calm lake below mountains",
  seed: 3,
  width: 256,
  height: 256,
  strength: 1,
  effort: 4,
  signal,
  ...more,
});

beforeAll(async () => {
  const pictures = await originals();
  const onStep = (report: { step: number; loss: number }) => losses.push(report);
  writeFileSync(model, await studio.learn({ pictures, steps: 60, seed: 1, onStep, signal }));
}, 120_000);

afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true });
});

it("reports every step asked for, and a loss that falls over the whole run", () => {
  expect(losses.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  const mean = (from: number, to: number) =>
    losses.slice(from, to).reduce((sum, { loss }) => sum + loss, 0) / (to - from);
  expect(mean(20, 30)).toBeLessThan(mean(0, 10));
  expect(mean(50, 60)).toBeLessThan(mean(20, 30) * 0.98);
});

it("paints the same bytes for the same wish with any number of threads, and others for another seed", {
  timeout: 120_000,
}, async () => {
  const first = await studio.paint(wish());
  expect(first.rgb.length).toBe(256 * 256 * 3);
  const alone = openStudio({ threads: 1 });
  const again = await alone.paint(wish());
  await alone.close();
  expect(Buffer.compare(first.rgb, again.rgb)).toBe(0);
  const other = await studio.paint(wish({ seed: 4 }));
  expect(Buffer.compare(first.rgb, other.rgb)).not.toBe(0);
});

it("names the picture it cannot read", async () => {
  const broken = { name: "tower.jpg", bytes: new Uint8Array([255, 216, 255, 0, 1, 2]), caption: null };
  const lesson = { pictures: [...(await originals()), broken], steps: 5, seed: 1, onStep: () => {}, signal };
  await expect(studio.learn(lesson)).rejects.toThrow("tower.jpg");
});

it("stops when called off", async () => {
  const caller = new AbortController();
  const painting = studio.paint(wish({ effort: 50, width: 768, height: 768, signal: caller.signal }));
  setTimeout(() => caller.abort(), 100);
  await expect(painting).rejects.toMatchObject({ name: "AbortError" });
});
