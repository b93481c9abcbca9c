import { and, eq, isNotNull, sql } from "drizzle-orm";
import { customerNews, subscriptions } from "../billing/table.ts";
import type { Statement } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";

/**
 * Owes the payment provider the address that the batch it runs in gives to an artist who is its customer; the clock tells.
 * What is being told now keeps its time, so that the news of an older address never comes after this one.
 */
export function oweAddress({ db, now }: Pick<Ctx, "db" | "now">, userId: string): Statement {
  const at = now();
  // In the order of the table's columns.
  const news = db
    .select({
      userId: subscriptions.userId,
      changedAt: sql`${at}`.as("changed_at"),
      attempts: sql`0`.as("attempts"),
      dueAt: sql`${at}`.as("due_at"),
    })
    .from(subscriptions)
    .where(and(eq(subscriptions.userId, userId), isNotNull(subscriptions.stripeCustomerId)));
  return db
    .insert(customerNews)
    .select(news)
    .onConflictDoUpdate({
      target: customerNews.userId,
      set: { changedAt: sql`MAX(excluded.changed_at, ${customerNews.changedAt} + 1)` },
    });
}
