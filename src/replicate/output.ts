import { readBounded } from "./bounded.ts";

/** A result that could not be fetched from the provider. */
export class OutputError extends Error {
  /** It is not there, or no longer: a new look at the run may name another place. */
  readonly missing: boolean;

  constructor(reason: string, missing: boolean) {
    super(reason);
    this.name = "OutputError";
    this.missing = missing;
  }
}

export interface Output {
  body: ReadableStream<Uint8Array>;
  /** Bytes; null when the provider does not say. */
  size: number | null;
}

/** Opens a file of a finished run, to be read whole within `timeoutMs`. Throws OutputError when it is gone or too large. */
export async function openOutput(url: string, maxBytes: number, timeoutMs: number): Promise<Output> {
  let answer: Response;
  try {
    // Without compression the length is the file's.
    const headers = { "Accept-Encoding": "identity" };
    answer = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new OutputError(`not heard: ${String(error)}`, false);
  }
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw new OutputError(`HTTP ${answer.status}`, [403, 404, 410].includes(answer.status));
  }
  const length = answer.headers.get("Content-Length");
  const size = length === null ? null : Number(length);
  if (size !== null && !(size > 0 && size <= maxBytes)) {
    await answer.body.cancel();
    throw new OutputError(`a length of ${size} bytes, at most ${maxBytes} are taken`, false);
  }
  return { body: answer.body, size };
}

/** Whether these are the first bytes of a WebP file. */
export const isWebp = (bytes: Uint8Array): boolean => {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  return text(0, 4) === "RIFF" && text(8, 12) === "WEBP";
};

const MAX_PICTURE_BYTES = 40_000_000;
/** Shorter than the time after which its copying is taken for dead. */
const PICTURE_TIMEOUT_MS = 60_000;

/** Fetches a finished picture whole: it is needed twice, for its thumbnail and for itself. */
export async function fetchPicture(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const { body, size } = await openOutput(url, MAX_PICTURE_BYTES, PICTURE_TIMEOUT_MS);
  const bytes = await readBounded(body, MAX_PICTURE_BYTES);
  if (!bytes) throw new OutputError(`more than ${MAX_PICTURE_BYTES} bytes`, false);
  if (size !== null && bytes.length !== size) throw new OutputError(`${bytes.length} of ${size} bytes came`, false);
  if (!isWebp(bytes)) throw new OutputError("not a WebP picture", false);
  return bytes;
}
