import type Stripe from "stripe";
import type { PaidPlan } from "../contract/plans.ts";
import type { PaidMonth } from "./ledger.ts";
import { planOfPrice, type Till } from "./till.ts";

/** One thing an invoice was for: a plan's month, or the rest of one on a larger plan. */
export interface PaidThing {
  plan: PaidPlan;
  subscriptionId: string;
  /** Unix milliseconds: of the month, or a moment in it. */
  start: number;
  /** Null for the rest of a month. */
  wholeMonth: PaidMonth | null;
  /** What the invoice came to, in cents. */
  total: number;
}

const SECOND_MS = 1_000;

const idOf = (thing: string | { id: string } | null | undefined) => (typeof thing === "string" ? thing : thing?.id);

function thingOf(till: Till, invoice: Stripe.Invoice, line: Stripe.InvoiceLineItem): PaidThing[] {
  const details = line.parent?.subscription_item_details ?? line.parent?.invoice_item_details;
  const subscriptionId = details?.subscription ?? idOf(invoice.parent?.subscription_details?.subscription);
  const plan = planOfPrice(till, idOf(line.pricing?.price_details?.price) ?? "");
  // A negative line takes an unused rest of the plan before off the price; a trial costs nothing.
  if (!subscriptionId || !plan || line.amount <= 0) return [];
  const [start, end] = [line.period.start * SECOND_MS, line.period.end * SECOND_MS];
  const month = { subscriptionId, start, length: end - start, left: end - start };
  const wholeMonth = details?.proration || invoice.status !== "paid" ? null : month;
  return [{ plan, subscriptionId, start, wholeMonth, total: invoice.total }];
}

/** What a payment was for. The provider's payments and charges do not name their invoice; a list of its own leads there. */
export async function paidThings(till: Till, payment: string): Promise<PaidThing[]> {
  const { data } = await till.stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: payment },
    expand: ["data.invoice"],
    limit: 10,
  });
  return data.flatMap(({ invoice }) => {
    if (typeof invoice === "string" || invoice.deleted) return [];
    return invoice.lines.data.flatMap((line) => thingOf(till, invoice, line));
  });
}
