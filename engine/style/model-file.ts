import type { Style } from "./style.ts";

/** The first eight bytes of every model file; the digits are the version of its layout. */
const magic = "ATLSTY03";

const kinds = { Uint8Array, Int16Array, Float32Array };
type Kind = keyof typeof kinds;
type Blob = { $blob: Kind; at: number; length: number };

/**
 * A model file: magic, length of the header as uint32 (little endian), the header in JSON with every typed array
 * replaced by where it lies, then the arrays, each aligned to 8 bytes.
 */
export function pack(style: Style): Uint8Array {
  const blobs: Uint8Array[] = [];
  let size = 0;
  const header = JSON.stringify(style, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const kind = value.constructor.name as Kind;
    const blob: Blob = { $blob: kind, at: size, length: value.byteLength / kinds[kind].BYTES_PER_ELEMENT };
    blobs.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    size += aligned(value.byteLength);
    return blob;
  });
  const text = new TextEncoder().encode(header);
  const start = aligned(12 + text.length);
  const file = new Uint8Array(start + size);
  file.set(new TextEncoder().encode(magic));
  new DataView(file.buffer).setUint32(8, text.length, true);
  file.set(text, 12);
  let at = start;
  for (const blob of blobs) {
    file.set(blob, at);
    at += aligned(blob.length);
  }
  return file;
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** @throws Error if the bytes are no model file of this version */
export function unpack(file: Uint8Array): Style {
  const bytes = file.slice();
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== magic) {
    throw new Error("The model file was not made by this version of the local engine: train the style again.");
  }
  const length = new DataView(bytes.buffer).getUint32(8, true);
  const start = aligned(12 + length);
  const isBlob = (value: unknown): value is Blob => typeof value === "object" && value !== null && "$blob" in value;
  return JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)), (_, value: unknown) =>
    isBlob(value) ? new kinds[value.$blob](bytes.buffer, start + value.at, value.length) : value,
  );
}
