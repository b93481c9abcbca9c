/** One file of the archive; its CRC-32 is known before its bytes are read. */
export interface ZipEntry {
  /** ASCII. */
  name: string;
  sizeBytes: number;
  crc32: number;
}

/** Stored, not compressed: pictures do not shrink, and nothing but these headers is computed while streaming. */
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;

/** Version 2.0, no flags, stored, 1980-01-01 00:00: the same list gives the same bytes. */
const VERSION = 20;
const DATE = 0x0021;

const named = (size: number, name: string) => {
  const bytes = new Uint8Array(size + name.length);
  new TextEncoder().encodeInto(name, bytes.subarray(size));
  return { bytes, view: new DataView(bytes.buffer) };
};

/** The fields that the local and the central header share, from "version needed" on. */
function describe(view: DataView, at: number, entry: ZipEntry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, entry.crc32, true);
  view.setUint32(at + 14, entry.sizeBytes, true);
  view.setUint32(at + 18, entry.sizeBytes, true);
  view.setUint16(at + 22, entry.name.length, true);
}

/** What stands before an entry's bytes. APPNOTE.TXT 4.3.7. */
export function localHeader(entry: ZipEntry): Uint8Array {
  const { bytes, view } = named(LOCAL_BYTES, entry.name);
  view.setUint32(0, 0x04034b50, true);
  describe(view, 4, entry);
  return bytes;
}

/** What stands after the last entry. APPNOTE.TXT 4.3.12 and 4.3.16. */
export function directory(entries: readonly ZipEntry[]): Uint8Array {
  let offset = 0;
  const parts = entries.map((entry) => {
    const { bytes, view } = named(CENTRAL_BYTES, entry.name);
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, VERSION, true);
    describe(view, 6, entry);
    view.setUint32(42, offset, true);
    offset += LOCAL_BYTES + entry.name.length + entry.sizeBytes;
    return bytes;
  });
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(size + END_BYTES);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const end = new DataView(whole.buffer, size);
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return whole;
}

/** Exact length of the archive. Without ZIP64: fewer than 65,536 entries and less than 4 GiB, which 40 pictures of 10 MB keep. */
export const zipLength = (entries: readonly ZipEntry[]): number =>
  entries.reduce(
    (sum, { name, sizeBytes }) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + sizeBytes,
    END_BYTES,
  );
