import { nounOf, roleOf } from "../scene/read/nouns.ts";

/** Words that say nothing of what a picture shows. */
const idle = new Set(
  "a an and are as at be by for from has have her his in into is it its of off on onto or our over style some that the their them then there these they this those to two three under up very was with".split(
    " ",
  ),
);

/** The words of a text that may name what is shown, in lower case, plurals without their s. */
export function telling(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const singular = words.map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word));
  return [...new Set(singular.filter((word) => word.length > 2 && !idle.has(word)))];
}

/** The telling words of a text, and the things and kinds of surface they are names of: “waves” speak of the sea. */
export function spoken(text: string): string[] {
  const words = telling(text);
  const meant = words.flatMap((word) => {
    const noun = nounOf(word)?.noun;
    return noun ? [noun, roleOf[noun] ?? noun] : [];
  });
  return [...new Set([...words, ...meant])];
}

/** Words kept in a model at most. */
const most = 300;

/**
 * Binds words to materials: how much likelier a material is in the pictures whose captions say the word than in all.
 * Words said of every picture, or of none, bind nothing.
 * @param maps the material of each cell, for every picture
 */
export function bindWords(
  captions: (string | null)[],
  maps: { cells: Uint8Array }[],
  materials: number,
): Record<string, number[]> {
  const shares = maps.map(({ cells }) => {
    const share = new Float64Array(materials);
    for (const cell of cells) share[cell] += 1 / cells.length;
    return share;
  });
  const mean = (pictures: number[], material: number) =>
    pictures.reduce((sum, picture) => sum + shares[picture][material], 0) / pictures.length;
  const everywhere = captions.map((_, picture) => picture);
  const pictures = new Map<string, number[]>();
  captions.forEach((caption, picture) => {
    for (const word of spoken(caption ?? "")) pictures.set(word, [...(pictures.get(word) ?? []), picture]);
  });
  const binding = [...pictures].filter(([, named]) => named.length < captions.length);
  binding.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return Object.fromEntries(
    binding.slice(0, most).map(([word, named]) => [
      word,
      Array.from({ length: materials }, (_, material) => {
        // A floor of 0.4 % of the surface keeps rare materials from looking certain.
        const lift = (mean(named, material) + 0.004) / (mean(everywhere, material) + 0.004);
        return Math.round(lift * 100) / 100;
      }),
    ]),
  );
}
