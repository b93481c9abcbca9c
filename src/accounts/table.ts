import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Times in every table are Unix milliseconds. */
export const users = sqliteTable("users", {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text(),
  avatarUrl: text("avatar_url"),
  /** `scrypt$N$r$p$salt$hash`; null for an account that signs in only through a provider. */
  password: text(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** A token is valid while its row is here and not expired: sign-out deletes the row. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_expiry").on(table.expiresAt)],
);
