import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { Sniffer } from "../../src/images/sniff.ts";

const noise = (width: number, height: number) => {
  let x = 7;
  const raw = Buffer.alloc(width * height * 3);
  for (let i = 0; i < raw.length; i += 1) {
    x = (x * 1_103_515_245 + 12_345) & 0x7fffffff;
    raw[i] = x >> 16;
  }
  return sharp(raw, { raw: { width, height, channels: 3 } });
};

const sniff = (bytes: Uint8Array, chunk = bytes.length) => {
  const sniffer = new Sniffer();
  for (let at = 0; at < bytes.length; at += chunk) sniffer.push(bytes.subarray(at, at + chunk));
  const { state, type, seen } = sniffer;
  return { state, type, width: seen.width, height: seen.height };
};

const made: Record<string, Buffer> = {};

beforeAll(async () => {
  made.jpeg = await noise(37, 23).jpeg().toBuffer();
  made.progressive = await noise(37, 23).jpeg({ progressive: true }).toBuffer();
  made.restarts = await noise(37, 23).jpeg({ mozjpeg: true }).toBuffer();
  made.png = await noise(37, 23).png().toBuffer();
  made.interlaced = await noise(37, 23).png({ progressive: true, palette: true }).toBuffer();
  made.webp = await noise(37, 23).webp().toBuffer();
  made.lossless = await noise(37, 23).webp({ lossless: true }).toBuffer();
  made.extended = await noise(37, 23)
    .ensureAlpha(0.5)
    .webp()
    .withExif({ IFD0: { Artist: "Ada" } })
    .toBuffer();
});

const type = (name: string) => (/png|interlaced/.test(name) ? "png" : /webp|less|ext/.test(name) ? "webp" : "jpeg");
const names = ["jpeg", "progressive", "restarts", "png", "interlaced", "webp", "lossless", "extended"];

describe.each(names)("%s", (name) => {
  const expected = { state: "complete", type: `image/${type(name)}`, width: 37, height: 23 };

  it("is read whole, byte by byte and in odd pieces", () => {
    for (const chunk of [made[name]!.length, 1, 7, 13, 4_096]) expect(sniff(made[name]!, chunk)).toEqual(expected);
  });

  it("is not complete when cut anywhere", () => {
    const bytes = made[name]!;
    for (let cut = 12; cut < bytes.length; cut += 1) {
      expect(["reading", "unknown"], `cut at ${cut}`).toContain(sniff(bytes.subarray(0, cut)).state);
    }
  });

  it("may be followed by other bytes, as some cameras write", () => {
    expect(sniff(Buffer.concat([made[name]!, Buffer.from("SEFT trailer \xff\xd8")]), 5)).toEqual(expected);
  });

  it("survives flipped bytes without throwing", () => {
    const bytes = made[name]!;
    for (let at = 0; at < bytes.length; at += 1) {
      const hurt = Buffer.from(bytes);
      hurt[at] = bytes[at]! ^ 0xff;
      expect(["reading", "unknown", "broken", "complete"]).toContain(sniff(hurt, 64).state);
    }
  });
});

describe("a turned photograph", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("with EXIF orientation %i is as wide as it is displayed", async (orientation) => {
    const bytes = await noise(37, 23).withMetadata({ orientation }).jpeg().toBuffer();
    const turned = orientation >= 5;
    expect(sniff(bytes, 33)).toEqual({
      state: "complete",
      type: "image/jpeg",
      width: turned ? 23 : 37,
      height: turned ? 37 : 23,
    });
    const sniffer = new Sniffer();
    sniffer.push(bytes);
    expect(sniffer.seen.orientation).toBe(orientation);
    const upright = Buffer.from(bytes);
    upright[sniffer.seen.orientationAt!] = 1;
    expect((await sharp(upright).metadata()).orientation).toBe(1);
  });

  it("with a big-endian EXIF is understood too", () => {
    const tiff = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
    const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
    const app1 = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
    const bytes = Buffer.concat([made.jpeg!.subarray(0, 2), app1, made.jpeg!.subarray(2)]);
    expect(sniff(bytes, 3)).toMatchObject({ state: "complete", width: 23, height: 37 });
  });

  it("with megabytes of metadata before the picture is read all the same", () => {
    const app13 = Buffer.concat([Buffer.from([0xff, 0xed, 0xff, 0xff]), Buffer.alloc(65_533, 0xff)]);
    const bytes = Buffer.concat([made.jpeg!.subarray(0, 2), ...Array(40).fill(app13), made.jpeg!.subarray(2)]);
    expect(sniff(bytes, 4_096)).toMatchObject({ state: "complete", width: 37 });
  });
});

describe("what is no picture of ours", () => {
  it.each([
    ["GIF89a\0\0\0\0\0\0\0\0", "unknown"],
    ["\0\0\0\u0018ftypheic\0\0\0\0", "unknown"],
    ["<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"],
    ["%PDF-1.7 .............", "unknown"],
    ["RIFF\0\0\0\0WAVEfmt ....", "unknown"],
    ["RIFF\0\0\0\0WEBPJUNK\0\0\0\0", "broken"],
    ["short", "reading"],
  ])("%j is %s", (text, state) => expect(sniff(Buffer.from(text, "latin1"), 4).state).toBe(state));

  it("a picture of no width is broken", () => {
    const bytes = Buffer.from(made.png!);
    bytes.writeUInt32BE(0, 16);
    expect(sniff(bytes).state).toBe("broken");
  });
});
