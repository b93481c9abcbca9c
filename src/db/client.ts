import type { BatchItem } from "drizzle-orm/batch";
import { drizzle } from "drizzle-orm/d1";

/** Drizzle over the D1 binding; features bring their own tables. */
export const open = (d1: D1Database) => drizzle(d1);

export type Db = ReturnType<typeof open>;

/** A statement that is not yet run: verbs hand these to each other to run in one batch. */
export type Statement = BatchItem<"sqlite">;

/**
 * Runs all of `statements` in one transaction and one round trip; one failure undoes all.
 * D1 answers a batch by column name: a join must not select two columns of the same name.
 */
export const together = (db: Db, statements: readonly Statement[]): Promise<unknown[]> =>
  statements.length === 0 ? Promise.resolve([]) : db.batch(statements as [Statement, ...Statement[]]);
