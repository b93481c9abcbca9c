import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "../accounts/table.ts";
import { generations } from "../generation/table.ts";

const ofPicture = () =>
  text("generation_id")
    .notNull()
    .references(() => generations.id, { onDelete: "cascade" });

/** Pictures with a heart. `createdAt` is the picture's own, so that the list needs no sorting. */
export const favourites = sqliteTable(
  "favourites",
  {
    generationId: ofPicture().primaryKey(),
    userId: text("user_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("favourites_user").on(table.userId, table.createdAt, table.generationId)],
);

/** Pictures that were deleted and can still be brought back; the clock deletes them for good when they are due. */
export const bin = sqliteTable(
  "bin",
  {
    generationId: ofPicture().primaryKey(),
    userId: text("user_id").notNull(),
    dueAt: integer("due_at").notNull(),
  },
  (table) => [index("bin_due").on(table.dueAt)],
);

/** Pages that show one picture to whoever has the address. Without a row the address is dead. */
export const shares = sqliteTable("shares", {
  /** Random; the only secret of the page. */
  slug: text().primaryKey(),
  generationId: ofPicture().unique(),
  userId: text("user_id").notNull(),
  /** Shows the artist's words under the picture. */
  withPrompt: integer("with_prompt", { mode: "boolean" }).notNull(),
  /** Lets search engines find the page. */
  listed: integer({ mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
});

/** What a signed link to an archive will hold; the archive itself is never stored. */
export const bundles = sqliteTable(
  "bundles",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    generationIds: text("generation_ids", { mode: "json" }).$type<string[]>().notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("bundles_expiry").on(table.expiresAt), index("bundles_user").on(table.userId)],
);
