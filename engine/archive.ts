export interface TarEntry {
  name: string;
  bytes: Uint8Array;
}

const BLOCK = 512;
const encoder = new TextEncoder();

/** A POSIX ustar archive of plain files. Names are at most 100 ASCII characters. */
export function writeTar(entries: TarEntry[], modified: number): Uint8Array {
  const sizes = entries.map(({ bytes }) => BLOCK + Math.ceil(bytes.length / BLOCK) * BLOCK);
  const tar = new Uint8Array(sizes.reduce((sum, size) => sum + size, 2 * BLOCK));
  let offset = 0;
  entries.forEach(({ name, bytes }, index) => {
    tar.set(header(name, bytes.length, modified), offset);
    tar.set(bytes, offset + BLOCK);
    offset += sizes[index] ?? 0;
  });
  return tar;
}

function header(name: string, size: number, modified: number): Uint8Array {
  if (name.length > 100) throw new Error(`The name ${name} is too long for a tar.`);
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(encoder.encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  put(0, name);
  put(100, `${octal(0o644, 7)}\0`);
  put(108, `${octal(0, 7)}\0`);
  put(116, `${octal(0, 7)}\0`);
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(Math.floor(modified / 1000), 11)}\0`);
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\x0000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}

export function isTar(bytes: Uint8Array): boolean {
  return text(bytes, 257, 5) === "ustar";
}

/** The plain files of a tar. Throws an Error with a sentence when it is cut short. */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = [];
  for (let offset = 0; offset + BLOCK <= bytes.length && bytes[offset] !== 0; ) {
    const block = bytes.subarray(offset, offset + BLOCK);
    const size = Number.parseInt(text(block, 124, 12), 8) || 0;
    const start = offset + BLOCK;
    if (start + size > bytes.length) throw new Error("The tar file is cut short.");
    const kind = text(block, 156, 1);
    const prefix = text(block, 345, 155);
    const name = prefix === "" ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
    if (kind === "0" || kind === "") entries.push({ name, bytes: bytes.subarray(start, start + size) });
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const part = bytes.subarray(start, start + length);
  const end = part.indexOf(0);
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end)).trim();
}
