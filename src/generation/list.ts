import { and, count, desc, eq, gte, lt, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import { type GenerationList, type ListGenerationsQuery, listGenerationsQuery } from "../contract/generation.ts";
import { type Db, remembered, type Value } from "../db/client.ts";
import { favourites } from "../gallery/table.ts";
import type { UserCtx } from "../http/ctx.ts";
import { isFound, matchOf, promptNumber, prompts } from "./search.ts";
import { asTheyStand, notBinned, type PictureRow, pictureColumns } from "./standing.ts";
import { generations, generationWords } from "./table.ts";

const DEFAULT_LIMIT = 30;

/** When a picture was asked for, or for a search its number, and its id. */
interface Place {
  order: number;
  id: string;
}

const cursorOf = ({ order, id }: Place): string => `${order.toString(36)}-${id}`;

function placeOf(cursor: string): Place {
  const [order = "", id = ""] = cursor.split("-");
  return { order: Number.parseInt(order, 36), id };
}

const longerSide = sql`max(${generations.width}, ${generations.height})`;
const shapes = {
  tall: sql`${generations.width} < ${generations.height}`,
  square: sql`${generations.width} = ${generations.height}`,
  wide: sql`${generations.width} > ${generations.height}`,
};

const rules = {
  styleId: (given: Placeholder) => eq(generations.styleId, given),
  status: (given: Placeholder) => eq(generations.status, given),
  prompt: (given: Placeholder) => eq(generations.prompt, given),
  seed: (given: Placeholder) => eq(generations.seed, given),
  size: (given: Placeholder) => eq(longerSide, given),
  from: (given: Placeholder) => gte(generations.createdAt, given),
  to: (given: Placeholder) => lt(generations.createdAt, given),
};
type Rule = keyof typeof rules;
const ruleNames = Object.keys(rules) as Rule[];

type Name = "userId" | "limit" | "match" | "order" | "id" | Rule;
type Bound = Value<Name>;

/** What of a wish its SQL is written from. Nothing an artist typed is in it: that is bound anew each time. */
interface Form extends Pick<ListGenerationsQuery, "shape" | "favourite" | "purpose"> {
  rules: Rule[];
  /** A search without a word finds nothing. */
  search: "words" | "no word" | null;
  /** Whether the page follows another. */
  after: boolean;
}

const heart = (has: boolean): SQL => {
  const found = sql`EXISTS (SELECT 1 FROM favourites WHERE favourites.generation_id = generations.id)`;
  return has ? found : sql`NOT ${found}`;
};

type Time = typeof generations.createdAt | typeof favourites.createdAt;
type Id = typeof generations.id | typeof favourites.generationId;

const isAfter = (time: Time, id: Id, value: Bound) =>
  or(lt(time, value("order")), and(eq(time, value("order")), lt(id, value("id"))));

/**
 * One page, newest first, and how many there are in all. The index that leads is that of the rarest wish:
 * the words, then the hearts, then the artist's own pictures by time. CROSS JOIN holds SQLite to that order: it
 * guesses otherwise, and once asked the words anew for each of an artist's pictures.
 */
function readsOf(form: Form) {
  const wanted = (value: Bound) =>
    and(
      eq(generations.userId, value("userId")),
      notBinned,
      // Written out, not bound: only then does the partial index serve.
      form.purpose === "PROOF" ? sql`${generations.purpose} = 'PROOF'` : eq(generations.purpose, "PICTURE"),
      ...form.rules.map((rule) => rules[rule](value(rule))),
      form.shape && shapes[form.shape],
    );
  const hearted = form.favourite === undefined ? undefined : heart(form.favourite);
  if (form.search) {
    const found = (value: Bound) =>
      and(
        form.search === "words" ? isFound(value("match")) : sql`0`,
        eq(generationWords.number, promptNumber),
        eq(generations.id, generationWords.generationId),
        wanted(value),
        hearted,
      );
    return {
      page: remembered((db, value: Bound) =>
        db
          .select({ ...pictureColumns, order: sql<number>`generation_prompts.rowid`.as("order") })
          .from(prompts)
          .crossJoin(generationWords)
          .crossJoin(generations)
          .where(and(found(value), form.after ? lt(promptNumber, value("order")) : undefined))
          .orderBy(desc(promptNumber))
          .limit(value("limit")),
      ),
      total: remembered((db, value: Bound) =>
        db.select({ n: count() }).from(prompts).crossJoin(generationWords).crossJoin(generations).where(found(value)),
      ),
    };
  }
  if (form.favourite) {
    const hearts = (value: Bound) =>
      and(eq(favourites.userId, value("userId")), eq(generations.id, favourites.generationId), wanted(value));
    const after = (value: Bound) =>
      form.after ? isAfter(favourites.createdAt, favourites.generationId, value) : undefined;
    return {
      page: remembered((db, value: Bound) =>
        db
          .select({ ...pictureColumns, order: sql<number>`${favourites.createdAt}`.as("order") })
          .from(favourites)
          .crossJoin(generations)
          .where(and(hearts(value), after(value)))
          .orderBy(desc(favourites.createdAt), desc(favourites.generationId))
          .limit(value("limit")),
      ),
      total: remembered((db, value: Bound) =>
        db.select({ n: count() }).from(favourites).crossJoin(generations).where(hearts(value)),
      ),
    };
  }
  const after = (value: Bound) => (form.after ? isAfter(generations.createdAt, generations.id, value) : undefined);
  return {
    page: remembered((db, value: Bound) =>
      db
        .select({ ...pictureColumns, order: sql<number>`generations.created_at`.as("order") })
        .from(generations)
        .where(and(wanted(value), hearted, after(value)))
        .orderBy(desc(generations.createdAt), desc(generations.id))
        .limit(value("limit")),
    ),
    total: remembered((db, value: Bound) =>
      db
        .select({ n: count() })
        .from(generations)
        .where(and(wanted(value), hearted)),
    ),
  };
}

const known = new Map<string, ReturnType<typeof readsOf>>();
/** The pages of the site ask in a dozen forms; whoever asks in thousands gets them written anew. */
const KNOWN_MAX = 100;

function readsFor(form: Form) {
  const name = JSON.stringify(form);
  const reads = known.get(name) ?? readsOf(form);
  if (known.size < KNOWN_MAX) known.set(name, reads);
  return reads;
}

/** The statements of one page of what was wished, and of how many there are in all. */
export function listStatements(db: Db, userId: string, query: ListGenerationsQuery) {
  const { shape, favourite, purpose, search } = query;
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  const match = search ? matchOf(userId, search) : null;
  const { page, total } = readsFor({
    rules: ruleNames.filter((rule) => query[rule] !== undefined),
    search: search ? (match ? "words" : "no word") : null,
    after: place !== null,
    ...(shape && { shape }),
    ...(favourite !== undefined && { favourite }),
    ...(purpose && { purpose }),
  });
  // What the form leaves out is never asked for.
  const values = { ...query, ...place, userId, match, limit: (query.limit ?? DEFAULT_LIMIT) + 1 } as Record<
    Name,
    unknown
  >;
  return { page: page(db, values), total: total(db, values) };
}

/** The reads of a page, for the guard's batch. A wish that means nothing reads nothing: validation then refuses it. */
export function toList({ db, user }: UserCtx, given: Record<string, string>) {
  const wish = listGenerationsQuery.safeParse(given);
  if (!wish.success) return {};
  const { page, total } = listStatements(db, user.id, wish.data);
  return wish.data.total ? { page, total } : { page };
}

interface ListRows {
  page?: (PictureRow & { order: number })[];
  total?: { n: number }[];
}

/** The artist's pictures, newest first, a page at a time; `rows` are what {@link toList} read for the same wish. */
export async function listGenerations(
  ctx: UserCtx,
  query: ListGenerationsQuery,
  rows: ListRows,
): Promise<GenerationList> {
  const { page = [], total } = rows;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  return {
    generations: await asTheyStand(ctx, shown),
    nextCursor: page.length > limit && last ? cursorOf(last) : null,
    total: total?.[0]?.n ?? null,
  };
}
