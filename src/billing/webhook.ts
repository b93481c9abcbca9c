import { eq, lt } from "drizzle-orm";
import type Stripe from "stripe";
import { type Statement, together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { monthsPaidBack, paidBackStatements } from "./paid-back.ts";
import { accountOfCustomer, planStatements, purchaseStatements } from "./sync.ts";
import { stripeEvents } from "./table.ts";
import { requireTill, type Till } from "./till.ts";

const idOf = (thing: string | { id: string } | null | undefined) => (typeof thing === "string" ? thing : thing?.id);

/**
 * What an event makes true. It only says what to look at: state is asked of the provider anew, so that late, doubled and
 * reordered events all lead to the same rows.
 */
async function consequences(ctx: Ctx, till: Till, event: Stripe.Event): Promise<Statement[]> {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded": {
      const session = await till.stripe.checkout.sessions.retrieve(event.data.object.id);
      if (session.mode === "payment") return known(ctx, idOf(session.customer), () => purchaseStatements(ctx, session));
      return planOf(ctx, till, idOf(session.customer));
    }
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "invoice.paid":
    case "invoice.payment_failed":
      return planOf(ctx, till, idOf(event.data.object.customer));
    case "charge.refunded":
      return paidBackOf(ctx, till, event.data.object.id);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated": {
      const { id, charge, status } = event.data.object;
      log("warn", "stripe.disputed", { requestId: ctx.requestId, dispute: id, status });
      return paidBackOf(ctx, till, idOf(charge) ?? "");
    }
    default:
      return [];
  }
}

/** An account that was deleted since is nobody's: nothing is written for it. */
async function known(
  ctx: Ctx,
  customer: string | undefined,
  statements: (userId: string) => Statement[] | Promise<Statement[]>,
): Promise<Statement[]> {
  const [account] = customer ? await accountOfCustomer(ctx, customer) : [];
  if (account) return statements(account.userId);
  log("warn", "stripe.stranger", { requestId: ctx.requestId, customer });
  return [];
}

async function paidBackOf(ctx: Ctx, till: Till, chargeId: string): Promise<Statement[]> {
  const { stripe } = till;
  const [charge, disputes] = await Promise.all([
    stripe.charges.retrieve(chargeId, { expand: ["payment_intent"] }),
    stripe.disputes.list({ charge: chargeId, limit: 100 }),
  ]);
  return known(ctx, idOf(charge.customer), async (userId) => [
    ...paidBackStatements(ctx, charge, disputes.data),
    ...(await monthsPaidBack(ctx, till, userId, charge, disputes.data)),
  ]);
}

const planOf = (ctx: Ctx, till: Till, customer: string | undefined) =>
  known(ctx, customer, (userId) => planStatements(ctx, till, userId, customer ?? ""));

/** @returns why nothing was to be done, or null. Throws FREE_MODE, WEBHOOK_REFUSED, and UNAVAILABLE to be told again. */
export async function hearStripe(ctx: Ctx, body: string, signature: string): Promise<string | null> {
  const till = await requireTill(ctx.settings);
  const event = await till.open(body, signature).catch((error: unknown) => {
    ctx.count({ what: "webhook", from: "stripe", verdict: "refused" });
    log("warn", "stripe.refused", { requestId: ctx.requestId, reason: describe(error) });
    throw new AppError("WEBHOOK_REFUSED", "The signature does not fit.");
  });
  const seen = await ctx.db.select({ id: stripeEvents.id }).from(stripeEvents).where(eq(stripeEvents.id, event.id));
  ctx.count({ what: "webhook", from: "stripe", verdict: seen.length > 0 ? "ignored" : "heard" });
  if (seen.length > 0) return "a repeat";
  try {
    const statements = await consequences(ctx, till, event);
    const note = ctx.db.insert(stripeEvents).values({ id: event.id, type: event.type, seenAt: ctx.now() });
    await together(ctx.db, [note, ...statements]);
    return statements.length === 0 ? "nothing to do" : null;
  } catch (error) {
    if (violates(error, "UNIQUE", "stripe_events.id")) return "a repeat";
    throw new AppError("UNAVAILABLE", "This could not be worked on now. Send it again.", { reason: error });
  }
}

/** The provider repeats an event for at most three days. */
const REMEMBERED_MS = 30 * 24 * 60 * 60 * 1_000;

export async function forgetEvents({ db, now }: Pick<Ctx, "db" | "now">): Promise<void> {
  await db.delete(stripeEvents).where(lt(stripeEvents.seenAt, now() - REMEMBERED_MS));
}
