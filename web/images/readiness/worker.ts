import { CONVERTED_QUALITY, conversionOf, convertedName, convertedSize, refusalOf, wordOf } from "./conversion.ts";
import { decode, encode, readPixels, Unable } from "./decode.ts";
import { HEAD, readHeader } from "./dimensions.ts";
import { decodeHeic } from "./heic.ts";
import { judge } from "./judge.ts";
import { type Measures, measure } from "./measure.ts";
import { keepMeasures, recallMeasures } from "./memory.ts";
import { compare } from "./nearest.ts";
import type { Ask, Checked, Converted, Questions, Tell } from "./protocol.ts";

/** The picture could not be fetched; it may be there a moment later. */
class Away extends Error {}

const seen = new Map<string, Measures | { id: string; unreadable: true }>();
const known = new Map<string, number>();
const stopped = new Set<number>();

async function bytesOf(source: Blob | string): Promise<Blob> {
  if (typeof source !== "string") return source;
  const answer = await fetch(source).catch(() => undefined);
  if (!answer?.ok) throw new Away();
  return answer.blob();
}

async function check({ id, source, width, height }: Questions["check"]["ask"]): Promise<Checked> {
  const hangs = typeof source === "string";
  const before = hangs ? await recallMeasures(id) : undefined;
  if (before) {
    seen.set(id, before);
    return "measured";
  }
  const bytes = await bytesOf(source);
  let bitmap: ImageBitmap;
  try {
    bitmap = await decode(bytes);
  } catch {
    seen.set(id, { id, unreadable: true });
    return "unreadable";
  }
  const original = { width: width ?? bitmap.width, height: height ?? bitmap.height };
  try {
    const measures = measure(id, readPixels(bitmap), original);
    seen.set(id, measures);
    if (hangs) void keepMeasures(measures, Date.now());
    return "measured";
  } finally {
    bitmap.close();
  }
}

async function convert({ file }: Questions["convert"]["ask"]): Promise<Converted | null> {
  const reason = conversionOf(readHeader(await file.slice(0, HEAD).arrayBuffer()), file.size);
  if (!reason) return null;
  let bitmap: ImageBitmap;
  try {
    bitmap = await decode(file).catch((thrown: unknown) => {
      if (reason === "heic") return decodeHeic(file);
      throw thrown;
    });
  } catch {
    return { done: false, reason, word: refusalOf(file.name, reason) };
  }
  const { width, height } = bitmap;
  const to = convertedSize(width, height);
  try {
    const made = await encode(bitmap, { left: 0, top: 0, right: width, bottom: height }, to, CONVERTED_QUALITY);
    const change = { name: file.name, reason, before: file.size, after: made.size, from: { width, height }, to };
    return { done: true, file: made, name: convertedName(file.name), reason, word: wordOf(change) };
  } finally {
    bitmap.close();
  }
}

/** Higher than for conversions: it is the artist's own size, encoded a second time. */
const CROP_QUALITY = 0.95;

async function crop({ source, box }: Questions["crop"]["ask"]): Promise<Blob> {
  const bitmap = await decode(await bytesOf(source));
  const part = {
    left: Math.ceil(box.left * bitmap.width),
    top: Math.ceil(box.top * bitmap.height),
    right: Math.floor(box.right * bitmap.width),
    bottom: Math.floor(box.bottom * bitmap.height),
  };
  try {
    return await encode(bitmap, part, { width: part.right - part.left, height: part.bottom - part.top }, CROP_QUALITY);
  } finally {
    bitmap.close();
  }
}

function verdict({ ids, meant }: Questions["judge"]["ask"]) {
  const set = ids.flatMap((id) => seen.get(id) ?? []);
  return judge(set, { meant: new Set(meant), known });
}

const measured = (ids: readonly string[]): Measures[] =>
  ids.flatMap((id) => {
    const found = seen.get(id);
    return found && !("unreadable" in found) ? [found] : [];
  });

async function answer(ask: Extract<Ask, { turn: number }>): Promise<Tell | undefined> {
  const { turn } = ask;
  switch (ask.kind) {
    case "check":
      return { turn, kind: "check", answer: await check(ask) };
    case "judge":
      return { turn, kind: "judge", answer: verdict(ask) };
    case "compare":
      return { turn, kind: "compare", answer: compare(measured(ask.proofs), measured(ask.originals), ask.pairs) };
    case "convert":
      return { turn, kind: "convert", answer: await convert(ask) };
    case "crop":
      return { turn, kind: "crop", answer: await crop(ask) };
    case "stop":
      return undefined;
  }
}

const failure = (thrown: unknown) =>
  thrown instanceof Unable ? "unable" : thrown instanceof Away ? "network" : "broken";

async function take(ask: Extract<Ask, { turn: number }>): Promise<void> {
  if (stopped.delete(ask.turn)) return;
  try {
    const told = await answer(ask);
    if (told) postMessage(told);
  } catch (thrown) {
    postMessage({ turn: ask.turn, kind: "failed", reason: failure(thrown) } satisfies Tell);
  }
}

function rename(from: string, to: string): void {
  const measures = seen.get(from);
  if (!measures) return;
  seen.delete(from);
  const moved = { ...measures, id: to };
  seen.set(to, moved);
  if (!("unreadable" in moved)) void keepMeasures(moved, Date.now());
}

/** One picture after the other: a decoded photograph takes up to 160 MB. */
let line: Promise<void> = Promise.resolve();

addEventListener("message", ({ data: ask }: MessageEvent<Ask>) => {
  switch (ask.kind) {
    case "stop":
      stopped.add(ask.turn);
      break;
    case "rename":
      rename(ask.from, ask.to);
      break;
    case "forget":
      for (const id of ask.ids) seen.delete(id);
      break;
    default:
      line = line.then(() => take(ask));
  }
});
