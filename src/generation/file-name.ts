import type { GenerationCopy } from "./machine.ts";

const WORDS = 6;

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** A name a person finds again, in ASCII without an ending: style, first words, seed. */
export function fileStem(styleName: string, { prompt, seed }: Pick<GenerationCopy, "prompt" | "seed">): string {
  const words = plain(prompt).split("-").slice(0, WORDS).join("-");
  return [plain(styleName).slice(0, 40), words.slice(0, 80), String(seed)].filter((part) => part !== "").join("-");
}
