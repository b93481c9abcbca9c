import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fileStem } from "../../src/generation/file-name.ts";
import { type FileRecipe, xmpOf } from "../../src/generation/recipe.ts";
import { HEAD_BYTES, withoutMetadata, withXmp } from "../../src/generation/webp.ts";

const canvas = (channels: 3 | 4) =>
  sharp({ create: { width: 37, height: 21, channels, background: { r: 200, g: 30, b: 90, alpha: 0.5 } } });
const exif = { IFD0: { Copyright: "Ada" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };

const recipe: FileRecipe = {
  prompt: `a “boat” & <sea> "x" \u0001 🌊`,
  style: { id: "s", name: "Été" },
  trainingId: "t",
  seed: 7,
  width: 37,
  height: 21,
  steps: 28,
  guidance: 3,
  strength: 0.85,
  promptStrength: null,
  generationId: "g",
  createdAt: "2026-11-22T14:00:00.000Z",
};

function sent(file: Uint8Array, xmp: string): Buffer {
  const envelope = withXmp(file.subarray(0, HEAD_BYTES), file.length, xmp);
  if (!envelope) throw new Error("refused");
  const whole = Buffer.concat([envelope.before, file.subarray(envelope.skip), envelope.after]);
  expect(whole.length).toBe(envelope.length);
  expect(whole.readUInt32LE(4)).toBe(whole.length - 8);
  return whole;
}

describe.each([
  ["lossy", () => canvas(3).webp()],
  ["lossless", () => canvas(3).webp({ lossless: true })],
  ["transparent", () => canvas(4).webp()],
  ["lossless and transparent", () => canvas(4).webp({ lossless: true })],
  ["extended", () => canvas(3).withExif(exif).webp()],
])("a %s picture", (_, paint) => {
  it("carries its recipe in its file and shows the same pixels", async () => {
    const file = await paint().toBuffer();
    const whole = sent(file, xmpOf(recipe));
    const before = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    const after = await sharp(whole).raw().toBuffer({ resolveWithObject: true });
    expect(after.info).toEqual(before.info);
    expect(crc32(after.data)).toBe(crc32(before.data));
    const told = (await sharp(whole).metadata()).xmp?.toString() ?? "";
    const [, json = ""] = /artistcloner:recipe="([^"]*)"/.exec(told) ?? [];
    const plain = json
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    expect(JSON.parse(plain)).toEqual(recipe);
    expect(told).toContain("a “boat” &amp; &lt;sea&gt; &quot;x&quot; \ufffd 🌊</rdf:li>");
    expect(told).toContain("digitalsourcetype/trainedAlgorithmicMedia");
  });

  it("is kept without places and cameras", async () => {
    const file = Uint8Array.from(sent(await paint().toBuffer(), "<x/>"));
    const kept = withoutMetadata(file);
    const about = await sharp(kept).metadata();
    expect([about.exif, about.xmp, about.width, about.height]).toEqual([undefined, undefined, 37, 21]);
    expect(withoutMetadata(kept)).toBe(kept);
    expect(crc32(await sharp(kept).raw().toBuffer())).toBe(crc32(await sharp(file).raw().toBuffer()));
    expect(withXmp(file.subarray(0, HEAD_BYTES), file.length, "<y/>")).toBeNull();
  });
});

it("sends on what is no WebP as it is", () => {
  expect(withXmp(new Uint8Array(HEAD_BYTES), 100, "<x/>")).toBeNull();
  expect(withXmp(new Uint8Array(4), 4, "<x/>")).toBeNull();
});

it("names the file so that it is found again", () => {
  const of = (style: string, prompt: string) => fileStem(style, { prompt, seed: 41 });
  expect(of("Harbour Light", "Boats in the bay, at dusk, again")).toBe("harbour-light-boats-in-the-bay-at-dusk-41");
  expect(of("Été", "…")).toBe("ete-41");
  expect(of("京都", "京都")).toBe("41");
  expect(of("x".repeat(100), "y".repeat(500)).length).toBeLessThan(140);
});
