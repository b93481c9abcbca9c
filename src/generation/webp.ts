/** https://developers.google.com/speed/webp/docs/riff_container */
const RIFF_HEAD = 12;
const CHUNK_HEAD = 8;
/** RIFF head and a whole VP8X chunk, or enough of a plain picture to know its size. */
export const HEAD_BYTES = 30;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const kindAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const padded = (size: number) => size + (size % 2);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The picture without EXIF and XMP, where places, cameras and other people's words are kept; the same bytes when it has none. */
export function withoutMetadata(webp: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = viewOf(webp);
  const kept: Uint8Array[] = [];
  let dropped = false;
  for (let at = RIFF_HEAD; at + CHUNK_HEAD <= webp.length; ) {
    const end = Math.min(webp.length, at + CHUNK_HEAD + padded(view.getUint32(at + 4, true)));
    const kind = kindAt(webp, at);
    if (kind === "EXIF" || kind === "XMP ") dropped = true;
    else kept.push(webp.slice(at, end));
    at = end;
  }
  if (!dropped) return webp;
  const [first] = kept;
  if (first && kindAt(first, 0) === "VP8X") first[CHUNK_HEAD] = first[CHUNK_HEAD]! & ~(EXIF_FLAG | XMP_FLAG);
  const whole = joined([webp.slice(0, RIFF_HEAD), ...kept]);
  viewOf(whole).setUint32(4, whole.length - CHUNK_HEAD, true);
  return whole;
}

/** How a stored file is sent with more in it: `before`, then its bytes from `skip` on, then `after`. */
export interface Envelope {
  before: Uint8Array;
  skip: number;
  after: Uint8Array;
  length: number;
}

function xmpChunk(xmp: string): Uint8Array {
  const text = new TextEncoder().encode(xmp);
  const chunk = new Uint8Array(CHUNK_HEAD + padded(text.length));
  chunk.set(new TextEncoder().encode("XMP "));
  viewOf(chunk).setUint32(4, text.length, true);
  chunk.set(text, CHUNK_HEAD);
  return chunk;
}

/** Width and height minus one and whether there is transparency, from a plain picture's own head; null when it is neither kind. */
function measure(head: Uint8Array): { width: number; height: number; alpha: boolean } | null {
  const view = viewOf(head);
  switch (kindAt(head, RIFF_HEAD)) {
    case "VP8 ":
      return {
        width: (view.getUint16(26, true) & 0x3fff) - 1,
        height: (view.getUint16(28, true) & 0x3fff) - 1,
        alpha: false,
      };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: bits & 0x3fff, height: (bits >>> 14) & 0x3fff, alpha: ((bits >>> 28) & 1) === 1 };
    }
    default:
      return null;
  }
}

/**
 * Puts an XMP packet into a WebP file of `size` bytes without reading more of it than its first {@link HEAD_BYTES}.
 * Null for a file that is not WebP or has a packet already: it is then sent as it is.
 */
export function withXmp(head: Uint8Array, size: number, xmp: string): Envelope | null {
  if (head.length < HEAD_BYTES || kindAt(head, 0) !== "RIFF" || kindAt(head, 8) !== "WEBP") return null;
  const after = xmpChunk(xmp);
  const extended = kindAt(head, RIFF_HEAD) === "VP8X";
  const before = new Uint8Array(HEAD_BYTES);
  before.set(head.subarray(0, extended ? HEAD_BYTES : RIFF_HEAD));
  if (extended) {
    if ((head[20]! & XMP_FLAG) !== 0) return null;
    before[20] = head[20]! | XMP_FLAG;
  } else {
    const seen = measure(head);
    if (!seen) return null;
    before.set(new TextEncoder().encode("VP8X"), RIFF_HEAD);
    const view = viewOf(before);
    view.setUint32(16, 10, true);
    view.setUint8(20, XMP_FLAG | (seen.alpha ? ALPHA_FLAG : 0));
    view.setUint16(24, seen.width, true);
    view.setUint16(27, seen.height, true);
  }
  const skip = extended ? HEAD_BYTES : RIFF_HEAD;
  const odd = size % 2;
  const tail = odd === 0 ? after : joined([new Uint8Array(1), after]);
  const length = before.length + size - skip + tail.length;
  viewOf(before).setUint32(4, length - CHUNK_HEAD, true);
  return { before, skip, after: tail, length };
}
