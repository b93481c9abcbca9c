import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What an artist asked to be deleted for good. No foreign key: it outlives what it speaks of. */
export const erasures = sqliteTable(
  "erasures",
  {
    /** Of the style, or of the artist when the account goes. */
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    subject: text({ enum: ["style", "account"] }).notNull(),
    name: text().notNull(),
    requestedAt: integer("requested_at").notNull(),
    /** When the clock goes on with what is left. */
    dueAt: integer("due_at").notNull(),
    /** Until then one worker has it; a dead one loses it. */
    leaseUntil: integer("lease_until").notNull().default(0),
    doneAt: integer("done_at"),
    /** Signed, once everything is gone. */
    receipt: text(),
  },
  (table) => [
    index("erasures_due").on(table.dueAt).where(sql`done_at IS NULL`),
    index("erasures_done").on(table.doneAt).where(sql`done_at IS NOT NULL`),
  ],
);

/** One thing to delete, in its order. `target` is what is needed to do it when nothing else is left to ask. */
export const erasureItems = sqliteTable(
  "erasure_items",
  {
    erasureId: text("erasure_id").notNull(),
    place: integer().notNull(),
    kind: text({ enum: ["jobs", "version", "links", "rows", "files", "payments", "account"] }).notNull(),
    /** Of a style, whose jobs end before its rows go, and its rows before its files; or of the account. */
    scope: text().notNull(),
    target: text().notNull(),
    label: text().notNull(),
    count: integer().notNull(),
    state: text({ enum: ["waiting", "refused", "done"] })
      .notNull()
      .default("waiting"),
    attempts: integer().notNull().default(0),
    dueAt: integer("due_at").notNull().default(0),
    doneAt: integer("done_at"),
  },
  (table) => [primaryKey({ columns: [table.erasureId, table.place] })],
);
