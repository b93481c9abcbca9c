import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { noise } from "./ground.ts";

export interface Specimen {
  name: string;
  bytes: Buffer;
  /** What must become of it; `either` is left to the decoder, which may make something of it. */
  fate: "taken" | "refused" | "either";
}

function chunk(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}

/** A PNG whose header says what it likes. */
function pngOf(width: number, height: number, pixels: Buffer, depth = 8, colour = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

const insertAfterHeader = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
const patched = (bytes: Buffer, at: number, value: number, size: 2 | 4 = 2) => {
  const copy = Buffer.from(bytes);
  if (size === 2) copy.writeUInt16BE(value, at);
  else copy.writeUInt32BE(value, at);
  return copy;
};

/** Broken, lying, hostile and merely odd pictures. */
export async function corpus(): Promise<Specimen[]> {
  const base = noise(120);
  const [jpeg, png, webp, gif, tiff, avif] = await Promise.all([
    base.clone().jpeg().toBuffer(),
    base.clone().png().toBuffer(),
    base.clone().webp().toBuffer(),
    base.clone().gif().toBuffer(),
    base.clone().tiff().toBuffer(),
    base.clone().avif().toBuffer(),
  ]);
  const taken = (name: string, bytes: Buffer): Specimen => ({ name, bytes, fate: "taken" });
  const refused = (name: string, bytes: Buffer | string): Specimen => ({
    name,
    bytes: Buffer.from(bytes as string),
    fate: "refused",
  });
  const either = (name: string, bytes: Buffer): Specimen => ({ name, bytes, fate: "either" });
  const sof = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const gps = {
    IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 0/1" },
  };
  const html = "<html><script>alert(document.domain)</script></html>";

  const broken = Object.entries({ jpeg, png, webp }).flatMap(([type, bytes]) => [
    ...[0.02, 0.3, 0.6, 0.95].map((share) => refused(`${type} cut at ${share}`, cut(bytes, share))),
    (type === "webp" ? either : refused)(
      `${type} of zeros after its head`,
      Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(bytes.length)]),
    ),
    (type === "webp" ? either : refused)(
      `${type} whose middle is noise`,
      Buffer.concat([bytes.subarray(0, 30), Buffer.from(bytes.subarray(30)).reverse()]),
    ),
  ]);
  const others = [
    ...Object.entries({ gif, tiff, avif }).map(([type, bytes]) => refused(type, bytes)),
    refused("SVG", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
    refused(
      "SVG behind a BOM",
      `\ufeff<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>`,
    ),
    refused("HTML", html),
    refused("PDF", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"),
    refused("ZIP", Buffer.from("504b0506000000000000000000000000000000000000", "hex")),
    refused("program", Buffer.concat([Buffer.from("7f454c46", "hex"), Buffer.alloc(200)])),
    refused("BMP", Buffer.concat([Buffer.from("BM"), Buffer.alloc(100)])),
    refused("text", "not a picture"),
    refused("one byte", "x"),
    refused("JPEG's two first bytes", Buffer.from([0xff, 0xd8])),
    refused("PNG's signature alone", png.subarray(0, 8)),
    refused("RIFF that is a WAV", Buffer.concat([Buffer.from("RIFF$   WAVEfmt "), Buffer.alloc(60)])),
  ];
  const lying = [
    refused("PNG of 65,535 × 65,535", pngOf(65_535, 65_535, deflateSync(Buffer.alloc(100)))),
    refused("PNG of 2³¹ − 1 squared", pngOf(2 ** 31 - 1, 2 ** 31 - 1, deflateSync(Buffer.alloc(100)))),
    refused("PNG of nothing", pngOf(0, 0, deflateSync(Buffer.alloc(0)))),
    refused("PNG wider than 12,000", pngOf(12_001, 1, deflateSync(Buffer.alloc(12_001 * 3 + 1)))),
    refused("PNG of more than 40 megapixels", pngOf(8_000, 5_001, deflateSync(Buffer.alloc(100)))),
    refused("PNG with too little data", pngOf(200, 200, deflateSync(Buffer.alloc(100)))),
    refused("PNG of colour type 7", pngOf(10, 10, deflateSync(Buffer.alloc(310)), 8, 7)),
    refused("PNG whose data is not deflated", pngOf(10, 10, Buffer.alloc(310, 7))),
    refused("PNG without data", Buffer.concat([png.subarray(0, 33), chunk("IEND", Buffer.alloc(0))])),
    refused("PNG with a chunk longer than itself", patched(png, 33, 0x7fffffff, 4)),
    refused("JPEG of 65,535 × 65,535", patched(patched(jpeg, sof + 5, 65_535), sof + 7, 65_535)),
    refused("JPEG of no height", patched(jpeg, sof + 5, 0)),
    refused("JPEG without its tables", Buffer.concat([jpeg.subarray(0, 20), jpeg.subarray(sof)])),
    refused(
      "WebP whose length lies",
      (() => {
        const copy = Buffer.from(webp);
        copy.writeUInt32LE(0x7fffffff, 4);
        return copy;
      })(),
    ),
    refused("flat bomb of 12,000 × 12,000", pngOf(12_000, 12_000, deflateSync(Buffer.alloc((12_000 * 36_001) / 8)))),
  ];
  const bombText = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
  const polyglots = [
    taken(
      "JPEG with a page in its comment",
      Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.from([0xff, 0xfe, 0, html.length + 2]),
        Buffer.from(html),
        jpeg.subarray(2),
      ]),
    ),
    taken("PNG with a page in its text", insertAfterHeader(png, chunk("tEXt", Buffer.from(`Comment\0${html}`)))),
    either(
      "PNG with a text that unpacks to 200 MB",
      insertAfterHeader(png, chunk("zTXt", Buffer.concat([Buffer.from("bomb\0\0"), bombText]))),
    ),
  ];
  const odd = [
    taken("JPEG", jpeg),
    taken("PNG", png),
    taken("WebP", webp),
    taken("CMYK JPEG", await base.clone().toColourspace("cmyk").jpeg().toBuffer()),
    taken("grey JPEG", await base.clone().greyscale().jpeg().toBuffer()),
    taken("progressive JPEG", await base.clone().jpeg({ progressive: true }).toBuffer()),
    taken("16-bit PNG", await base.clone().toColourspace("rgb16").png().toBuffer()),
    taken("interlaced PNG", await base.clone().png({ progressive: true }).toBuffer()),
    taken("PNG with a palette", await base.clone().png({ palette: true }).toBuffer()),
    taken("PNG with alpha", await base.clone().ensureAlpha(0.4).png().toBuffer()),
    taken("lossless WebP", await base.clone().webp({ lossless: true }).toBuffer()),
    taken("WebP with alpha", await base.clone().ensureAlpha(0.4).webp().toBuffer()),
    taken("JPEG with GPS", await base.clone().withExif(gps).jpeg().toBuffer()),
    taken("WebP with GPS", await base.clone().withExif(gps).webp().toBuffer()),
    taken("PNG with GPS", await base.clone().withExif(gps).png().toBuffer()),
    taken("JPEG with a profile", await base.clone().withIccProfile("p3").jpeg().toBuffer()),
    ...(await Promise.all(
      [2, 3, 4, 5, 6, 7, 8].map(async (orientation) =>
        taken(`JPEG of orientation ${orientation}`, await base.clone().withMetadata({ orientation }).jpeg().toBuffer()),
      ),
    )),
    taken("picture of one pixel", await noise(1).png().toBuffer()),
    taken("picture of 12,000 × 1", await base.clone().resize(12_000, 1, { fit: "fill" }).png().toBuffer()),
    taken(
      "flat 39 megapixels",
      await sharp({ create: { width: 7_800, height: 5_000, channels: 3, background: "#456" } })
        .png()
        .toBuffer(),
    ),
    taken("animated PNG", insertAfterHeader(png, chunk("acTL", Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])))),
    taken(
      "animated WebP",
      await sharp([await noise(64).png().toBuffer(), await noise(64).png().toBuffer()], { join: { animated: true } })
        .webp({ loop: 0 })
        .toBuffer(),
    ),
  ];
  return [...broken, ...others, ...lying, ...polyglots, ...odd];
}
