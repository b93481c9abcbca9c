import type { ImageType } from "../contract/images.ts";
import { Broken, jpeg, type Parser, png, type Seen, webp } from "./formats.ts";

/** Enough to tell the three types apart. */
const HEAD_BYTES = 12;

const ascii = (bytes: Uint8Array, from: number, text: string) =>
  [...text].every((letter, at) => bytes[from + at] === letter.charCodeAt(0));

function parserOf(head: Uint8Array): [ImageType, (seen: Seen) => Parser] | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return ["image/jpeg", jpeg];
  if (head[0] === 0x89 && ascii(head, 1, "PNG\r\n\u001a\n")) return ["image/png", png];
  if (ascii(head, 0, "RIFF") && ascii(head, 8, "WEBP")) return ["image/webp", webp];
  return null;
}

/**
 * Reads a picture's type, size and end as its bytes pass, holding back no more than one header: for files of any order,
 * whose metadata may be megabytes long. It proves structure, not that the pixels decode.
 */
export class Sniffer {
  /** `unknown`: none of our types. `broken`: the structure contradicts itself. `complete`: the end marker was seen. */
  state: "reading" | "unknown" | "broken" | "complete" = "reading";
  type: ImageType | null = null;
  readonly seen: Seen = { width: 0, height: 0, orientation: 1, orientationAt: null, offset: 0 };
  #head = new Uint8Array(0);
  #parser: Parser | null = null;
  #ask: { take?: number; skip?: number; seek?: number; unless?: number } = {};
  #taken = new Uint8Array(0);
  #got = 0;

  push(chunk: Uint8Array): void {
    if (this.#parser) {
      this.#feed(chunk);
      return;
    }
    const head = new Uint8Array(this.#head.length + chunk.length);
    head.set(this.#head);
    head.set(chunk, this.#head.length);
    this.#head = head;
    if (head.length < HEAD_BYTES || this.state !== "reading") return;
    const found = parserOf(head);
    if (!found) {
      this.state = "unknown";
      return;
    }
    this.type = found[0];
    this.#parser = found[1](this.seen);
    this.#resume(new Uint8Array(0));
    this.#feed(head);
  }

  /** Hands the parser what it asked for and keeps its next question; a question for no bytes is answered at once. */
  #resume(answer: Uint8Array): void {
    try {
      const next = this.#parser!.next(answer);
      if (next.done) this.state = "complete";
      else this.#ask = next.value;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      this.state = "broken";
    }
    this.#got = 0;
    this.#taken = new Uint8Array(this.#ask.take ?? 0);
    if (this.state === "reading" && (this.#ask.take ?? this.#ask.skip) === 0) this.#resume(this.#taken);
  }

  #feed(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && this.state === "reading"; ) {
      const { take, skip, seek, unless } = this.#ask;
      if (seek !== undefined) {
        let found = chunk.indexOf(seek, at);
        while (found !== -1 && chunk[found + 1] === unless) found = chunk.indexOf(seek, found + 2);
        const to = found === -1 ? chunk.length : found + 1;
        this.seen.offset += to - at;
        at = to;
        if (found !== -1) this.#resume(this.#taken);
        continue;
      }
      const wanted = take ?? skip ?? 0;
      const length = Math.min(wanted - this.#got, chunk.length - at);
      if (take !== undefined) this.#taken.set(chunk.subarray(at, at + length), this.#got);
      this.#got += length;
      this.seen.offset += length;
      at += length;
      if (this.#got === wanted) this.#resume(this.#taken);
    }
  }
}
