import { env } from "cloudflare:workers";
import { crc32, deflateSync } from "node:zlib";

const chunk = (kind: string, body: Uint8Array) => {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(kind, 4, "latin1");
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
};

/** A PNG: left half red, right half a blue of `shade`. */
export function png(width: number, height: number, shade = 200): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows.set(x < width / 2 ? [230, 20, 20] : [20, 20, shade], y * (1 + width * 3) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const end = chunk("IEND", new Uint8Array(0));
  return Uint8Array.from(Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), end]));
}

export async function as(format: "image/jpeg" | "image/webp" | "image/png", bytes: Uint8Array<ArrayBuffer>) {
  const result = await env.IMAGES.input(new Blob([bytes]).stream()).output({ format });
  return new Uint8Array(await result.response().arrayBuffer());
}

/** The JPEG with an EXIF segment of orientation `orientation` put in. */
export function turned(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const exif = Buffer.from(`45786966000049492a000800000001001201030001000000${"00".repeat(8)}`, "hex");
  exif[24] = orientation;
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]);
  return Uint8Array.from(Buffer.concat([head, exif, jpeg.subarray(2)]));
}
