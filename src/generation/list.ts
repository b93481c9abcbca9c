import { and, count, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { type GenerationList, type ListGenerationsQuery, listGenerationsQuery } from "../contract/generation.ts";
import type { Db } from "../db/client.ts";
import { favourites } from "../gallery/table.ts";
import type { UserCtx } from "../http/ctx.ts";
import { isFound, promptNumber, prompts } from "./search.ts";
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

function wanted(userId: string, query: ListGenerationsQuery): SQL | undefined {
  const given = <V>(value: V | undefined, rule: (value: V) => SQL): SQL | undefined =>
    value === undefined ? undefined : rule(value);
  return and(
    eq(generations.userId, userId),
    notBinned,
    // Written out, not bound: only then does the partial index serve.
    query.purpose === "PROOF" ? sql`${generations.purpose} = 'PROOF'` : eq(generations.purpose, "PICTURE"),
    given(query.styleId, (id) => eq(generations.styleId, id)),
    given(query.status, (status) => eq(generations.status, status)),
    given(query.prompt, (prompt) => eq(generations.prompt, prompt)),
    given(query.seed, (seed) => eq(generations.seed, seed)),
    given(query.size, (size) => eq(longerSide, size)),
    given(query.shape, (shape) => shapes[shape]),
    given(query.from, (from) => gte(generations.createdAt, from)),
    given(query.to, (to) => lt(generations.createdAt, to)),
  );
}

/**
 * One page, newest first, and how many there are in all. The index that leads is that of the rarest wish:
 * the words, then the hearts, then the artist's own pictures by time. CROSS JOIN holds SQLite to that order: it
 * guesses otherwise, and once asked the words anew for each of an artist's pictures.
 */
export function listStatements(db: Db, userId: string, query: ListGenerationsQuery) {
  const limit = (query.limit ?? DEFAULT_LIMIT) + 1;
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  const where = wanted(userId, query);
  if (query.search) {
    const found = and(
      isFound(userId, query.search),
      eq(generationWords.number, promptNumber),
      eq(generations.id, generationWords.generationId),
      where,
      query.favourite === undefined ? undefined : heart(query.favourite),
    );
    return {
      page: db
        .select({ ...pictureColumns, order: sql<number>`generation_prompts.rowid`.as("order") })
        .from(prompts)
        .crossJoin(generationWords)
        .crossJoin(generations)
        .where(and(found, place ? lt(promptNumber, place.order) : undefined))
        .orderBy(desc(promptNumber))
        .limit(limit),
      total: db.select({ n: count() }).from(prompts).crossJoin(generationWords).crossJoin(generations).where(found),
    };
  }
  if (query.favourite) {
    const hearts = and(eq(favourites.userId, userId), eq(generations.id, favourites.generationId), where);
    const after = place && isAfter(favourites.createdAt, favourites.generationId, place);
    return {
      page: db
        .select({ ...pictureColumns, order: sql<number>`${favourites.createdAt}`.as("order") })
        .from(favourites)
        .crossJoin(generations)
        .where(and(hearts, after ?? undefined))
        .orderBy(desc(favourites.createdAt), desc(favourites.generationId))
        .limit(limit),
      total: db.select({ n: count() }).from(favourites).crossJoin(generations).where(hearts),
    };
  }
  const all = and(where, query.favourite === undefined ? undefined : heart(query.favourite));
  const after = place && isAfter(generations.createdAt, generations.id, place);
  return {
    page: db
      .select({ ...pictureColumns, order: sql<number>`generations.created_at`.as("order") })
      .from(generations)
      .where(and(all, after ?? undefined))
      .orderBy(desc(generations.createdAt), desc(generations.id))
      .limit(limit),
    total: db.select({ n: count() }).from(generations).where(all),
  };
}

const heart = (has: boolean): SQL => {
  const found = sql`EXISTS (SELECT 1 FROM favourites WHERE favourites.generation_id = generations.id)`;
  return has ? found : sql`NOT ${found}`;
};

type Time = typeof generations.createdAt | typeof favourites.createdAt;
type Id = typeof generations.id | typeof favourites.generationId;

const isAfter = (time: Time, id: Id, place: Place) =>
  or(lt(time, place.order), and(eq(time, place.order), lt(id, place.id)));

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
