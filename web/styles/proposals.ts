import { lab } from "../images/readiness/lab.ts";
import { CAPTIONS_TO_PROPOSE } from "./captions-to-propose.ts";
import { plural, singular } from "./nouns.ts";

const joins =
  /\s+(?:on|at|in|by|above|below|with|without|across|under|over|of|through|from|near|beside|before|behind|into|among|between|along|and|against|around|to|for|after)\s+|[,;:.]\s*/;
const article = /^(?:an?|the|some|my|his|her|their|its|\d+|one|two|three|four|five|six|many|few|several)\s+/i;
/** When it is, not what it is. */
const times =
  /^(?:sunset|sunrise|night|morning|evening|noon|dawn|dusk|day|summer|winter|autumn|spring|background|foreground|front|distance|study|painting|drawing|picture)$/;
/** There is one of each. */
const alone = new Set([
  "sea",
  "sky",
  "moon",
  "sun",
  "rain",
  "snow",
  "mist",
  "fog",
  "water",
  "grass",
  "light",
  "wind",
  "city",
]);

const bare = (phrase: string): string => {
  const cut = phrase.trim().replace(article, "");
  return cut === phrase.trim() ? cut : bare(cut);
};

/** What the captions speak of, the most frequent first: "boats", "the sea". At most `most`, each in at least two captions. */
export function subjectsOf(captions: readonly string[], most: number): string[] {
  const seen = new Map<string, number>();
  for (const caption of captions) {
    const nouns = caption
      .toLowerCase()
      .split(joins)
      .map((phrase) => bare(phrase).split(/\s+/).at(-1) ?? "");
    for (const noun of new Set(nouns.filter((word) => /^\p{L}{3,}$/u.test(word) && !times.test(word)).map(singular)))
      seen.set(noun, (seen.get(noun) ?? 0) + 1);
  }
  return [...seen]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([noun]) => (alone.has(noun) ? `the ${noun}` : plural(noun)));
}

/** CIELAB of colours that have a plain word. */
const words: readonly (readonly [string, string])[] = [
  ["black", "#151515"],
  ["charcoal", "#3c3c40"],
  ["grey", "#8a8a8a"],
  ["white", "#f4f2ec"],
  ["cream", "#efe3c2"],
  ["brown", "#6d4a2c"],
  ["sienna", "#a5582f"],
  ["ochre", "#c8963e"],
  ["yellow", "#eccb3c"],
  ["orange", "#e08432"],
  ["red", "#c1352c"],
  ["rose", "#d98a94"],
  ["violet", "#6f4a94"],
  ["lilac", "#b3a0cc"],
  ["navy", "#1d2b56"],
  ["blue", "#3564ae"],
  ["pale blue", "#9cbad8"],
  ["teal", "#2b7d82"],
  ["dark green", "#2c4a32"],
  ["green", "#5d8f45"],
  ["pale green", "#a9bd72"],
];
const anchors = words.map(([word, hex]) => ({ word, at: labOf(hex) }));

function labOf(hex: string): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [l = 0, a = 0, bb = 0] = lab(r, g, b);
  return [l, a, bb];
}

/** The plain words of a palette's largest colours, each once. */
export function colourWords(palette: readonly { hex: string; share: number }[], most: number): string[] {
  const named = [...palette]
    .sort((a, b) => b.share - a.share)
    .map(({ hex }) => {
      const here = labOf(hex);
      const far = (at: readonly number[]) => at.reduce((sum, value, i) => sum + (value - (here[i] ?? 0)) ** 2, 0);
      return anchors.reduce((best, one) => (far(one.at) < far(best.at) ? one : best)).word;
    });
  return [...new Set(named)].slice(0, most);
}

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** A sentence to begin with, from the artist's own captions and measured colours: "Boats, villages and the sea, in blue and ochre." */
export function proposeDescription(
  captions: readonly string[],
  palette: readonly { hex: string; share: number }[],
): string | undefined {
  const written = captions.filter((caption) => caption.trim() !== "");
  if (written.length < CAPTIONS_TO_PROPOSE) return undefined;
  const subjects = subjectsOf(written, 4);
  const colours = colourWords(palette, 3);
  if (subjects.length === 0) return undefined;
  const sentence = `${list(subjects)}${colours.length > 0 ? `, in ${list(colours)}` : ""}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
