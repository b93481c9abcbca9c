import zlib from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decode } from "../../engine/style/learn/decode.ts";
import { adobeRgb, displayP3, fields, flag, inSpace, profileOf, type Rgb, seen, withProfile } from "./displayed.ts";

const size = { width: 96, height: 64 };
const plain = () => flag(size, (colour) => colour);
const transparent = (alphas: number[]) => flag(size, (colour, field) => [...colour, alphas[field]!]);
const grey = ([red, green, blue]: Rgb) => Math.round(0.3 * red + 0.6 * green + 0.1 * blue);

/** Decodes and checks size and fields; `near` is the largest difference of a byte. */
async function shows(bytes: Promise<Buffer> | Buffer, wanted: Rgb[], near: number, { width, height } = size) {
  const decoded = await decode("fixture", await bytes, 1024);
  expect(decoded).toMatchObject({ width, height });
  expect(decoded.rgb.length).toBe(width * height * 3);
  const found = seen(decoded.rgb, decoded);
  found.forEach((colour, field) => {
    colour.forEach((value, k) => {
      expect(Math.abs(value - wanted[field]![k]!), `field ${field} is ${colour}`).toBeLessThanOrEqual(near);
    });
  });
}

describe("a picture is read as it is displayed", () => {
  /** Where each displayed field comes from in the stored picture, by EXIF orientation. */
  const turned = [
    [0, 1, 2, 3],
    [1, 0, 3, 2],
    [3, 2, 1, 0],
    [2, 3, 0, 1],
    [0, 2, 1, 3],
    [2, 0, 3, 1],
    [3, 1, 2, 0],
    [1, 3, 0, 2],
  ];
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("with EXIF orientation %i", async (orientation) => {
    const wanted = turned[orientation - 1]!.map((field) => fields[field]!);
    const upright = orientation < 5 ? size : { width: size.height, height: size.width };
    for (const format of ["jpeg", "png", "webp"] as const) {
      await shows(
        plain().withMetadata({ orientation }).toFormat(format, { quality: 95 }).toBuffer(),
        wanted,
        12,
        upright,
      );
    }
  });

  it("in grey, with 8 and 16 bits, as JPEG and PNG", async () => {
    const greys = fields.map((colour): Rgb => {
      const value = grey(colour);
      return [value, value, value];
    });
    const stored = () => flag(size, (colour) => [grey(colour)]).toColourspace("b-w");
    await shows(stored().png().toBuffer(), greys, 1);
    await shows(stored().jpeg({ quality: 95 }).toBuffer(), greys, 4);
    const deep = await stored().toColourspace("grey16").png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    await shows(deep, greys, 1);
  });

  it("in colour with 16 bits, with and without transparency", async () => {
    const deep = await plain().toColourspace("rgb16").png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    await shows(deep, fields, 1);
    const half = await transparent([255, 0, 255, 255]).toColourspace("rgb16").png().toBuffer();
    await shows(half, [fields[0], [255, 255, 255], fields[2], fields[3]], 1);
  });

  it("with transparency over white, whatever colour lies hidden under it", async () => {
    const half = fields[3].map((value) => Math.round((value * 128 + 255 * 127) / 255)) as Rgb;
    const wanted: Rgb[] = [fields[0], [255, 255, 255], fields[2], half];
    await shows(transparent([255, 0, 255, 128]).png().toBuffer(), wanted, 1);
    await shows(transparent([255, 0, 255, 128]).webp({ lossless: true }).toBuffer(), wanted, 1);
    await shows(
      transparent([255, 0, 255, 255]).png({ palette: true }).toBuffer(),
      [...wanted.slice(0, 3), fields[3]],
      2,
    );
    const grey = flag(size, ([red], field) => [red, field === 1 ? 0 : 255]).toColourspace("b-w");
    const levels = fields.map(([red], field): Rgb => (field === 1 ? [255, 255, 255] : [red, red, red]));
    await shows(grey.png().toBuffer(), levels, 1);
  });

  it("without a dark or coloured rim where transparency ends, when it is made smaller", async () => {
    // Hidden black, as premultiplied pictures carry it: an edge mixed before its alpha would turn dark.
    const cut = await flag({ width: 300, height: 200 }, (_, field) => (field % 2 ? [0, 0, 0, 0] : [255, 240, 230, 255]))
      .png()
      .toBuffer();
    const { rgb } = await decode("cut out", cut, 77);
    expect(Math.min(...rgb)).toBeGreaterThan(225);
  });

  it("from a CMYK JPEG, with a profile and without", async () => {
    const bare = await plain().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(bare).metadata()).space).toBe("cmyk");
    await shows(bare, fields, 60);
    const profiled = await plain().toColourspace("cmyk").withIccProfile("cmyk").jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(profiled).metadata()).channels).toBe(4);
    await shows(profiled, fields, 70);
  });

  it("from the first frame of an animation", async () => {
    const frames = Buffer.concat([
      await plain().raw().toBuffer(),
      await plain().flip().raw().toBuffer(),
      await plain().negate().raw().toBuffer(),
    ]);
    const raw = { width: size.width, height: size.height * 3, channels: 3 as const, pageHeight: size.height };
    const moving = () => sharp(frames, { raw });
    const webp = await moving()
      .webp({ lossless: true, delay: [80, 80, 80] })
      .toBuffer();
    expect((await sharp(webp).metadata()).pages).toBe(3);
    await shows(webp, fields, 1);
  });

  it.each([
    ["Adobe RGB", adobeRgb],
    ["Display P3", displayP3],
  ])("with the profile of %s, at 8 and 16 bits", async (_, space) => {
    const stored = fields.map((colour) => inSpace(colour, space, 255));
    const apart = Math.max(
      ...stored.flatMap((colour, i) => colour.map((value, k) => Math.abs(value - fields[i]![k]!))),
    );
    expect(apart, "bytes that mean the same colour differ").toBeGreaterThan(14);
    const eight = await flag(size, (colour) => inSpace(colour, space, 255))
      .png()
      .toBuffer();
    await shows(withProfile(eight, profileOf(space)), fields, 3);
    const deep = await flag(size, (colour) => inSpace(colour, space, 255))
      .toColourspace("rgb16")
      .png()
      .toBuffer();
    await shows(withProfile(deep, profileOf(space)), fields, 3);
  });

  it.each([
    [1, 1, 1, 1],
    [3000, 2, 1024, 1],
    [2, 3000, 1, 1024],
    [2048, 1536, 1024, 768],
  ])("of %i × %i pixels", async (width, height, w, h) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: "#c04020" } })
      .png()
      .toBuffer();
    const { rgb, ...found } = await decode("odd", bytes, 1024);
    expect(found).toEqual({ width: w, height: h });
    expect([...rgb.subarray(0, 3)]).toEqual([192, 64, 32]);
  });
});

describe("what is no picture is named", () => {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  const busy = () => sharp({ create: { width: 900, height: 700, channels: 3, background: "red", noise } });
  const cut = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, Math.floor((await bytes).length * 0.6));
  const spoilt = async (bytes: Promise<Buffer>) => Buffer.from(await bytes).fill(7, 2000, 2600);

  it.each([
    ["empty", async () => Buffer.alloc(0), "is empty"],
    ["text", async () => Buffer.from("hello"), "cannot be read"],
    [
      "a drawing",
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      "cannot be read",
    ],
    ["a JPEG cut short", () => cut(busy().jpeg().toBuffer()), "cannot be read"],
    ["a PNG cut short", () => cut(busy().png().toBuffer()), "cannot be read"],
    ["a WebP cut short", () => cut(busy().webp().toBuffer()), "cannot be read"],
    ["a spoilt PNG", () => spoilt(busy().png().toBuffer()), "cannot be read"],
  ])("%s", async (_, make, fault) => {
    await expect(decode("tower 7.jpg", await make(), 1024)).rejects.toThrow(`The picture tower 7.jpg ${fault}`);
  });

  it("a picture of more pixels than memory is for", async () => {
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    // The header alone claims 60 000 × 60 000.
    const header = Buffer.from(png);
    header.writeUInt32BE(60_000, 16);
    header.writeUInt32BE(60_000, 20);
    header.writeUInt32BE(zlib.crc32(header.subarray(12, 29)), 29);
    await expect(decode("huge.png", header, 1024)).rejects.toThrow("The picture huge.png has too many pixels.");
  });
});
