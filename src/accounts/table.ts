import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

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
  /** When the artist proved that the address is theirs; null until then. */
  emailVerifiedAt: integer("email_verified_at"),
  /** R2 key of the picture beside the name. */
  avatarKey: text("avatar_key"),
  mailsStyleReady: integer("mails_style_ready", { mode: "boolean" }).notNull().default(true),
  mailsTrainingFailed: integer("mails_training_failed", { mode: "boolean" }).notNull().default(true),
});

const owner = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/** A token is valid while its row is here and not expired: sign-out deletes the row. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: owner(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    userAgent: text("user_agent"),
    /** To the hour: a write for each request would be dear. */
    seenAt: integer("seen_at"),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_expiry").on(table.expiresAt)],
);

/** Who an artist is at a provider they sign in with. */
export const identities = sqliteTable(
  "identities",
  {
    provider: text({ enum: ["google", "discord"] }).notNull(),
    /** The provider's own id of the person: addresses change hands, this does not. */
    subject: text().notNull(),
    userId: owner(),
    email: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.subject] }),
    uniqueIndex("identities_user").on(table.userId, table.provider),
  ],
);

/** A way to a provider and back, begun in one browser; the way back takes the row. Secrets are kept as hashes. */
export const oauthAttempts = sqliteTable(
  "oauth_attempts",
  {
    stateHash: text("state_hash").primaryKey(),
    provider: text({ enum: ["google", "discord"] }).notNull(),
    browserHash: text("browser_hash").notNull(),
    verifier: text().notNull(),
    nonce: text().notNull(),
    /** Whom to link to; null when somebody signs in. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    returnTo: text("return_to").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("oauth_attempts_expiry").on(table.expiresAt),
    index("oauth_attempts_user").on(table.userId).where(sql`user_id IS NOT NULL`),
  ],
);

/** A Bearer for programs. The token itself is shown once and never kept. */
export const apiTokens = sqliteTable(
  "api_tokens",
  {
    id: text().primaryKey(),
    userId: owner(),
    name: text().notNull(),
    hash: text().notNull().unique(),
    createdAt: integer("created_at").notNull(),
    /** To the hour. */
    usedAt: integer("used_at"),
  },
  (table) => [index("api_tokens_user").on(table.userId, table.createdAt)],
);
