import type { StyleImage } from "#contract/images";
import { crc32 } from "./crc32.ts";

/** A file the style has already, or will have. */
export interface Known {
  /** Bytes. */
  size: number;
  /** What the artist calls it. */
  name: string;
  crc: () => Promise<number>;
}

export const knownImage = ({ sizeBytes, crc32: crc, caption, filename }: StyleImage): Known => ({
  size: sizeBytes,
  name: caption || filename,
  crc: () => Promise.resolve(crc),
});

export function knownFile(file: File): Known {
  let crc: Promise<number> | undefined;
  return {
    size: file.size,
    name: file.name,
    crc: () => {
      crc ??= crc32(file);
      return crc;
    },
  };
}

/**
 * Parts files that are new from those the style has byte for byte, and says which. Only files of the same size are read,
 * so nearly always none is.
 */
export async function withoutSame(
  incoming: readonly File[],
  known: readonly Known[],
): Promise<{ files: File[]; same: string[] }> {
  const all = [...known];
  const files: File[] = [];
  const same: string[] = [];
  for (const file of incoming) {
    const one = knownFile(file);
    const twin = await firstEqual(
      one,
      all.filter(({ size }) => size === one.size),
    );
    if (twin) same.push(`${file.name} is the same file as “${twin.name}”. It hangs once.`);
    else {
      files.push(file);
      all.push(one);
    }
  }
  return { files, same };
}

async function firstEqual(one: Known, others: readonly Known[]): Promise<Known | undefined> {
  for (const other of others) {
    const equal = await Promise.all([one.crc(), other.crc()]).then(
      ([a, b]) => a === b,
      // A file that cannot be read is judged where it is sent.
      () => false,
    );
    if (equal) return other;
  }
  return undefined;
}
