import zlib from "node:zlib";
import sharp from "sharp";

export type Rgb = [red: number, green: number, blue: number];

/** What every fixture shows, upright on a white page: four fields of one colour each, two above and two below. */
export const fields: [Rgb, Rgb, Rgb, Rgb] = [
  [200, 40, 40],
  [40, 160, 60],
  [50, 60, 190],
  [210, 200, 60],
];

interface Size {
  width: number;
  height: number;
}

/** The fields as bytes; `of` says what a field's colour becomes. */
export function flag<Pixel extends number[]>({ width, height }: Size, of: (colour: Rgb, field: number) => Pixel) {
  const pixels = fields.map(of);
  const channels = pixels[0]!.length;
  const bytes = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      bytes.set(pixels[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, (y * width + x) * channels);
    }
  }
  return sharp(bytes, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });
}

/** The four fields a picture shows: the mean of the middle of each quarter. */
export function seen(rgb: Uint8Array, { width, height }: Size): Rgb[] {
  return [0, 1, 2, 3].map((field) => {
    const [left, top] = [width * (field % 2 === 0 ? 0.15 : 0.65), height * (field < 2 ? 0.15 : 0.65)].map(Math.floor);
    const sum: Rgb = [0, 0, 0];
    let count = 0;
    for (let y = top!; y < top! + height * 0.2; y++) {
      for (let x = left!; x < left! + width * 0.2; x++, count++) {
        for (let k = 0; k < 3; k++) sum[k]! += rgb[(y * width + x) * 3 + k]!;
      }
    }
    return sum.map((value) => value / count) as Rgb;
  });
}

/** A PNG with the profile put before its pixels, which stay as they are. */
export function withProfile(png: Buffer, profile: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from("test\0\0"), zlib.deflateSync(profile)]);
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write("iCCP", 4);
  data.copy(chunk, 8);
  chunk.writeUInt32BE(zlib.crc32(chunk.subarray(4, -4)), chunk.length - 4);
  // Behind the signature and IHDR.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** A colour space by its primaries in XYZ under D50, and its gamma. */
export interface Space {
  primaries: [Rgb, Rgb, Rgb];
  gamma: number;
}

/** Adobe RGB (1998) and Display P3 as their specifications have them; P3's curve is taken as a plain gamma. */
export const adobeRgb: Space = {
  primaries: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
  gamma: 563 / 256,
};
export const displayP3: Space = {
  primaries: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
  gamma: 2.2,
};
const srgb: [Rgb, Rgb, Rgb] = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
];

/** An ICC profile, version 2.1, of three primaries and a gamma. */
export function profileOf({ primaries, gamma }: Space): Buffer {
  const fixed = (value: number) => {
    const out = Buffer.alloc(4);
    out.writeInt32BE(Math.round(value * 65536));
    return out;
  };
  const xyz = (colour: Rgb) => Buffer.concat([Buffer.from("XYZ \0\0\0\0"), ...colour.map(fixed)]);
  const curve = Buffer.alloc(16);
  curve.write("curv");
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const name = Buffer.alloc(12 + 5 + 79);
  name.write("desc");
  name.writeUInt32BE(5, 8);
  name.write("test", 12);
  const tags: [string, Buffer][] = [
    ["desc", name],
    ["cprt", Buffer.from("text\0\0\0\0none\0\0\0\0")],
    ["wtpt", xyz([0.9642, 1, 0.8249])],
    ["rXYZ", xyz(primaries[0])],
    ["gXYZ", xyz(primaries[1])],
    ["bXYZ", xyz(primaries[2])],
    ...["rTRC", "gTRC", "bTRC"].map((tag): [string, Buffer] => [tag, curve]),
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let at = 128 + table.length;
  tags.forEach(([tag, data], i) => {
    table.write(tag, 4 + i * 12);
    table.writeUInt32BE(at, 8 + i * 12);
    table.writeUInt32BE(data.length, 12 + i * 12);
    at += data.length;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at);
  header.writeUInt32BE(0x02100000, 8);
  header.write("mntrRGB XYZ ", 12);
  header.write("acsp", 36);
  Buffer.concat([0.9642, 1, 0.8249].map(fixed)).copy(header, 68);
  return Buffer.concat([header, table, ...tags.map(([, data]) => data)]);
}

/** The bytes that show an sRGB colour in another space. */
export function inSpace(colour: Rgb, { primaries, gamma }: Space, most: number): Rgb {
  const light = colour.map((value) =>
    value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as Rgb;
  const xyz = [0, 1, 2].map((k) => light.reduce((sum, value, i) => sum + value * srgb[i]![k]!, 0)) as Rgb;
  return solve(primaries, xyz).map((value) => Math.round(most * Math.max(0, value) ** (1 / gamma))) as Rgb;
}

/** Amounts of three primaries that add up to a colour, by Cramer's rule. */
function solve([a, b, c]: Space["primaries"], d: Rgb): Rgb {
  const determinant = (u: Rgb, v: Rgb, w: Rgb) =>
    u[0] * (v[1] * w[2] - v[2] * w[1]) - v[0] * (u[1] * w[2] - u[2] * w[1]) + w[0] * (u[1] * v[2] - u[2] * v[1]);
  const whole = determinant(a, b, c);
  return [determinant(d, b, c) / whole, determinant(a, d, c) / whole, determinant(a, b, d) / whole];
}
