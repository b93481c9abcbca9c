import { fillPlaceholders, type Placeholder, type Query, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";

const opened = new WeakMap<D1Database, Db>();

export type Db = ReturnType<typeof drizzle>;

/** Drizzle over the D1 binding, one for all requests; features bring their own tables. */
export function open(d1: D1Database): Db {
  const known = opened.get(d1) ?? drizzle(d1);
  opened.set(d1, known);
  return known;
}

/** A statement that is not yet run: verbs hand these to each other to run in one batch. */
export type Statement = BatchItem<"sqlite">;

/**
 * Runs all of `statements` in one transaction and one round trip; one failure undoes all.
 * D1 answers a batch by column name: a join must not select two columns of the same name.
 */
export const together = (db: Db, statements: readonly Statement[]): Promise<unknown[]> =>
  statements.length === 0 ? Promise.resolve([]) : db.batch(statements as [Statement, ...Statement[]]);

/** Stands in a {@link remembered} read for what differs from request to request. */
export type Value<Name extends string> = (name: Name) => Placeholder<Name>;

interface Prepared {
  getQuery: () => Query;
}
/** What Drizzle's batch asks of each statement. */
interface Preparable {
  _prepare: () => Prepared;
}

/**
 * A read for {@link together} whose SQL is written once for all requests: writing it takes Drizzle longer than running it
 * takes D1. `build` gets a placeholder for each value.
 */
export function remembered<Name extends string, Read extends Statement>(
  build: (db: Db, value: Value<Name>) => Read,
): (db: Db, values: Record<Name, unknown>) => Read {
  const known = new WeakMap<Db, Prepared>();
  return (db, values) => {
    const prepared: Prepared =
      known.get(db) ?? (build(db, (name) => sql.placeholder(name)) as unknown as Preparable)._prepare();
    known.set(db, prepared);
    const query = prepared.getQuery();
    const filled = { ...query, params: fillPlaceholders(query.params, values) };
    return { _prepare: () => Object.create(prepared, { query: { value: filled } }) } as unknown as Read;
  };
}
