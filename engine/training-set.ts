import type { Readable } from "node:stream";
import zlib from "node:zlib";
import sharp from "sharp";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import type { Picture } from "./style/studio.ts";

export interface SetRules {
  /** Empty for none. */
  triggerWord: string;
  autocaption: boolean;
  tell(text: string): void;
  signal: AbortSignal;
}

/** What the bytes must be, whatever the name says. */
const formats = new Set(["jpeg", "png", "webp"]);
const trained = /\.(?:jpe?g|png|webp)$/i;
/** Bytes; a zip that unpacks to more is refused before it fills the memory. */
const LARGEST_SET = 2_000_000_000;

/**
 * Reads a training set as the real trainer does: folders or flat, `__MACOSX/` and `._` files at the top skipped,
 * JPEG, PNG and WebP trained, the caption in a .txt of the same stem, the trigger word put into it. What the real one
 * passes over in silence is refused here: a broken picture, and a caption whose picture is missing.
 * Throws an Error in the trainer's words that names the file.
 */
export async function readTrainingSet(file: string, rules: SetRules): Promise<Picture[]> {
  const files = await unzip(file, rules.signal);
  rules.tell(`Extracted ${files.size} files from zip to input_images\n`);
  const names = [...files.keys()].filter((name) => trained.test(name)).sort();
  if (names.length === 0) throw new Error("no images found in input_images");
  const stems = new Set(names.map((name) => name.replace(trained, "")));
  for (const name of files.keys()) {
    const alone = /^(.*)\.txt$/.exec(name)?.[1];
    if (alone !== undefined && !stems.has(alone)) throw new Error(`The picture of input_images/${name} is missing.`);
  }

  const pictures: Picture[] = [];
  for (const name of names) {
    rules.signal.throwIfAborted();
    const bytes = files.get(name) ?? new Uint8Array();
    const text = files.get(name.replace(trained, ".txt"));
    if (rules.autocaption && text) rules.tell(`input_images/${name} is already captioned\n`);
    if (!(await isPicture(bytes))) throw new Error(`cannot identify image file 'input_images/${name}'`);
    if (rules.autocaption && !text) rules.tell(`No caption for input_images/${name}: the local engine writes none\n`);
    pictures.push({ name, bytes, caption: captionOf(text, rules.triggerWord) });
  }
  return pictures;
}

/** The trigger word takes the place of `[trigger]` and `[name]`, or the front when it is nowhere. */
export function captionOf(text: Uint8Array | undefined, triggerWord: string): string | null {
  if (!text) return null;
  const caption = new TextDecoder().decode(text).trim();
  if (triggerWord === "") return caption;
  const filled = caption.replaceAll("[trigger]", triggerWord).replaceAll("[name]", triggerWord);
  return filled.includes(triggerWord) ? filled : `${triggerWord} ${filled}`.trim();
}

async function isPicture(bytes: Uint8Array): Promise<boolean> {
  try {
    const { format } = await sharp(bytes).metadata();
    return formats.has(format);
  } catch {
    return false;
  }
}

async function unzip(file: string, signal: AbortSignal): Promise<Map<string, Uint8Array>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file);
  } catch {
    throw new Error("input_images must be a zip file");
  }
  const files = new Map<string, Uint8Array>();
  let size = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const name = entry.fileName;
      if (name.endsWith("/") || name.startsWith("__MACOSX/") || name.startsWith("._")) continue;
      size += entry.uncompressedSize;
      if (size > LARGEST_SET) throw new Error(`input_images is larger than ${LARGEST_SET / 1e9} GB unpacked`);
      const wanted = trained.test(name) || name.endsWith(".txt");
      files.set(name, wanted ? await unpack(zip, entry, signal) : new Uint8Array());
    }
  } finally {
    zip.close();
  }
  return files;
}

/** The bytes lie in memory of their own, so that they can be handed to a thread without a copy. */
async function unpack(zip: ZipFile, entry: Entry, signal: AbortSignal): Promise<Uint8Array> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const bytes = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  let crc = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    bytes.set(chunk, at);
    at += chunk.length;
    // Node gained crc32 in 20.15; an older one goes without this check.
    if (typeof zlib.crc32 === "function") crc = zlib.crc32(chunk, crc);
  }
  if (typeof zlib.crc32 === "function" && crc !== entry.crc32) {
    throw new Error(`Bad CRC-32 for file '${entry.fileName}'`);
  }
  return bytes;
}
