import { and, eq, isNull } from "drizzle-orm";
import type { CheckoutInput, Elsewhere } from "../contract/billing.ts";
import { type Pack, type PaidPlan, packs } from "../contract/plans.ts";
import { together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { tellCustomers } from "./customer-news.ts";
import { catchUp, leasesOf, tagOf } from "./sync.ts";
import { customerNews, subscriptions } from "./table.ts";
import { atTheTill, checkPrices, requireTill, type Till } from "./till.ts";

/** What a purchase needs to know, read with the session. */
export const buyer = (ctx: UserCtx) => ({
  accounts: ctx.db
    .select({ customer: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.userId, ctx.user.id)),
});

export interface Buyer {
  accounts: { customer: string | null }[];
}

const back = ({ settings }: UserCtx, path: string) => `${settings.APP_URL}${path}`;

/**
 * The provider's customer of this artist, made once: asked twice at the same time, the provider answers the same, because it
 * is asked for the same. The address follows as any later one does; without one the provider's page asks for it.
 */
async function customerOf(ctx: UserCtx, till: Till, { accounts: [account] }: Buyer): Promise<string> {
  if (account?.customer) return account.customer;
  const userId = ctx.user.id;
  const { id } = await till.stripe.customers.create({ metadata: { userId } }, { idempotencyKey: `customer:${userId}` });
  const now = ctx.now();
  await together(ctx.db, [
    ctx.db
      .update(subscriptions)
      .set({ stripeCustomerId: id, updatedAt: now })
      .where(and(eq(subscriptions.userId, userId), isNull(subscriptions.stripeCustomerId))),
    ctx.db.insert(customerNews).values({ userId, changedAt: now, dueAt: now }).onConflictDoNothing(),
  ]);
  await tellCustomers(ctx, till, userId);
  return id;
}

const urlOf = ({ url }: { url: string | null }): Elsewhere => {
  if (!url) throw new Error("the provider gave no page to go to");
  return { url };
};

/** Two pages of the same wish must not sell two plans: those that were not finished end. */
async function endOpenCheckouts({ stripe }: Till, customer: string): Promise<void> {
  const { data } = await stripe.checkout.sessions.list({ customer, status: "open", limit: 20 });
  for (const { id, mode } of data) if (mode === "subscription") await stripe.checkout.sessions.expire(id);
}

async function choosePlan(ctx: UserCtx, till: Till, customer: string, plan: PaidPlan): Promise<Elsewhere> {
  await checkPrices(till);
  const [lease] = await leasesOf(till, customer, ctx.now());
  if (lease) return changePlan(ctx, till, customer, lease, plan);
  await endOpenCheckouts(till, customer);
  const session = await till.stripe.checkout.sessions.create({
    mode: "subscription",
    customer,
    client_reference_id: ctx.user.id,
    line_items: [{ price: till.priceOf[plan], quantity: 1 }],
    success_url: back(ctx, "/credits?from=checkout"),
    cancel_url: back(ctx, "/pricing"),
  });
  return urlOf(session);
}

type Lease = Awaited<ReturnType<typeof leasesOf>>[number];

/** Who has a plan changes it on the provider's page, which shows what the rest of the month costs before it takes it. */
async function changePlan(
  ctx: UserCtx,
  till: Till,
  customer: string,
  lease: Lease,
  plan: PaidPlan,
): Promise<Elsewhere> {
  const return_url = back(ctx, "/credits?from=checkout");
  const [item] = lease.subscription.items.data;
  if (lease.plan === plan || !item) return till.stripe.billingPortal.sessions.create({ customer, return_url });
  return till.stripe.billingPortal.sessions.create({
    customer,
    return_url,
    flow_data: {
      type: "subscription_update_confirm",
      subscription_update_confirm: {
        subscription: lease.subscription.id,
        items: [{ id: item.id, price: till.priceOf[plan], quantity: 1 }],
      },
      after_completion: { type: "redirect", redirect: { return_url } },
    },
  });
}

async function buyPack(ctx: UserCtx, till: Till, customer: string, pack: Pack): Promise<Elsewhere> {
  const name = `${pack.amount} ${pack.unit === "training" ? "trainings" : "pictures"}`;
  const metadata = tagOf(ctx.user.id, pack);
  const session = await till.stripe.checkout.sessions.create({
    mode: "payment",
    customer,
    client_reference_id: ctx.user.id,
    line_items: [{ quantity: 1, price_data: { currency: "usd", unit_amount: pack.price, product_data: { name } } }],
    metadata,
    // A refund speaks of the payment alone.
    payment_intent_data: { metadata },
    invoice_creation: { enabled: true },
    success_url: back(ctx, "/credits?from=checkout"),
    cancel_url: back(ctx, "/credits"),
  });
  return urlOf(session);
}

/** Opens the provider's page for a plan or a pack. Throws FREE_MODE, INVALID_INPUT and UNAVAILABLE. */
export async function checkout(ctx: UserCtx, input: CheckoutInput, facts: Buyer): Promise<Elsewhere> {
  const till = await requireTill(ctx.settings);
  const { plan, pack } = input;
  if ((plan === undefined) === (pack === undefined)) {
    throw new AppError("INVALID_INPUT", "Choose one thing: a plan or a pack.", {
      fields: { plan: "Choose a plan or a pack." },
    });
  }
  return atTheTill(async () => {
    const customer = await customerOf(ctx, till, facts);
    if (plan !== undefined) return choosePlan(ctx, till, customer, plan);
    return buyPack(ctx, till, customer, packs[pack!]);
  });
}

const noPurchases = () =>
  new AppError("NO_PURCHASES", "You have bought nothing yet, so there is nothing to look after.");

/** Opens the provider's page for cards, invoices and cancelling. Throws FREE_MODE, NO_PURCHASES and UNAVAILABLE. */
export async function portal(ctx: UserCtx, { accounts: [account] }: Buyer): Promise<Elsewhere> {
  const { stripe } = await requireTill(ctx.settings);
  const customer = account?.customer;
  if (!customer) throw noPurchases();
  return atTheTill(() =>
    stripe.billingPortal.sessions.create({ customer, return_url: back(ctx, "/credits?from=checkout") }),
  );
}

/** Makes what was just bought true at once, before the provider's own news arrives. */
export async function refresh(ctx: UserCtx, { accounts: [account] }: Buyer): Promise<void> {
  const till = await requireTill(ctx.settings);
  const customer = account?.customer;
  if (customer) await atTheTill(() => catchUp(ctx, till, ctx.user.id, customer));
}
