import { GENERATION, type PictureShape, pictureShapes } from "#contract/generation";

export const whens = ["any", "today", "week", "month", "year", "between"] as const;
export type When = (typeof whens)[number];

/** What the wall shows, as it stands in the address. */
export interface Filter {
  /** As typed; "seed 41" in it is a seed. */
  words: string;
  style: string;
  favourites: boolean;
  when: When;
  /** Local days such as 2026-11-22, both included; used with "between". */
  from: string;
  to: string;
  shape: PictureShape | "any";
  /** Pixels of the longer side; 0 for any. */
  size: number;
}

export const everything: Filter = {
  words: "",
  style: "",
  favourites: false,
  when: "any",
  from: "",
  to: "",
  shape: "any",
  size: 0,
};

type Params = Partial<Record<string, string | string[]>>;

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** The filter an address asks for; what it does not know counts as any. */
export function readFilter(params: Params): Filter {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value : "";
  };
  const size = Number(text("size"));
  return {
    words: text("q").slice(0, 500),
    style: text("style"),
    favourites: text("hearts") === "yes",
    when: whens.find((when) => when === text("when")) ?? "any",
    from: isDay(text("from")) ? text("from") : "",
    to: isDay(text("to")) ? text("to") : "",
    shape: pictureShapes.find((shape) => shape === text("shape")) ?? "any",
    size: Number.isInteger(size) && size >= GENERATION.side.min && size <= GENERATION.side.max ? size : 0,
  };
}

/** The same as the address writes it; undefined takes a name out of it. */
export function writeFilter(filter: Filter): Record<string, string | undefined> {
  const given = (text: string) => (text === "" ? undefined : text);
  const between = filter.when === "between";
  return {
    q: given(filter.words),
    style: given(filter.style),
    hearts: filter.favourites ? "yes" : undefined,
    when: filter.when === "any" ? undefined : filter.when,
    from: between ? given(filter.from) : undefined,
    to: between ? given(filter.to) : undefined,
    shape: filter.shape === "any" ? undefined : filter.shape,
    size: filter.size === 0 ? undefined : String(filter.size),
  };
}

export const isEverything = (filter: Filter): boolean =>
  Object.values(writeFilter(filter)).every((value) => value === undefined);

const SEED = /(?:^|\s)(?:seed[\s:=]*|#)(\d{1,10})(?=\s|$)/i;

/** The words to look for and the seed among them: "boats seed 41"; a number alone is a seed. */
export function readWords(words: string): { search: string; seed: number | undefined } {
  const alone = /^\s*(\d{1,10})\s*$/.exec(words)?.[1];
  const digits = alone ?? SEED.exec(words)?.[1];
  const seed = digits === undefined ? undefined : Number(digits);
  if (seed === undefined || seed > GENERATION.seed.max) return { search: words.trim(), seed: undefined };
  return { search: alone === undefined ? words.replace(SEED, " ").trim() : "", seed };
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const dayStart = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate());
const localDay = (text: string) => {
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, day);
};

function span(filter: Filter, now: Date): { from?: Date; to?: Date } {
  switch (filter.when) {
    case "any":
      return {};
    case "today":
      return { from: dayStart(now) };
    case "week":
      return { from: dayStart(new Date(now.getTime() - 6 * DAY_MS)) };
    case "month":
      return { from: dayStart(new Date(now.getTime() - 29 * DAY_MS)) };
    case "year":
      return { from: new Date(now.getFullYear(), 0, 1) };
    case "between": {
      const to = filter.to === "" ? undefined : localDay(filter.to);
      to?.setDate(to.getDate() + 1);
      return { ...(filter.from !== "" && { from: localDay(filter.from) }), ...(to && { to }) };
    }
  }
}

/** What the Worker is asked: finished pictures alone. */
export function queryOf(filter: Filter, now: Date): Record<string, string> {
  const { search, seed } = readWords(filter.words);
  const { from, to } = span(filter, now);
  return {
    status: "COMPLETED",
    ...(search !== "" && { search }),
    ...(seed !== undefined && { seed: String(seed) }),
    ...(filter.style !== "" && { styleId: filter.style }),
    ...(filter.favourites && { favourite: "true" }),
    ...(filter.shape !== "any" && { shape: filter.shape }),
    ...(filter.size !== 0 && { size: String(filter.size) }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}
