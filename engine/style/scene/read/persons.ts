import type { Random } from "../draw/random.ts";
import { countOf, type Reading, type Wish } from "./reading.ts";

/** Callings a painter tells by one sign. */
export type Trade =
  | "fisher"
  | "farmer"
  | "shepherd"
  | "monk"
  | "sailor"
  | "painter"
  | "royal"
  | "bride"
  | "ballerina"
  | "walker";

/** Somebody a prompt names. */
export interface Person {
  kind: "woman" | "man" | "girl" | "boy";
  old: boolean;
  trade: Trade | undefined;
}

/** True of a person who is no child. */
export const isGrown = ({ kind }: Pick<Person, "kind">): boolean => kind === "man" || kind === "woman";

/** True of a man or a boy. */
export const isManly = ({ kind }: Pick<Person, "kind">): boolean => kind === "man" || kind === "boy";

/** True of those whose legs a skirt, a habit or a cloak hides. */
export const isRobed = ({ kind, trade }: Pick<Person, "kind"> & { trade?: Trade | undefined }): boolean =>
  kind === "woman" || kind === "girl" || trade === "monk" || trade === "royal";

const trades: [RegExp, Trade][] = [
  [/^fisher/, "fisher"],
  [/^(?:farmer|peasant|countrywoman|gardener)s?$/, "farmer"],
  [/^shepherds?$/, "shepherd"],
  [/^(?:monk|nun)s?$/, "monk"],
  [/^sailors?$/, "sailor"],
  [/^painters?$/, "painter"],
  [/^(?:queen|king|prince|princess)s?$/, "royal"],
  [/^brides?$/, "bride"],
  [/^ballerinas?$/, "ballerina"],
  [/^(?:walker|hiker|wanderer|pilgrim|travell?er)s?$/, "walker"],
];

const tradeOf = (word: string): Trade | undefined => trades.find(([pattern]) => pattern.test(word))?.[1];

/** Whom the prompt names, one by one, the first word first; an open number is made up. */
export function personsIn(reading: Reading, random: Random): Person[] {
  const wish = reading.wishes.get("person");
  if (!wish) return [];
  const named = wish.kinds.flatMap(({ kind, word, count, plural, old }) =>
    Array.from({ length: countOf({ count, plural }, 3) }, (): Person => {
      const who = kind === "child" ? (random.chance(0.5) ? "girl" : "boy") : (kind as Person["kind"]);
      return { kind: who, old, trade: tradeOf(word) };
    }),
  );
  return named.length > 0 ? named.slice(0, 12) : unnamed(reading, wish, random);
}

function unnamed(reading: Reading, wish: Wish, random: Random): Person[] {
  const trade = wish.words.map(tradeOf).find((found) => found !== undefined);
  const old = reading.aged;
  const one = (kind: Person["kind"]): Person => ({ kind, old: old && (kind === "man" || kind === "woman"), trade });
  if (wish.words.some((word) => /^famil/.test(word))) return (["man", "girl", "woman"] as const).map(one);
  const couple = wish.words.some((word) => /^(?:couple|lover)/.test(word));
  const crowd = wish.words.some((word) => /^crowd/.test(word));
  const count = couple ? 2 : crowd ? 9 : countOf(wish, 4);
  const first = random.chance(0.5) ? 0 : 1;
  return Array.from({ length: count }, (_, i) => one((i + first) % 2 ? "woman" : "man"));
}
