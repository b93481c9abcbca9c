import type { Climate, Lab } from "../climate.ts";
import { hash } from "../draw/random.ts";
import type { Role } from "../scene.ts";
import { emptinessOf, has, hourOf, seasonOf, unrestOf, weatherOf } from "./conditions.ts";
import { type Doing, doingOf, type Seat, seatOf } from "./doings.ts";
import { type Noun, nounOf, partRoles, roleOf } from "./nouns.ts";

/** One kind of a thing: “three pears”, “an old man”. */
export interface Kind {
  kind: string;
  word: string;
  count: number | undefined;
  plural: boolean;
  old: boolean;
}

/** A thing the prompt asks for. */
export interface Wish {
  noun: Noun;
  kind: string | undefined;
  /** Asked for by a number; absent when the prompt leaves it open. */
  count: number | undefined;
  plural: boolean;
  words: string[];
  /** Every kind named, with its own number: “three pears and an apple”. */
  kinds: Kind[];
  /** Position of the noun among the prompt's words. */
  at: number;
}

/** How one thing stands to another. */
export type Relation = "above" | "below" | "beside" | "front" | "behind" | "on" | "left" | "right";

/** A prompt in the terms of the composer. */
export interface Reading {
  wishes: Map<Noun, Wish>;
  climate: Climate;
  colors: Partial<Record<Role, Lab>>;
  words: Partial<Record<Role, string[]>>;
  /** Colours that belong to nothing in particular. */
  tints: Lab[];
  relations: { one: Noun; how: Relation; other: Noun }[];
  unrest: number;
  /** True if something is said to fly. */
  aloft: boolean;
  /** True if people are to read. */
  reads: boolean;
  /** True if somebody is said to be old. */
  aged: boolean;
  /** What living things are said to do. */
  doing: Doing | undefined;
  /** What people are said to sit on. */
  seat: Seat | undefined;
  /** True if something is carried: a basket, a bundle. */
  carries: boolean;
  /** 0–1 if the prompt speaks of emptiness or of abundance. */
  emptiness: number | undefined;
  /** The prompt in lower case without marks. */
  text: string;
  /** Changes with every word, known or not. */
  key: number;
}

const colorWords: Record<string, Lab> = {
  red: [50, 62, 44],
  crimson: [42, 62, 30],
  scarlet: [50, 66, 50],
  vermilion: [54, 62, 54],
  orange: [68, 38, 62],
  yellow: [87, 2, 74],
  gold: [76, 10, 64],
  golden: [76, 10, 62],
  ochre: [64, 18, 52],
  green: [54, -40, 38],
  emerald: [52, -46, 22],
  olive: [52, -8, 40],
  mint: [86, -24, 10],
  blue: [44, 4, -46],
  navy: [22, 6, -30],
  azure: [66, -10, -36],
  cobalt: [38, 14, -54],
  indigo: [28, 22, -44],
  turquoise: [70, -34, -8],
  teal: [50, -26, -10],
  cyan: [80, -30, -18],
  purple: [38, 40, -42],
  violet: [46, 38, -42],
  lilac: [72, 20, -24],
  pink: [78, 32, 6],
  rose: [70, 38, 12],
  magenta: [54, 70, -20],
  white: [96, 0, 1],
  cream: [92, 1, 14],
  black: [10, 0, 0],
  grey: [58, 0, -1],
  gray: [58, 0, -1],
  silver: [78, 0, -3],
  brown: [38, 16, 26],
  beige: [84, 3, 16],
};

const numbers: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  lone: 1,
  lonely: 1,
  solitary: 1,
  two: 2,
  couple: 2,
  pair: 2,
  both: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  several: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  twelve: 12,
  many: 9,
  flock: 9,
};

const relationWords: [Relation, RegExp][] = [
  ["front", /\bin front of\b/],
  ["left", /\b(?:to the |on the )?left of\b/],
  ["right", /\b(?:to the |on the )?right of\b/],
  ["beside", /\b(?:beside|next to|near|by|alongside|along)\b/],
  ["above", /\b(?:above|over)\b/],
  ["below", /\b(?:below|under|beneath|underneath)\b/],
  ["behind", /\bbehind\b/],
  ["on", /\b(?:on|upon|atop)\b/],
];

/** What a prompt without a known noun is about; its words choose. */
const unsaid: Noun[][] = [
  ["sea", "boat"],
  ["mountain", "lake"],
  ["village", "hill"],
  ["forest", "road"],
  ["flower", "vase"],
  ["abstract"],
  ["field", "tree"],
  ["person", "beach"],
  ["city", "lake"],
  ["garden", "house"],
  ["sky", "bird", "lake"],
];

/** One word for one and for many. */
const unmarked = /^(?:sheep|fish|deer|koi|carp)$/;

/** How many of a thing are asked for; `many` where the prompt leaves a plural open. */
export const countOf = ({ count, plural }: Pick<Wish, "count" | "plural">, many: number): number =>
  count ?? (plural ? many : 1);

/** What the prompt names, the first word first. */
export const inOrder = ({ wishes }: Pick<Reading, "wishes">): Wish[] =>
  [...wishes.values()].sort((p, q) => p.at - q.at);

const agedWord = /^(?:old|elderly|aged|grandmother|grandfather)$/;

/** What a prompt asks for, in the composer's own terms. Words it does not know still enter `key`. */
export function read(prompt: string): Reading {
  const text = prompt
    .toLowerCase()
    .replace(/\bstill life\b/g, "still-life")
    .replace(/\b(water) (lil)/g, "$1$2")
    .replace(/\bself portrait\b/g, "self-portrait")
    .replace(/[^\p{L}\p{N}\- ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const tokens = text.split(" ");
  const wishes = new Map<Noun, Wish>();
  const colors: Reading["colors"] = {};
  const words: Reading["words"] = {};
  const tints: Lab[] = [];
  const say = (role: Role | undefined, word: string) => {
    if (role) words[role] = [...(words[role] ?? []), word];
  };
  let aged = false;
  tokens.forEach((token, at) => {
    const part = partRoles[token];
    if (part) say(part, token);
    const named = colorWords[token] && !isFlower(token, tokens[at + 1]) ? undefined : nounOf(token);
    if (!named) return;
    say(roleOf[named.noun], token);
    const count = countBefore(tokens, at);
    const found = { ...named, plural: named.plural || (unmarked.test(token) && count !== 1) };
    const known = wishes.get(found.noun);
    const own = found.plural && count === 1 ? undefined : count;
    const old = agedWord.test(token) || tokens.slice(Math.max(0, at - 2), at).some((word) => agedWord.test(word));
    aged ||= old && (found.noun === "person" || found.noun === "portrait");
    const kinds = found.kind ? [{ kind: found.kind, word: token, count: own, plural: found.plural, old }] : [];
    if (known) {
      known.words.push(token);
      known.kinds.push(...kinds);
      known.kind ??= found.kind;
      known.count ??= own;
      known.plural ||= found.plural;
      return;
    }
    wishes.set(found.noun, { ...found, count: own, words: [token], kinds, at });
  });
  tokens.forEach((token, at) => {
    const lab = colorWords[token];
    if (!lab || (token === "rose" && wishes.get("flower")?.at === at)) return;
    const role = roleAfter(tokens, at);
    if (role) colors[role] = lab;
    else tints.push(lab);
  });
  if (aged) colors.hair ??= [58, 1, 3];
  const climate: Climate = {
    hour: hourOf(text) ?? (wishes.has("moon") || wishes.has("star") ? "night" : "day"),
    season: seasonOf(text),
    weather: weatherOf(text),
  };
  const key = hash(text);
  if (wishes.size === 0) {
    for (const noun of unsaid[key % unsaid.length]!)
      wishes.set(noun, { noun, kind: undefined, count: undefined, plural: false, words: [], kinds: [], at: 0 });
  }
  return {
    wishes,
    climate,
    colors,
    words,
    tints,
    relations: relationsIn(text, wishes),
    unrest: unrestOf(text),
    aloft: has(text, "flying|flies|fly|soaring|gliding|hovering|circling|flight|wing|wings"),
    reads: has(text, "reading|reads|reader"),
    aged,
    doing: doingOf(text),
    seat: seatOf(text),
    carries: has(text, "carrying|carries|basket|bundle|sack|bucket"),
    emptiness: emptinessOf(text),
    text,
    key,
  };
}

/** "rose" and "orange" are colours before a noun and things elsewhere. */
const isFlower = (token: string, next: string | undefined) =>
  (token === "rose" || token === "olive") && (next === undefined || !(nounOf(next) || partRoles[next]));

function countBefore(tokens: string[], at: number): number | undefined {
  for (let back = 1; back <= 3; back++) {
    const token = tokens[at - back];
    if (token === undefined || (back > 1 && nounOf(tokens[at - back + 1] ?? ""))) return undefined;
    const count = numbers[token] ?? (/^\d{1,2}$/.test(token) ? Number(token) : undefined);
    if (count !== undefined) return Math.min(12, Math.max(1, count));
  }
  return undefined;
}

/** The role of the first thing named within three words after a colour. */
function roleAfter(tokens: string[], at: number): Role | undefined {
  for (let k = 1; k <= 3; k++) {
    const token = tokens[at + k];
    if (token === undefined || /^(?:in|on|at|with|of|by|under|over|above|near)$/.test(token)) return undefined;
    const noun = nounOf(token);
    const role = partRoles[token] ?? (noun && roleOf[noun.noun]);
    if (role) return role;
  }
  return undefined;
}

function relationsIn(text: string, wishes: Map<Noun, Wish>): Reading["relations"] {
  const out: Reading["relations"] = [];
  for (const [how, pattern] of relationWords) {
    const match = pattern.exec(text);
    if (!match) continue;
    const split = text.slice(0, match.index).trim().split(" ").length;
    const all = [...wishes.values()].sort((p, q) => p.at - q.at);
    const one = all.filter((wish) => wish.at < split).at(-1);
    const other = all.find((wish) => wish.at >= split);
    if (one && other) out.push({ one: one.noun, how, other: other.noun });
  }
  return out;
}
