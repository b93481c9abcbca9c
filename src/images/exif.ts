const HEADER = "Exif\0\0";
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/**
 * The orientation in an APP1 segment and where in it the value's low byte lies; null when there is none.
 * TIFF structure: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 4.5 and 4.6.
 */
export function exifOrientation(segment: Uint8Array): { orientation: number; at: number } | null {
  if ([...HEADER].some((letter, at) => segment[at] !== letter.charCodeAt(0))) return null;
  const tiff = new DataView(segment.buffer, segment.byteOffset + HEADER.length, segment.length - HEADER.length);
  if (tiff.byteLength < 8) return null;
  const order = tiff.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const little = order === 0x4949;
  const start = tiff.getUint32(4, little);
  if (start + 2 > tiff.byteLength) return null;
  for (let left = tiff.getUint16(start, little), at = start + 2; left > 0; left -= 1, at += ENTRY_BYTES) {
    if (at + ENTRY_BYTES > tiff.byteLength) return null;
    if (tiff.getUint16(at, little) !== ORIENTATION || tiff.getUint16(at + 2, little) !== SHORT) continue;
    const orientation = tiff.getUint16(at + 8, little);
    if (orientation < 1 || orientation > 8) return null;
    return { orientation, at: HEADER.length + at + 8 + (little ? 0 : 1) };
  }
  return null;
}
