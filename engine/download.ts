import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { within } from "./within.ts";

/** Milliseconds one download may take. */
const PATIENCE = 10 * 60_000;

/**
 * Brings what a URL or data URI names into a file.
 * @param limit bytes
 * @returns bytes written. Throws an Error with a sentence that never shows the URL's query, which may hold a signature.
 */
export async function download(url: string, file: string, limit: number, signal: AbortSignal): Promise<number> {
  let size = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      done(size > limit ? new Error(`${shown(url)} is larger than ${Math.floor(limit / 1e6)} MB.`) : null, chunk);
    },
  });
  await pipeline(await open(url, signal), counter, createWriteStream(file), { signal });
  return size;
}

/** As `download`, into memory. */
export async function downloadBytes(url: string, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await open(url, signal)) {
    size += chunk.length;
    if (size > limit) throw new Error(`${shown(url)} is larger than ${Math.floor(limit / 1e6)} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function open(url: string, signal: AbortSignal): Promise<Readable> {
  if (url.startsWith("data:")) return Readable.from([decode(url)]);
  if (!/^https?:\/\//i.test(url)) throw new Error(`${shown(url)} is not a URL that can be fetched.`);
  const patience = within(signal, PATIENCE);
  let answer: Response;
  try {
    answer = await fetch(url, { signal: patience });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(`${shown(url)} could not be fetched.`);
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`${shown(url)} answered ${answer.status} ${answer.statusText}.`.replace(/ \.$/, "."));
  }
  return answer.body ? Readable.fromWeb(answer.body as never) : Readable.from([]);
}

function decode(uri: string): Uint8Array {
  const comma = uri.indexOf(",");
  if (comma < 0) throw new Error("A data URI needs a comma before its data.");
  const data = uri.slice(comma + 1);
  if (/;base64$/i.test(uri.slice(0, comma))) return Buffer.from(data, "base64");
  return Buffer.from(decodeURIComponent(data));
}

function shown(url: string): string {
  return url.startsWith("data:") ? "The data URI" : (url.split(/[?#]/)[0] ?? url);
}
