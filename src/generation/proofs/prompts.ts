import type { ProofRow } from "../table.ts";

/** Every sheet of every style has these, so that a picture seen twice is told apart from a style learned. */
const SEEDS = [41_001, 41_002, 41_003];

/** Subjects for rows the captions cannot fill. The one with the fewest words in common with them is the last row. */
const SUBJECTS = [
  "a tree on a hill by the water",
  "an old house at the end of a lane",
  "a bowl of fruit on a table",
  "a woman by an open window",
  "a sailing boat in the bay",
  "a cat asleep on a chair",
];

/** Longer captions describe one picture so closely that nothing else could come of them. */
const MOST_WORDS = 16;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What a caption says of its picture, without the words that call the style. */
function subjectOf(caption: string, triggerWord: string): string {
  const word = escaped(triggerWord);
  const [first = ""] = caption
    .replace(new RegExp(`[,;]?\\s*(?:in the style of\\s+)?(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "giu"), "")
    .split(/[\n.;]/u);
  const words = first.trim().split(/\s+/u);
  return words
    .slice(0, MOST_WORDS)
    .join(" ")
    .replace(/[\s,:]+$/u, "");
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count / Math.max(1, Math.min(a.size, b.size));
}

/**
 * Three rows: the two captions that have least in common, the earlier ones among equals, and a subject the artist never
 * painted, which shows what the style does with something new.
 */
export function proofRows(captions: readonly string[], triggerWord: string): ProofRow[] {
  const own = [...new Set(captions.map((caption) => subjectOf(caption, triggerWord)))].filter((text) => text !== "");
  const words = own.map(wordsOf);
  let pair = own.slice(0, 2);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < own.length; i += 1) {
    for (let j = i + 1; j < own.length; j += 1) {
      const common = shared(words[i] ?? new Set(), words[j] ?? new Set());
      if (common < least) {
        least = common;
        pair = [own[i] ?? "", own[j] ?? ""];
      }
    }
  }
  const all = wordsOf(own.join(" "));
  const strange = SUBJECTS.map((subject) => ({ subject, common: shared(wordsOf(subject), all) }))
    .sort((a, b) => a.common - b.common)
    .map(({ subject }) => subject)
    .filter((subject) => !pair.includes(subject));
  const [unseen = "", ...fill] = strange;
  return [...pair, ...fill, ...fill]
    .slice(0, SEEDS.length - 1)
    .concat(unseen)
    .map((prompt, at) => ({ prompt, seed: SEEDS[at] ?? 0 }));
}
