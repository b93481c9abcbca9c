export type Metadata = Record<string, string>;

export interface Invoice {
  id: string;
  object: "invoice";
  customer: string;
  status: "open" | "paid";
  /** Cents. */
  amount_paid: number;
  billing_reason: "subscription_create" | "subscription_cycle" | "subscription_update";
}

export interface Subscription {
  id: string;
  object: "subscription";
  customer: string;
  status: "active" | "past_due" | "canceled";
  cancel_at_period_end: boolean;
  cancel_at: number | null;
  latest_invoice: Invoice;
  items: {
    object: "list";
    data: { id: string; price: { id: string }; current_period_start: number; current_period_end: number }[];
  };
}

export interface Session {
  id: string;
  object: "checkout.session";
  mode: "subscription" | "payment";
  status: "open" | "complete" | "expired";
  payment_status: "paid" | "unpaid";
  customer: string;
  payment_intent: string | null;
  amount_total: number;
  metadata: Metadata;
  /** What its payment will carry. */
  payment_metadata: Metadata;
  url: string | null;
  success_url: string;
  cancel_url: string;
  price: string | null;
}

export interface Charge {
  id: string;
  object: "charge";
  customer: string;
  amount: number;
  amount_refunded: number;
  payment_intent: { id: string; metadata: Metadata };
}

export interface Dispute {
  id: string;
  object: "dispute";
  charge: string;
  amount: number;
  status: "warning_needs_response" | "needs_response" | "won" | "lost";
}

export interface Portal {
  id: string;
  customer: string;
  return_url: string;
  /** The change a customer is asked to confirm, if it was opened for one. */
  change: { subscription: string; price: string } | null;
}

export interface StripeEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  type: string;
  data: { object: unknown };
}

export const prices: Record<string, { name: string; unit_amount: number }> = {
  price_basic: { name: "BASIC", unit_amount: 19_00 },
  price_pro: { name: "PRO", unit_amount: 49_00 },
};

const DAY_S = 24 * 60 * 60;
export const MONTH_S = 30 * DAY_S;

/** What Stripe knows, as far as this site asks, and the events it would send. All times in seconds. */
export class Shop {
  readonly customers = new Map<string, { id: string; email: string; metadata: Metadata }>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly sessions = new Map<string, Session>();
  readonly charges = new Map<string, Charge>();
  readonly disputes = new Map<string, Dispute>();
  readonly portals = new Map<string, Portal>();
  /** Every event so far, oldest first. */
  readonly events: StripeEvent[] = [];
  told: (event: StripeEvent) => void = () => {};
  #made = 0;
  readonly #run = crypto.randomUUID().slice(0, 8);

  now = (): number => Math.floor(Date.now() / 1_000);

  id(kind: string): string {
    this.#made += 1;
    return `${kind}_${this.#run}${this.#made}`;
  }

  #tell(type: string, object: unknown): StripeEvent {
    const event: StripeEvent = {
      id: this.id("evt"),
      object: "event",
      api_version: "2026-10-28.endive",
      created: this.now(),
      type,
      data: { object: structuredClone(object) },
    };
    this.events.push(event);
    this.told(event);
    return event;
  }

  #bill(customer: string, amount: number, reason: Invoice["billing_reason"], status: Invoice["status"]): Invoice {
    const id = this.id("in");
    return { id, object: "invoice", customer, status, amount_paid: amount, billing_reason: reason };
  }

  /** The customer pays on the checkout page. */
  pay(sessionId: string): void {
    const session = this.sessions.get(sessionId);
    if (session?.status !== "open") throw new Error("this checkout is over");
    session.status = "complete";
    session.payment_status = "paid";
    session.url = null;
    if (session.mode === "subscription") this.#subscribe(session.customer, session.price ?? "");
    else this.#charge(session);
    this.#tell("checkout.session.completed", session);
  }

  #charge(session: Session): void {
    const { customer, amount_total: amount, payment_metadata: metadata } = session;
    const payment = this.id("pi");
    session.payment_intent = payment;
    const id = this.id("ch");
    this.charges.set(id, {
      id,
      object: "charge",
      customer,
      amount,
      amount_refunded: 0,
      payment_intent: { id: payment, metadata },
    });
  }

  #subscribe(customer: string, price: string): void {
    const start = this.now();
    const item = { id: this.id("si"), price: { id: price }, current_period_start: start };
    const subscription: Subscription = {
      id: this.id("sub"),
      object: "subscription",
      customer,
      status: "active",
      cancel_at_period_end: false,
      cancel_at: null,
      latest_invoice: this.#bill(customer, prices[price]?.unit_amount ?? 0, "subscription_create", "paid"),
      items: { object: "list", data: [{ ...item, current_period_end: start + MONTH_S }] },
    };
    this.subscriptions.set(subscription.id, subscription);
    this.#tell("customer.subscription.created", subscription);
    this.#tell("invoice.paid", subscription.latest_invoice);
  }

  subscriptionOf(customer: string): Subscription {
    const found = [...this.subscriptions.values()].filter((one) => one.customer === customer).at(-1);
    if (!found) throw new Error("this customer has no subscription");
    return found;
  }

  /** Cents that the rest of the month costs more at another price; less than 0 is credit. */
  proration({ items }: Subscription, price: string): number {
    const [item] = items.data;
    if (!item) return 0;
    const left = (item.current_period_end - this.now()) / (item.current_period_end - item.current_period_start);
    return Math.round(((prices[price]?.unit_amount ?? 0) - (prices[item.price.id]?.unit_amount ?? 0)) * left);
  }

  /** Changes the plan in the middle of its month; what is missing is paid at once. */
  change(id: string, price: string): void {
    const subscription = this.subscriptions.get(id);
    const [item] = subscription?.items.data ?? [];
    if (!subscription || !item) throw new Error("no such subscription");
    const amount = Math.max(0, this.proration(subscription, price));
    item.price = { id: price };
    subscription.latest_invoice = this.#bill(subscription.customer, amount, "subscription_update", "paid");
    this.#tell("customer.subscription.updated", subscription);
    this.#tell("invoice.paid", subscription.latest_invoice);
  }

  /** The next month begins; its payment goes through, or is tried again later. */
  renew(id: string, paid = true): void {
    const subscription = this.subscriptions.get(id);
    const [item] = subscription?.items.data ?? [];
    if (!subscription || !item) throw new Error("no such subscription");
    item.current_period_start = item.current_period_end;
    item.current_period_end += MONTH_S;
    subscription.status = paid ? "active" : "past_due";
    const { unit_amount: amount = 0 } = prices[item.price.id] ?? {};
    subscription.latest_invoice = this.#bill(
      subscription.customer,
      paid ? amount : 0,
      "subscription_cycle",
      paid ? "paid" : "open",
    );
    this.#tell("customer.subscription.updated", subscription);
    this.#tell(paid ? "invoice.paid" : "invoice.payment_failed", subscription.latest_invoice);
  }

  cancel(id: string, atPeriodEnd: boolean): void {
    const subscription = this.subscriptions.get(id);
    if (!subscription) throw new Error("no such subscription");
    if (atPeriodEnd) subscription.cancel_at_period_end = true;
    else subscription.status = "canceled";
    this.#tell(atPeriodEnd ? "customer.subscription.updated" : "customer.subscription.deleted", subscription);
  }

  #chargeOf(payment: string): Charge {
    const charge = [...this.charges.values()].find((one) => one.payment_intent.id === payment);
    if (!charge) throw new Error("no such payment");
    return charge;
  }

  /** The customer asks the bank for the money of a payment. Answers the dispute. */
  dispute(payment: string, amount: number, status: Dispute["status"] = "needs_response"): Dispute {
    const { id: charge } = this.#chargeOf(payment);
    const dispute: Dispute = { id: this.id("du"), object: "dispute", charge, amount, status };
    this.disputes.set(dispute.id, dispute);
    this.#tell("charge.dispute.created", dispute);
    return dispute;
  }

  /** The bank decides, or asks more. */
  settle(dispute: Dispute, status: Dispute["status"]): void {
    dispute.status = status;
    const over = status === "won" || status === "lost";
    this.#tell(over ? "charge.dispute.closed" : "charge.dispute.updated", dispute);
  }

  /** Pays back a payment, in all up to `total` cents. */
  refund(payment: string, total: number): void {
    const charge = this.#chargeOf(payment);
    charge.amount_refunded = total;
    this.#tell("charge.refunded", { ...charge, payment_intent: payment });
  }

  forgetCustomer(id: string): boolean {
    for (const subscription of this.subscriptions.values()) {
      if (subscription.customer === id && subscription.status !== "canceled") this.cancel(subscription.id, false);
    }
    return this.customers.delete(id);
  }
}
