import type Stripe from "stripe";
import type { Statement } from "../db/client.ts";
import { together } from "../db/client.ts";
import { type PaidThing, paidThings } from "./invoice.ts";
import { type Books, refund, regain } from "./ledger.ts";
import { grantsOf, refundMonth, regainMonth } from "./month-back.ts";
import { bought, dollars, monthOf, planStatements, readTag } from "./sync.ts";
import type { Till } from "./till.ts";

/** Whether a dispute's money is gone, for good or until the bank decides. An inquiry takes none; what was won came back. */
const isGone = ({ status }: Stripe.Dispute) =>
  status !== "won" && status !== "prevented" && !status.startsWith("warning_");

interface MoneyBack {
  payment: Stripe.PaymentIntent;
  /** Cents. */
  back: number;
  /** Names what went back so far: a dispute that was won meanwhile makes the same sum another one. */
  total: string;
  won: string[];
  /** Disputes that count as gone here; each may have been won since. */
  unlessWon: string[];
  reason: string;
}

const WON = "A dispute was settled for us";

function moneyBack(charge: Stripe.Charge, disputes: readonly Stripe.Dispute[]): MoneyBack | null {
  const payment = typeof charge.payment_intent === "object" ? charge.payment_intent : null;
  const gone = disputes.filter(isGone);
  const won = disputes.filter(({ status }) => status === "won").map(({ id }) => id);
  const back = Math.min(
    charge.amount,
    gone.reduce((sum, { amount }) => sum + amount, charge.amount_refunded),
  );
  if (!payment || (back === 0 && won.length === 0)) return null;
  const what = gone.length > 0 ? "Disputed with the bank" : "Paid back";
  return {
    payment,
    back,
    total: [back, ...won].join(":"),
    won,
    unlessWon: gone.map(({ id }) => id),
    reason: `${what}: ${dollars(back)} of ${dollars(charge.amount)}`,
  };
}

/**
 * Takes back what a payment of a pack bought, as far as its money went back to the customer, by a refund or by a dispute, and
 * as far as the credits are still there; a dispute that was won gives again what it took. News of the payment itself may be on
 * its way yet. Both arguments are what the provider knows now, so that the order of its news does not matter.
 */
export function paidBackStatements(
  books: Books,
  charge: Stripe.Charge,
  disputes: readonly Stripe.Dispute[],
): Statement[] {
  const money = moneyBack(charge, disputes);
  const tag = readTag(money?.payment.metadata ?? null);
  if (!money || !tag) return [];
  const { back, won, payment, ...told } = money;
  const amount = Math.floor((tag.amount * back) / charge.amount);
  const movement = { userId: tag.userId, unit: tag.unit, purchaseId: payment.id, amount };
  return [
    ...bought(books, payment.id, tag, charge.amount),
    ...won.flatMap((disputeId) => regain(books, { ...movement, disputeId, reason: WON })),
    ...(back === 0 ? [] : refund(books, { ...movement, ...told })),
  ];
}

/** The grants that a payment's things were granted by; a change of plan says a moment in its month, not its beginning. */
async function sourcesOf(books: Books, things: readonly PaidThing[]): Promise<Map<string, PaidThing>> {
  const found = new Map<string, PaidThing>();
  for (const thing of things) {
    const grants = await grantsOf(books, thing.subscriptionId);
    const start = Math.max(...grants.map((one) => one.start).filter((at) => at <= thing.start));
    for (const { source } of grants) {
      if (source.startsWith(`month:${thing.subscriptionId}:${start}:${thing.plan}:`)) found.set(source, thing);
    }
  }
  return found;
}

/**
 * The same for a payment of a plan: of each grant that its invoice brought, the part that the money was. What it brought is
 * granted first if it is not yet, in a batch of its own, so that its rows can be found.
 */
export async function monthsPaidBack(
  books: Books,
  till: Till,
  userId: string,
  charge: Stripe.Charge,
  disputes: readonly Stripe.Dispute[],
): Promise<Statement[]> {
  const money = moneyBack(charge, disputes);
  if (!money || readTag(money.payment.metadata)) return [];
  const things = await paidThings(till, money.payment.id);
  if (things.length === 0) return [];
  const customer = typeof charge.customer === "string" ? charge.customer : (charge.customer?.id ?? "");
  const whole = things.filter(({ wholeMonth }) => wholeMonth !== null);
  await together(books.db, [
    ...whole.flatMap(({ plan, wholeMonth }) => (wholeMonth ? monthOf(books, userId, { plan, month: wholeMonth }) : [])),
    ...(await planStatements(books, till, userId, customer)),
  ]);
  const { back, won, payment, reason, ...told } = money;
  return [...(await sourcesOf(books, things))].flatMap(([source, { total }]) => {
    const unit = source.endsWith(":training") ? ("training" as const) : ("generation" as const);
    const month = { userId, unit, source, payment: payment.id, back, of: Math.max(total, charge.amount), reason };
    return [
      ...won.flatMap((disputeId) => regainMonth(books, { ...month, reason: WON }, disputeId)),
      ...(back === 0 ? [] : refundMonth(books, month, told)),
    ];
  });
}
