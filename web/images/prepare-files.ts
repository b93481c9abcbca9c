import { conversionOf } from "./readiness/conversion.ts";
import { HEAD, readHeader } from "./readiness/dimensions.ts";

export interface Prepared {
  /** Those that can be sent, in the order they came; the ones that needed it converted. */
  files: File[];
  /** What was done, one sentence each. */
  words: string[];
  /** Sentences for those that could not be converted and stay out. */
  refused: string[];
}

/** How many files need work, and how many are through. */
export type Progress = (done: number, total: number) => void;

const needsWork = async (file: File): Promise<boolean> => {
  const head = await file
    .slice(0, HEAD)
    .arrayBuffer()
    .catch(() => undefined);
  return head !== undefined && conversionOf(readHeader(head), file.size) !== undefined;
};

/**
 * Turns HEIC into JPEG and makes too large pictures smaller, in the worker; everything else passes untouched, also what is no picture:
 * that is judged where all files are. The worker is only started when a file needs it.
 */
export async function prepareFiles(incoming: readonly File[], onProgress?: Progress): Promise<Prepared> {
  const needing = await Promise.all(incoming.map(needsWork));
  const total = needing.filter(Boolean).length;
  if (total === 0) return { files: [...incoming], words: [], refused: [] };
  const { workbench } = await import("./readiness/workbench.ts");
  const files: File[] = [];
  const words: string[] = [];
  const refused: string[] = [];
  let done = 0;
  for (const [at, file] of incoming.entries()) {
    if (!needing[at]) {
      files.push(file);
      continue;
    }
    onProgress?.(done, total);
    const converted = await workbench()
      .ask("convert", { file })
      .catch(() => undefined);
    done += 1;
    if (converted) (converted.done ? words : refused).push(converted.word);
    if (converted?.done) files.push(new File([converted.file], converted.name, { type: converted.file.type }));
    // A browser that cannot convert lets the file's own refusal say what to do.
    if (!converted) files.push(file);
  }
  onProgress?.(total, total);
  return { files, words, refused };
}
