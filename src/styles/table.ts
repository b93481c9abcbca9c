import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "../accounts/table.ts";

/** A style's status is derived (status.ts) and never stored. */
export const styles = sqliteTable(
  "styles",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text(),
    triggerWord: text("trigger_word").notNull(),
    /** The training whose version paints new pictures; null: the newest. */
    usedVersion: text("used_version"),
    /** What pictures take when nothing is said; null until the artist chose a proof. */
    strength: real(),
    /** The proof that was chosen. */
    proofId: text("proof_id"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("styles_user").on(table.userId, table.createdAt)],
);

/**
 * What an artist asked to be deleted: written first and marked done last, so that a deletion cut short is resumed and a
 * repeated one answers as the first did. No foreign key: it outlives what it speaks of.
 */
export const removals = sqliteTable(
  "removals",
  {
    /** Of the style, image, training or generation. */
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    styleId: text("style_id").notNull(),
    /** Everything in R2 whose key starts with one of these goes. */
    prefixes: text({ mode: "json" }).$type<string[]>().notNull(),
    requestedAt: integer("requested_at").notNull(),
    doneAt: integer("done_at"),
  },
  (table) => [
    index("removals_open").on(table.requestedAt).where(sql`done_at IS NULL`),
    index("removals_done").on(table.requestedAt).where(sql`done_at IS NOT NULL`),
  ],
);
