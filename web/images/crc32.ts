const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** A slice takes about a millisecond: the page stays quick under a finger. */
const SLICE = 256 * 1_024;

/** CRC-32 (ISO 3309) of a file as an unsigned integer, as the Worker takes it. */
export async function crc32(file: Blob): Promise<number> {
  let crc = 0xffffffff;
  for (let at = 0; at < file.size; at += SLICE) {
    const bytes = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
    for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
