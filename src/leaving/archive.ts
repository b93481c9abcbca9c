/** One file as it was written: known in full only after its bytes. */
export interface Written {
  /** UTF-8, with `/` between folders. */
  name: string;
  crc32: number;
  sizeBytes: number;
  /** Where its local header begins. */
  offset: number;
}

/**
 * Stored, not compressed: pictures do not shrink. Bit 3: sizes follow the bytes, since nothing is read twice; bit 11: names
 * are UTF-8. APPNOTE.TXT 4.4.4.
 */
const FLAGS = 0x0808;
/** 4.5: reads ZIP64, which is needed beyond 4 GiB and 65,535 files. */
const VERSION = 45;
/** 1980-01-01. */
const DATE = 0x0021;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;

type Field = [bytes: 2 | 4 | 8, value: number];

/** Little-endian, as everything in a ZIP. */
function pack(fields: readonly Field[], tail: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const size = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const whole = new Uint8Array(size + tail.length);
  const view = new DataView(whole.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  whole.set(tail, size);
  return whole;
}

const bytesOf = (name: string) => new TextEncoder().encode(name);

/** What stands before a file's bytes. 4.3.7. */
export function fileHeader(name: string): Uint8Array<ArrayBuffer> {
  const named = bytesOf(name);
  const head: Field[] = [
    [4, 0x04034b50],
    [2, VERSION],
    [2, FLAGS],
    [2, 0],
    [2, 0],
    [2, DATE],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, named.length],
    [2, 0],
  ];
  return pack(head, named);
}

/** What stands after a file's bytes; no file is larger than 4 GiB. 4.3.9. */
export const fileFooter = ({ crc32, sizeBytes }: Written): Uint8Array<ArrayBuffer> =>
  pack([
    [4, 0x08074b50],
    [4, crc32],
    [4, sizeBytes],
    [4, sizeBytes],
  ]);

/** 4.3.12; a file that begins beyond 4 GiB says so in a ZIP64 field, 4.5.3. */
function directoryEntry({ name, crc32, sizeBytes, offset }: Written): Uint8Array {
  const named = bytesOf(name);
  const far = offset >= MAX_32;
  const extra = far
    ? pack([
        [2, 0x0001],
        [2, 8],
        [8, offset],
      ])
    : new Uint8Array(0);
  const tail = new Uint8Array(named.length + extra.length);
  tail.set(named);
  tail.set(extra, named.length);
  const head: Field[] = [
    [4, 0x02014b50],
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, 0],
    [2, 0],
    [2, DATE],
    [4, crc32],
    [4, sizeBytes],
    [4, sizeBytes],
    [2, named.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, far ? MAX_32 : offset],
  ];
  return pack(head, tail);
}

/** What ends the archive, a piece at a time; `start` is how many bytes stand before it. 4.3.14 to 4.3.16. */
export function* archiveEnd(files: readonly Written[], start: number): Generator<Uint8Array> {
  let size = 0;
  for (const file of files) {
    const entry = directoryEntry(file);
    size += entry.length;
    yield entry;
  }
  const end = start + size;
  if (start >= MAX_32 || files.length >= MAX_16) {
    yield pack([
      [4, 0x06064b50],
      [8, 44],
      [2, VERSION],
      [2, VERSION],
      [4, 0],
      [4, 0],
      [8, files.length],
      [8, files.length],
      [8, size],
      [8, start],
    ]);
    yield pack([
      [4, 0x07064b50],
      [4, 0],
      [8, end],
      [4, 1],
    ]);
  }
  yield pack([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(files.length, MAX_16)],
    [2, Math.min(files.length, MAX_16)],
    [4, Math.min(size, MAX_32)],
    [4, Math.min(start, MAX_32)],
    [2, 0],
  ]);
}
