import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  type Change,
  conversionOf,
  convertedName,
  convertedSize,
  refusalOf,
  wordOf,
} from "../../../web/images/readiness/conversion.ts";
import { readHeader } from "../../../web/images/readiness/dimensions.ts";

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#446688" } });
const head = (bytes: Buffer) => readHeader(Uint8Array.from(bytes).buffer);

describe("the header", () => {
  it.each([
    ["jpeg", () => blank(321, 123).jpeg().toBuffer()],
    [
      "jpeg",
      () =>
        blank(321, 123)
          .jpeg({ progressive: true })
          .withExif({ IFD0: { Artist: "Ines" } })
          .toBuffer(),
    ],
    ["png", () => blank(321, 123).png().toBuffer()],
    ["webp", () => blank(321, 123).webp().toBuffer()],
    ["webp", () => blank(321, 123).webp({ lossless: true }).toBuffer()],
    ["webp", () => blank(321, 123).ensureAlpha(0.5).webp().toBuffer()],
  ] as const)("of a %s tells its size", async (format, make) => {
    expect(head(await make())).toEqual({ format, width: 321, height: 123 });
  });

  const ftyp = (major: string, ...more: string[]) => {
    const bytes = Buffer.alloc(16 + more.length * 4);
    bytes.writeUInt32BE(bytes.length, 0);
    bytes.write(`ftyp${major}`, 4);
    more.forEach((brand, at) => {
      bytes.write(brand, 16 + at * 4);
    });
    return head(bytes);
  };

  it("knows HEIC by its brands, and AVIF and film apart from it", () => {
    expect(ftyp("heic", "mif1")).toEqual({ format: "heic" });
    expect(ftyp("mif1", "heic")).toEqual({ format: "heic" });
    expect(ftyp("avif", "mif1")).toBeUndefined();
    expect(ftyp("mif1", "avif")).toBeUndefined();
    expect(ftyp("isom", "mp41")).toBeUndefined();
  });

  it("is none for other files, and never throws on stumps", async () => {
    expect(head(Buffer.from("GIF89a and more than twelve bytes"))).toBeUndefined();
    const whole = [
      await blank(9, 9).jpeg().toBuffer(),
      await blank(9, 9).png().toBuffer(),
      await blank(9, 9).webp().toBuffer(),
    ];
    for (const bytes of whole)
      for (let end = 0; end < 60; end++) expect(() => head(bytes.subarray(0, end))).not.toThrow();
  });
});

describe("a conversion", () => {
  it.each([
    [{ format: "heic" }, 900_000, "heic"],
    [{ format: "jpeg", width: 4_000, height: 3_000 }, 10_000_001, "bytes"],
    [{ format: "jpeg", width: 4_000, height: 3_000 }, 10_000_000, undefined],
    [{ format: "png", width: 12_001, height: 10 }, 5_000, "pixels"],
    [{ format: "webp", width: 8_000, height: 5_001 }, 5_000, "pixels"],
    [{ format: "png", width: 8_000, height: 5_000 }, 5_000, undefined],
    [undefined, 99_000_000, undefined],
  ] as const)("of %j with %d bytes is for %s", (header, bytes, reason) => {
    expect(conversionOf(header, bytes)).toBe(reason);
  });

  it("fits the long side and never enlarges", () => {
    expect(convertedSize(4_032, 3_024)).toEqual({ width: 2_048, height: 1_536 });
    expect(convertedSize(15_000, 3)).toEqual({ width: 2_048, height: 1 });
    expect(convertedSize(640, 480)).toEqual({ width: 640, height: 480 });
  });

  it("renames to what the bytes are", () => {
    expect(["IMG_1.HEIC", "scan.of.page.png", "plain", ".heic"].map(convertedName)).toEqual([
      "IMG_1.jpg",
      "scan.of.page.jpg",
      "plain.jpg",
      "picture.jpg",
    ]);
  });

  it("is told in a sentence", () => {
    const change: Change = {
      name: "boat.heic",
      reason: "heic",
      before: 2_100_000,
      after: 800_000,
      from: { width: 4_032, height: 3_024 },
      to: { width: 2_048, height: 1_536 },
    };
    expect(wordOf(change)).toBe("boat.heic was HEIC and is a JPEG now, 4032 × 3024 made 2048 × 1536.");
    expect(wordOf({ ...change, name: "sky.png", reason: "bytes", before: 31_400_000, to: change.from })).toBe(
      "sky.png had 31 MB and has 0.8 MB now. Your file is as it was.",
    );
    expect(wordOf({ ...change, name: "wall.jpg", reason: "pixels" })).toContain("larger than is useful");
    expect(refusalOf("boat.heic", "heic")).toContain("Save it as JPEG");
    expect(refusalOf("wall.jpg", "pixels")).toContain("Save it at 4,000 px");
  });
});
