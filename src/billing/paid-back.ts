import type Stripe from "stripe";
import type { Statement } from "../db/client.ts";
import { type Books, refund, regain } from "./ledger.ts";
import { bought, dollars, readTag } from "./sync.ts";

/** Whether a dispute's money is gone, for good or until the bank decides. An inquiry takes none; what was won came back. */
const isGone = ({ status }: Stripe.Dispute) =>
  status !== "won" && status !== "prevented" && !status.startsWith("warning_");

/**
 * Takes back what a payment bought, as far as its money went back to the customer, by a refund or by a dispute, and as far
 * as the credits are still there; a dispute that was won gives again what it took. News of the payment itself may be on its
 * way yet. Both arguments are what the provider knows now, so that the order of its news does not matter.
 */
export function paidBackStatements(
  books: Books,
  charge: Stripe.Charge,
  disputes: readonly Stripe.Dispute[],
): Statement[] {
  const payment = typeof charge.payment_intent === "object" ? charge.payment_intent : null;
  const tag = readTag(payment?.metadata ?? null);
  if (!payment || !tag) return [];
  const gone = disputes.filter(isGone);
  const won = disputes.filter(({ status }) => status === "won");
  const total = Math.min(
    charge.amount,
    gone.reduce((sum, { amount }) => sum + amount, charge.amount_refunded),
  );
  if (total === 0 && won.length === 0) return [];
  const { userId, unit } = tag;
  const purchaseId = payment.id;
  const amount = Math.floor((tag.amount * total) / charge.amount);
  const movement = { userId, unit, purchaseId, amount };
  const what = gone.length > 0 ? "Disputed with the bank" : "Paid back";
  return [
    ...bought(books, purchaseId, tag, charge.amount),
    ...won.flatMap(({ id }) => regain(books, { ...movement, disputeId: id, reason: "A dispute was settled for us" })),
    ...(total === 0
      ? []
      : refund(books, {
          ...movement,
          // A dispute that was won meanwhile makes the same total another one.
          total: [total, ...won.map(({ id }) => id)].join(":"),
          unlessWon: gone.map(({ id }) => id),
          reason: `${what}: ${dollars(total)} of ${dollars(charge.amount)}`,
        })),
  ];
}
