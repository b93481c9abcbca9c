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
  },
  (table) => [
    check("training_credits_not_negative", sql`${table.trainingCredits} >= 0`),
    check("generation_credits_not_negative", sql`${table.generationCredits} >= 0`),
  ],
);

/** Append-only: grant +n, hold −n, capture 0, release +n. No foreign key: the ledger outlives what it speaks of. */
export const ledger = sqliteTable(
  "ledger",
  {
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    unit: text({ enum: ["training", "generation"] }).notNull(),
    kind: text({ enum: ["grant", "hold", "capture", "release"] }).notNull(),
    amount: integer().notNull(),
    jobId: text("job_id"),
    reason: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("ledger_user").on(table.userId, table.createdAt),
    uniqueIndex("ledger_held_once").on(table.jobId).where(sql`kind = 'hold'`),
    uniqueIndex("ledger_settled_once").on(table.jobId).where(sql`kind IN ('capture', 'release')`),
  ],
);
