import { and, eq, sql } from "drizzle-orm";
import { users } from "../accounts/table.ts";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { customerNews, subscriptions } from "./table.ts";
import { type Till, tillOf } from "./till.ts";

type Shop = Pick<Ctx, "db" | "now">;

const AT_ONCE = 20;
const MINUTE_MS = 60_000;
/** A minute, two, four, … about an hour, without end. */
const LONGEST_SHIFT = 6;

const isForgotten = (error: unknown) => (error as { code?: string }).code === "resource_missing";

/** Tells the provider the customer's address as it is now, if its owner proved it: receipts must not reach a stranger. */
async function tell({ db }: Shop, { stripe }: Till, userId: string, changedAt: number): Promise<void> {
  const [person] = await db
    .select({
      email: users.email,
      provedAt: users.emailVerifiedAt,
      name: users.name,
      customer: subscriptions.stripeCustomerId,
    })
    .from(users)
    .innerJoin(subscriptions, eq(subscriptions.userId, users.id))
    .where(eq(users.id, userId));
  if (person?.customer && person.provedAt !== null) {
    const { email, name, customer } = person;
    await stripe.customers.update(customer, { email, ...(name && { name }) }).catch((error: unknown) => {
      if (!isForgotten(error)) throw error;
    });
  }
  await db.delete(customerNews).where(and(eq(customerNews.userId, userId), eq(customerNews.changedAt, changedAt)));
}

/**
 * Tells what is owed and due, of everybody or of one artist; what fails is told later. Never throws for the provider's
 * failures.
 */
export async function tellCustomers(shop: Shop, till: Till, only?: string): Promise<void> {
  const now = shop.now();
  const due = sql`SELECT user_id FROM customer_news WHERE due_at <= ${now} ORDER BY due_at LIMIT ${AT_ONCE}`;
  const taken = await shop.db
    .update(customerNews)
    .set({
      attempts: sql`attempts + 1`,
      dueAt: sql`${now} + (${MINUTE_MS} << MIN(attempts, ${LONGEST_SHIFT}))`,
    })
    .where(
      only === undefined
        ? sql`${customerNews.userId} IN (${due})`
        : and(eq(customerNews.userId, only), sql`due_at <= ${now}`),
    )
    .returning();
  await Promise.all(
    taken.map(({ userId, changedAt, attempts }) =>
      tell(shop, till, userId, changedAt).catch((error: unknown) =>
        log("warn", "customer.untold", { attempts, reason: describe(error) }),
      ),
    ),
  );
}

/** Run by the clock. In free mode nobody can be told; what is owed waits for the key. */
export async function sweepCustomers(ctx: Ctx): Promise<void> {
  const till = await tillOf(ctx.settings);
  if (till) await tellCustomers(ctx, till);
}
