import { singular } from "./nouns.ts";

const tail = /\s+(?:on|at|in|by|above|across|under|over|through|near|beside|before|behind|among|along|against)\s+.+$/;

/**
 * Sentences nobody has painted yet, of the artist's own words: what one caption shows, where another puts it. The same
 * captions give the same sentences.
 */
export function samplePrompts(captions: readonly string[], most: number): string[] {
  const short = captions
    .map((caption) => caption.trim().replace(/\s+/g, " "))
    .filter((caption) => caption !== "" && caption.length <= 60);
  const heads = short.map((caption) => caption.replace(/[,;:.].*$/, "").replace(tail, ""));
  const tails = short.map((caption) => tail.exec(caption.replace(/[,;:.].*$/, ""))?.[0].trim() ?? "");
  const known = new Set(short.map((caption) => caption.toLowerCase()));
  const out: string[] = [];
  // A stride that is prime to most counts brings far pictures together, and no two sentences begin alike.
  for (let at = 0; at < heads.length && out.length < most; at++) {
    const where = tails
      .map((_, step) => tails[(at + 7 + step * 5) % tails.length] ?? "")
      .find((one) => {
        const sentence = `${heads[at]} ${one}`.toLowerCase();
        return (
          one !== "" &&
          !known.has(sentence) &&
          !tails[at]?.startsWith(one.split(" ")[0] ?? " ") &&
          !shares(heads[at] ?? "", one) &&
          !out.some((other) => other.endsWith(one))
        );
      });
    if (where && heads[at]) out.push(`${heads[at]} ${where}`);
  }
  return out;
}

const shares = (a: string, b: string): boolean => {
  const of = (text: string) =>
    text
      .toLowerCase()
      .split(/\W+/)
      .filter((word) => word.length > 3)
      .map(singular);
  const first = new Set(of(a));
  return of(b).some((word) => first.has(word));
};
