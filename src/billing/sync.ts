import { eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { type PaidPlan, type packs, plans } from "../contract/plans.ts";
import { type Statement, together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { type Books, grantMonth, type PaidMonth, purchase, type Unit } from "./ledger.ts";
import { subscriptions } from "./table.ts";
import { planOfPrice, type Till } from "./till.ts";

type Shop = Pick<Ctx, "db" | "now">;

/** Still gives its plan: while a payment is tried again nothing is taken away. */
const lives = ({ status }: Stripe.Subscription) => status === "active" || status === "past_due";

interface Lease {
  plan: PaidPlan;
  subscription: Stripe.Subscription;
  month: PaidMonth;
}

const SECOND_MS = 1_000;

function leaseOf(till: Till, subscription: Stripe.Subscription, at: number): Lease | null {
  const [item] = subscription.items.data;
  const plan = item && planOfPrice(till, item.price.id);
  if (!item || !plan || !lives(subscription)) return null;
  const start = item.current_period_start * SECOND_MS;
  const end = item.current_period_end * SECOND_MS;
  const month = { subscriptionId: subscription.id, start, length: end - start, left: Math.max(0, end - at) };
  return { plan, subscription, month };
}

const rank = { BASIC: 1, PRO: 2 } as const;
const larger = (a: Lease, b: Lease) => rank[b.plan] - rank[a.plan] || b.month.start - a.month.start;

const isPaidUp = ({ status, latest_invoice: invoice }: Stripe.Subscription) =>
  status === "active" && typeof invoice === "object" && invoice?.status === "paid";

/** The customer's plans as the provider knows them now; the order in which its news arrive then does not matter. */
export async function leasesOf(till: Till, customer: string, at: number): Promise<Lease[]> {
  const { data } = await till.stripe.subscriptions.list({
    customer,
    status: "all",
    limit: 100,
    expand: ["data.latest_invoice"],
  });
  return data.flatMap((one) => leaseOf(till, one, at) ?? []).sort(larger);
}

/** Statements that make plan and monthly credits what the provider says they are. */
export async function planStatements(shop: Shop, till: Till, userId: string, customer: string): Promise<Statement[]> {
  const askedAt = shop.now();
  const leases = await leasesOf(till, customer, askedAt);
  const [best] = leases;
  const cancelled = best?.subscription.cancel_at ?? null;
  const current = {
    // A plan given by hand is not taken away by the absence of a bought one.
    plan: best?.plan ?? sql`CASE WHEN ${subscriptions.plan} = 'ENTERPRISE' THEN 'ENTERPRISE' ELSE 'FREE' END`,
    stripeSubscriptionId: best?.subscription.id ?? null,
    currentPeriodStart: best?.month.start ?? null,
    currentPeriodEnd: best ? best.month.start + best.month.length : null,
    endsAt: best?.subscription.cancel_at_period_end
      ? best.month.start + best.month.length
      : cancelled && cancelled * SECOND_MS,
    paymentDue: best?.subscription.status === "past_due",
    updatedAt: askedAt,
    askedAt,
  };
  const update = shop.db
    .update(subscriptions)
    .set(current)
    .where(
      sql`${subscriptions.userId} = ${userId} AND (${subscriptions.askedAt} IS NULL OR ${subscriptions.askedAt} <= ${askedAt})`,
    );
  const paidUp = leases.filter(({ subscription }) => isPaidUp(subscription));
  return [update, ...paidUp.flatMap((lease) => monthOf(shop, userId, lease))];
}

export function monthOf(books: Books, userId: string, { plan, month }: Pick<Lease, "plan" | "month">): Statement[] {
  const { trainings, generations } = plans[plan];
  const reason = `${plan} plan, a month`;
  const movement = { userId, month, plan, reason };
  return [
    ...grantMonth(books, { ...movement, unit: "training", amount: trainings ?? 0 }),
    ...grantMonth(books, { ...movement, unit: "generation", amount: generations ?? 0 }),
  ];
}

/** What a purchase carries through the provider and back; a pack that is no longer sold is still delivered. */
export type Tag = { userId: string; unit: Unit; amount: string };

export const tagOf = (userId: string, { unit, amount }: (typeof packs)[keyof typeof packs]): Tag => ({
  userId,
  unit,
  amount: String(amount),
});

export function readTag(metadata: Stripe.Metadata | null): { userId: string; unit: Unit; amount: number } | null {
  const { userId, unit, amount } = metadata ?? {};
  if (!userId || (unit !== "training" && unit !== "generation") || !/^\d+$/.test(amount ?? "")) return null;
  return { userId, unit, amount: Number(amount) };
}

const idOf = (thing: string | { id: string } | null): string => (typeof thing === "string" ? thing : (thing?.id ?? ""));

export const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;

export const bought = (books: Books, payment: string, tag: NonNullable<ReturnType<typeof readTag>>, cents: number) =>
  purchase(books, {
    ...tag,
    reason: `${tag.amount} ${tag.unit === "training" ? "trainings" : "pictures"} bought for ${dollars(cents)}`,
    source: `purchase:${payment}`,
  });

/** The credits of a paid checkout of a pack; none for any other, or one not paid yet. */
export function purchaseStatements(books: Books, session: Stripe.Checkout.Session): Statement[] {
  const tag = readTag(session.metadata);
  const payment = idOf(session.payment_intent);
  if (session.mode !== "payment" || session.payment_status !== "paid" || !tag || !payment) return [];
  return bought(books, payment, tag, session.amount_total ?? 0);
}

/** Asks the provider for everything an artist may have bought and makes it true here, whether or not its news came. */
export async function catchUp(shop: Shop, till: Till, userId: string, customer: string): Promise<void> {
  const [plan, { data: sessions }] = await Promise.all([
    planStatements(shop, till, userId, customer),
    till.stripe.checkout.sessions.list({ customer, limit: 20 }),
  ]);
  await together(shop.db, [...plan, ...sessions.flatMap((session) => purchaseStatements(shop, session))]);
}

export const accountOfCustomer = ({ db }: Shop, customer: string) =>
  db.select({ userId: subscriptions.userId }).from(subscriptions).where(eq(subscriptions.stripeCustomerId, customer));
