import { crc32 } from "node:zlib";
import { archiveEnd, fileFooter, fileHeader, type Written } from "./archive.ts";

/** A file of the archive. `open` is asked when its turn comes; null when it is no longer there. */
export interface Item {
  name: string;
  open: () => Promise<AsyncIterable<Uint8Array> | null>;
}

const encoder = new TextEncoder();

export const textItem = (name: string, text: string): Item => ({
  name,
  open: async () =>
    (async function* () {
      yield encoder.encode(text);
    })(),
});

export const jsonItem = (name: string, value: unknown): Item => textItem(name, `${JSON.stringify(value, null, 2)}\n`);

/** A text that is made while it is written. */
export const linesItem = (name: string, lines: () => AsyncIterable<string>): Item => ({
  name,
  open: async () =>
    (async function* () {
      for await (const line of lines()) yield encoder.encode(line);
    })(),
});

/** The second of two equal names becomes `name-2.ext`, so that nothing is overwritten when it is unpacked. */
function unequal(used: Map<string, number>, name: string): string {
  const key = name.toLowerCase();
  const times = (used.get(key) ?? 0) + 1;
  used.set(key, times);
  if (times === 1) return name;
  const dot = name.lastIndexOf(".");
  const cut = dot > name.lastIndexOf("/") ? dot : name.length;
  return unequal(used, `${name.slice(0, cut)}-${times}${name.slice(cut)}`);
}

/** The bytes of the archive, one file after the other: only the names are kept until the end. */
async function* bytesOf(items: AsyncIterable<Item>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  const missing: string[] = [];
  const used = new Map<string, number>();
  let at = 0;
  async function* put({ name: wished, open }: Item): AsyncGenerator<Uint8Array> {
    const body = await open();
    if (!body) {
      missing.push(wished);
      return;
    }
    const name = unequal(used, wished);
    const file: Written = { name, crc32: 0, sizeBytes: 0, offset: at };
    const head = fileHeader(name);
    yield head;
    for await (const bytes of body) {
      file.crc32 = crc32(bytes, file.crc32);
      file.sizeBytes += bytes.length;
      yield bytes;
    }
    const foot = fileFooter(file);
    yield foot;
    at += head.length + file.sizeBytes + foot.length;
    written.push(file);
  }
  for await (const item of items) yield* put(item);
  if (missing.length > 0) yield* put(textItem("not-here-any-more.txt", `${missing.join("\n")}\n`));
  yield* archiveEnd(written, at);
}

/** The archive as a body that is made as fast as it is taken. A failure in the middle breaks it off, so that it looks broken. */
export function pour(items: AsyncIterable<Item>, failed: (error: unknown) => void): ReadableStream<Uint8Array> {
  const bytes = bytesOf(items);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await bytes.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          failed(error);
          controller.error(error);
        }
      },
      cancel: async () => {
        await bytes.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
