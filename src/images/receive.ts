import { crc32 } from "node:zlib";
import { type ImageType, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from "../contract/images.ts";
import { AppError } from "../http/errors.ts";
import { Sniffer } from "./sniff.ts";

/** What the bytes themselves said. */
export interface Received {
  mimeType: ImageType;
  /** Pixels as displayed. */
  width: number;
  height: number;
  sizeBytes: number;
  crc32: number;
  orientation: number;
  orientationAt: number | null;
}

export const tooLarge = () =>
  new AppError("FILE_TOO_LARGE", "This file is larger than 10 MB. Save it smaller, or as JPEG, and try again.");
export const truncated = () =>
  new AppError("FILE_TRUNCATED", "This file did not arrive whole. Upload it again; if that fails, save it anew first.");
const unsupported = () =>
  new AppError("UNSUPPORTED_IMAGE", "This is not a JPEG, PNG or WebP picture. Export it as one of them and try again.");
export const unreadable = () =>
  new AppError("IMAGE_UNREADABLE", "This picture cannot be opened: it is damaged. Save it anew and try again.");
const tooBig = (width: number, height: number) =>
  new AppError(
    "IMAGE_TOO_BIG",
    `This picture has ${width} × ${height} pixels. Use at most 12,000 on a side and 40 megapixels: make it smaller and try again.`,
  );

/** What already forbids the picture while it is still arriving. */
function refusalSoFar({ state, seen }: Sniffer, size: number): AppError | null {
  if (size > MAX_IMAGE_BYTES) return tooLarge();
  if (state === "unknown") return unsupported();
  if (state === "broken") return unreadable();
  const { width, height } = seen;
  const fits = width <= MAX_IMAGE_SIDE && height <= MAX_IMAGE_SIDE && width * height <= MAX_IMAGE_PIXELS;
  return fits ? null : tooBig(width, height);
}

function refusalAtEnd(sniffer: Sniffer, size: number, declared: number): AppError | null {
  if (size !== declared) return truncated();
  if (sniffer.type === null) return unsupported();
  return sniffer.state === "complete" ? null : truncated();
}

/** Bytes. Each piece costs a turn through JavaScript on its way in and one on its way out, whatever its size. */
const PIECE = 256 * 1_024;

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader({ mode: "byob" });
  for (;;) {
    const { value, done } = await reader.readAtLeast(PIECE, new Uint8Array(PIECE));
    if (value?.length) yield value;
    if (done) return;
  }
}

/**
 * Streams `body` to `key`, counting and sniffing as it passes. The last piece is held back until everything is known, so
 * a refused picture never becomes an object. A refused body is still read to its end (at most 10 MB): a client that is
 * sending would not hear the answer otherwise. Throws the refusal as an AppError.
 */
export async function receive(
  files: R2Bucket,
  key: string,
  body: ReadableStream<Uint8Array>,
  declared: number,
): Promise<Received> {
  const sniffer = new Sniffer();
  const held: Uint8Array[] = [];
  let sink: { writer: WritableStreamDefaultWriter<Uint8Array>; stored: Promise<unknown> } | undefined;
  let refusal: AppError | null = null;
  let size = 0;
  let crc = 0;

  const give = async (keep: number) => {
    if (!sink && sniffer.type !== null && held.length > keep) {
      const { readable, writable } = new FixedLengthStream(declared);
      const stored = files.put(key, readable, { httpMetadata: { contentType: sniffer.type } });
      sink = { writer: writable.getWriter(), stored };
      stored.catch(() => {});
    }
    while (sink && held.length > keep) await sink.writer.write(held.shift()!);
  };
  const abandon = async (reason: unknown) => {
    await sink?.writer.abort(reason).catch(() => {});
    await sink?.stored.catch(() => {});
  };

  try {
    for await (const chunk of pieces(body)) {
      size += chunk.length;
      if (refusal) continue;
      crc = crc32(chunk, crc);
      sniffer.push(chunk);
      held.push(chunk);
      refusal = refusalSoFar(sniffer, size);
      if (!refusal) await give(1);
    }
    refusal ??= refusalAtEnd(sniffer, size, declared);
    if (refusal) throw refusal;
    await give(0);
    await sink?.writer.close();
    await sink?.stored;
  } catch (error) {
    await abandon(error);
    throw error;
  }
  const { width, height, orientation, orientationAt } = sniffer.seen;
  return { mimeType: sniffer.type!, width, height, sizeBytes: size, crc32: crc, orientation, orientationAt };
}
