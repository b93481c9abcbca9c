export type Format = "jpeg" | "png" | "webp" | "heic";

export interface Header {
  format: Format;
  /** Pixels as stored, not turned; absent where the header does not tell within the bytes given. */
  width?: number;
  height?: number;
}

/** Bytes of a file's head that are enough; camera JPEGs carry a thumbnail and a profile before their size. */
export const HEAD = 262_144;

const text = (bytes: DataView, at: number, length: number) => {
  let out = "";
  for (let i = at; i < at + length && i < bytes.byteLength; i++) out += String.fromCharCode(bytes.getUint8(i));
  return out;
};

/** Brands of ISO 23008-12 (HEIF) whose pictures are HEVC; `mif1` and `msf1` are written by some phones as the first brand. */
const heic = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

/** Start-of-frame markers hold the size; C4, C8 and CC are tables. ITU-T T.81, table B.1. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpeg(bytes: DataView): Header {
  let at = 2;
  while (at + 9 <= bytes.byteLength && bytes.getUint8(at) === 0xff) {
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { format: "jpeg", height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    else at += 2 + bytes.getUint16(at + 2);
  }
  return { format: "jpeg" };
}

const three = (bytes: DataView, at: number) => bytes.getUint16(at, true) | (bytes.getUint8(at + 2) << 16);

/** RFC 9649: the first chunk says which of three layouts holds the size. */
function webp(bytes: DataView): Header {
  if (bytes.byteLength < 30) return { format: "webp" };
  const chunk = text(bytes, 12, 4);
  if (chunk === "VP8X") return { format: "webp", width: three(bytes, 24) + 1, height: three(bytes, 27) + 1 };
  if (chunk === "VP8L") {
    const packed = bytes.getUint32(21, true);
    return { format: "webp", width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
  }
  return { format: "webp", width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
}

/** What a file is by its first bytes, whatever its name says; undefined when it is none of the pictures we know. */
export function readHeader(buffer: ArrayBuffer): Header | undefined {
  const bytes = new DataView(buffer);
  if (bytes.byteLength < 12) return undefined;
  if (bytes.getUint16(0) === 0xffd8) return jpeg(bytes);
  if (bytes.getUint32(0) === 0x89504e47) {
    return bytes.byteLength < 24
      ? { format: "png" }
      : { format: "png", width: bytes.getUint32(16), height: bytes.getUint32(20) };
  }
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 4) === "WEBP") return webp(bytes);
  if (text(bytes, 4, 4) !== "ftyp") return undefined;
  const end = Math.min(bytes.byteLength, bytes.getUint32(0));
  const brands = [text(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(bytes, at, 4));
  if (brands.includes("avif") || brands.includes("avis")) return undefined;
  return brands.some((brand) => heic.has(brand)) ? { format: "heic" } : undefined;
}
