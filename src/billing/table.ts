import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { users } from "../accounts/table.ts";

/** The balances. They always equal the sums of the account's ledger rows, because both change in one batch. */
export const subscriptions = sqliteTable(
  "subscriptions",
  {
    userId: text("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    plan: text({ enum: ["FREE", "BASIC", "PRO", "ENTERPRISE"] })
      .notNull()
      .default("FREE"),
    trainingCredits: integer("training_credits").notNull(),
    generationCredits: integer("generation_credits").notNull(),
    currentPeriodStart: integer("current_period_start"),
    currentPeriodEnd: integer("current_period_end"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    stripeCustomerId: text("stripe_customer_id"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** When the plan ends because it was cancelled; null while it renews itself. */
    endsAt: integer("ends_at"),
    /** The last payment did not go through and is being tried again. */
    paymentDue: integer("payment_due", { mode: "boolean" }).notNull().default(false),
    /** When the provider was asked what stands here: an answer to an earlier question never replaces it. */
    askedAt: integer("asked_at"),
  },
  (table) => [
    check("training_credits_not_negative", sql`${table.trainingCredits} >= 0`),
    check("generation_credits_not_negative", sql`${table.generationCredits} >= 0`),
    uniqueIndex("subscriptions_customer").on(table.stripeCustomerId),
  ],
);

/**
 * Append-only: grant and purchase +n, hold −n, capture 0, release +n, refund −n. No foreign key: the ledger outlives what
 * it speaks of.
 */
export const ledger = sqliteTable(
  "ledger",
  {
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    unit: text({ enum: ["training", "generation"] }).notNull(),
    kind: text({ enum: ["grant", "purchase", "hold", "capture", "release", "refund"] }).notNull(),
    amount: integer().notNull(),
    jobId: text("job_id"),
    reason: text().notNull(),
    createdAt: integer("created_at").notNull(),
    /** What a movement comes from that may be told of more than once, such as a paid month: it moves credits once. */
    source: text(),
  },
  (table) => [
    index("ledger_user").on(table.userId, table.createdAt, table.id),
    index("ledger_job").on(table.jobId).where(sql`job_id IS NOT NULL`),
    uniqueIndex("ledger_held_once").on(table.jobId).where(sql`kind = 'hold'`),
    uniqueIndex("ledger_settled_once").on(table.jobId).where(sql`kind IN ('capture', 'release')`),
    uniqueIndex("ledger_source_once").on(table.source),
  ],
);

/** Events of the payment provider that were worked on; a repeat changes nothing. */
export const stripeEvents = sqliteTable(
  "stripe_events",
  {
    id: text().primaryKey(),
    type: text().notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [index("stripe_events_seen").on(table.seenAt)],
);

/** Customers whose address the payment provider does not know yet; a row dies when it was told. */
export const customerNews = sqliteTable(
  "customer_news",
  {
    userId: text("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** When the address changed last: what is told of an earlier one leaves the row. */
    changedAt: integer("changed_at").notNull(),
    /** Tries so far, each counted before it is made. */
    attempts: integer().notNull().default(0),
    /** When it may be told; a try puts it off, so that no two tell at one time. */
    dueAt: integer("due_at").notNull(),
  },
  (table) => [index("customer_news_due").on(table.dueAt)],
);
