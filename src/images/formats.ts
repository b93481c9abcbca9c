import { exifOrientation } from "./exif.ts";

/**
 * What a parser wants next: `take` bytes to look at, `skip` bytes, or everything up to and including a byte (`seek`), but not
 * one before `unless`, as far as that can be seen.
 */
export type Ask = { take: number } | { skip: number } | { seek: number; unless: number };

/** A parser is asked question by question, so that it reads like a file and yet runs over a stream. It returns at the end marker. */
export type Parser = Generator<Ask, void, Uint8Array>;

export interface Seen {
  /** Pixels as displayed: EXIF orientation applied. 0 until known. */
  width: number;
  height: number;
  /** EXIF orientation, 1–8. */
  orientation: number;
  /** Where in the file the orientation's low byte lies; null when there is none. */
  orientationAt: number | null;
  /** Bytes read so far. */
  offset: number;
}

/** The structure contradicts itself. */
export class Broken extends Error {}

const u16 = (bytes: Uint8Array, at: number) => (bytes[at]! << 8) | bytes[at + 1]!;
const u32 = (bytes: Uint8Array, at: number) => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
const u24le = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
const u32le = (bytes: Uint8Array, at: number) => u24le(bytes, at) + bytes[at + 3]! * 16_777_216;
const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

function measured(seen: Seen, width: number, height: number): void {
  if (width === 0 || height === 0) throw new Broken();
  const turned = seen.orientation >= 5;
  seen.width = turned ? height : width;
  seen.height = turned ? width : height;
}

/** https://www.w3.org/TR/png-3/#5DataRep. EXIF in a PNG is ignored, as browsers do. */
export function* png(seen: Seen): Parser {
  yield { skip: 8 };
  for (let first = true; ; first = false) {
    const head = yield { take: 8 };
    const [length, kind] = [u32(head, 0), text(head, 4, 8)];
    if (first !== (kind === "IHDR") || length > 0x7fffffff) throw new Broken();
    if (first) {
      const header = yield { take: 13 };
      measured(seen, u32(header, 0), u32(header, 4));
      yield { skip: length - 13 + 4 };
    } else {
      yield { skip: length + 4 };
    }
    if (kind === "IEND") return;
  }
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/** Start-of-frame markers: C0–CF without tables (C4, CC) and the reserved C8. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers without a length: restarts and TEM. */
const standsAlone = (marker: number) => (marker >= 0xd0 && marker <= SOI) || marker === 0x01;

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B. What follows the end marker, as some phones append, is ignored. */
export function* jpeg(seen: Seen): Parser {
  yield { skip: 2 };
  for (let scanning = false; ; ) {
    // A stuffed FF stands every few hundred bytes: asking at each would double the time of an upload.
    if (scanning) yield { seek: 0xff, unless: 0 };
    else if ((yield { take: 1 })[0] !== 0xff) throw new Broken();
    let marker = 0xff;
    while (marker === 0xff) marker = (yield { take: 1 })[0]!;
    if (scanning && (marker === 0 || standsAlone(marker))) continue;
    scanning = false;
    if (marker === EOI) {
      if (seen.width === 0) throw new Broken();
      return;
    }
    if (marker === 0) throw new Broken();
    if (standsAlone(marker)) continue;
    const length = u16(yield { take: 2 }, 0) - 2;
    if (length < 0) throw new Broken();
    if (marker === APP1) {
      const start = seen.offset;
      const found = exifOrientation(yield { take: length });
      if (found && seen.orientationAt === null) {
        seen.orientation = found.orientation;
        seen.orientationAt = start + found.at;
      }
    } else if (isFrame(marker)) {
      if (length < 6) throw new Broken();
      const frame = yield { take: length };
      measured(seen, u16(frame, 3), u16(frame, 1));
    } else {
      yield { skip: length };
    }
    scanning = marker === SOS;
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container. EXIF in a WebP is ignored, as browsers do. */
export function* webp(seen: Seen): Parser {
  const riff = yield { take: 12 };
  const total = u32le(riff, 4) + 8;
  const kind = text(yield { take: 8 }, 0, 4);
  if (kind === "VP8X") {
    const body = yield { take: 10 };
    measured(seen, u24le(body, 4) + 1, u24le(body, 7) + 1);
  } else if (kind === "VP8L") {
    const body = yield { take: 5 };
    const bits = u32le(body, 1);
    if (body[0] !== 0x2f) throw new Broken();
    measured(seen, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  } else if (kind === "VP8 ") {
    const body = yield { take: 10 };
    if (u24le(body, 3) !== 0x2a019d) throw new Broken();
    measured(seen, u24le(body, 6) & 0x3fff, (body[8]! | (body[9]! << 8)) & 0x3fff);
  } else {
    throw new Broken();
  }
  if (total < seen.offset) throw new Broken();
  yield { skip: total - seen.offset };
}
