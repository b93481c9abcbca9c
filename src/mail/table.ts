import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "../accounts/table.ts";

/** Mails that are owed. The id says what for, so that owing one twice is owing it once. */
export const mails = sqliteTable(
  "mails",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text({
      enum: [
        "confirm-address",
        "reset-password",
        "password-changed",
        "change-address",
        "address-changed",
        "style-ready",
        "training-failed",
      ],
    }).notNull(),
    /** What the letter names, such as a style; never a secret. `to`: where it goes, if not to the account's address. */
    facts: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
    /** Tries so far, each counted before it is made. */
    attempts: integer().notNull().default(0),
    /** When it may be tried again. */
    dueAt: integer("due_at").notNull(),
    sentAt: integer("sent_at"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("mails_due").on(table.dueAt).where(sql`sent_at IS NULL`),
    index("mails_old").on(table.createdAt),
    index("mails_user").on(table.userId),
  ],
);

/** What a link in a mail permits, once. The link's secret is kept as a hash. */
export const mailLinks = sqliteTable(
  "mail_links",
  {
    hash: text().primaryKey(),
    purpose: text({ enum: ["confirm-address", "reset-password", "change-address", "take-back-address"] }).notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The address it was sent to: it proves that one alone. */
    email: text().notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("mail_links_user").on(table.userId, table.purpose), index("mail_links_expiry").on(table.expiresAt)],
);
