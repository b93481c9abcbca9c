import { drizzle } from "drizzle-orm/d1";

/** Drizzle over the D1 binding; features bring their own tables. */
export const open = (d1: D1Database) => drizzle(d1);

export type Db = ReturnType<typeof open>;
