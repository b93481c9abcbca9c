import type {
  Charge,
  Dispute,
  Invoice,
  InvoiceLine,
  InvoicePayment,
  Metadata,
  Portal,
  Session,
  StripeEvent,
  Subscription,
} from "./things.ts";

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
  readonly invoices = new Map<string, Invoice>();
  readonly invoicePayments: InvoicePayment[] = [];
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

  /** Bills the periods of prices, and takes the money unless it is to fail. */
  #bill(
    { id: subscription, customer, items }: Pick<Subscription, "id" | "customer" | "items">,
    reason: Invoice["billing_reason"],
    periods: { price: string; amount: number; start: number; end: number }[],
    paid = true,
  ): Invoice {
    const proration = reason === "subscription_update";
    const lines = periods.map(({ price, amount, ...period }): InvoiceLine => {
      const subscription_item_details = { subscription, subscription_item: items.data[0]?.id ?? "", proration };
      return {
        id: this.id("il"),
        object: "line_item",
        amount,
        period,
        pricing: { type: "price_details", price_details: { price, product: `prod_${price}` } },
        parent: { type: "subscription_item_details", invoice_item_details: null, subscription_item_details },
      };
    });
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const invoice: Invoice = {
      id: this.id("in"),
      object: "invoice",
      customer,
      status: paid ? "paid" : "open",
      total,
      amount_paid: paid ? Math.max(0, total) : 0,
      billing_reason: reason,
      parent: { type: "subscription_details", subscription_details: { subscription } },
      lines: { object: "list", has_more: false, data: lines },
    };
    this.invoices.set(invoice.id, invoice);
    if (invoice.amount_paid > 0) {
      const payment_intent = this.#charge(customer, invoice.amount_paid, {});
      const payment = { type: "payment_intent" as const, payment_intent };
      const id = this.id("inpay");
      this.invoicePayments.push({
        ...{ id, object: "invoice_payment", status: "paid", amount_paid: total, invoice: invoice.id, payment },
      });
    }
    return invoice;
  }

  /** The payment of an invoice. */
  paymentOf({ id }: Invoice): string {
    const found = this.invoicePayments.find(({ invoice }) => invoice === id);
    if (!found) throw new Error("nothing was paid for this invoice");
    return found.payment.payment_intent;
  }

  /** The customer pays on the checkout page. */
  pay(sessionId: string): void {
    const session = this.sessions.get(sessionId);
    if (session?.status !== "open") throw new Error("this checkout is over");
    session.status = "complete";
    session.payment_status = "paid";
    session.url = null;
    if (session.mode === "subscription") this.#subscribe(session.customer, session.price ?? "");
    else session.payment_intent = this.#charge(session.customer, session.amount_total, session.payment_metadata);
    this.#tell("checkout.session.completed", session);
  }

  /** Takes money. Answers the payment. */
  #charge(customer: string, amount: number, metadata: Metadata): string {
    const [payment, id] = [this.id("pi"), this.id("ch")];
    const payment_intent = { id: payment, metadata };
    this.charges.set(id, { id, object: "charge", customer, amount, amount_refunded: 0, payment_intent });
    return payment;
  }

  #subscribe(customer: string, price: string): void {
    const start = this.now();
    const end = start + MONTH_S;
    const item = { id: this.id("si"), price: { id: price }, current_period_start: start, current_period_end: end };
    const own = { id: this.id("sub"), customer, items: { object: "list" as const, data: [item] } };
    const month = { price, amount: prices[price]?.unit_amount ?? 0, start, end };
    const subscription: Subscription = {
      ...own,
      object: "subscription",
      status: "active",
      cancel_at_period_end: false,
      cancel_at: null,
      latest_invoice: this.#bill(own, "subscription_create", [month]),
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

  #restOf({ items }: Subscription, price: string): number {
    const [item] = items.data;
    if (!item) return 0;
    const left = (item.current_period_end - this.now()) / (item.current_period_end - item.current_period_start);
    return Math.round((prices[price]?.unit_amount ?? 0) * left);
  }

  /** Cents that the rest of the month costs more at another price; less than 0 is credit. */
  proration(subscription: Subscription, price: string): number {
    return this.#restOf(subscription, price) - this.#restOf(subscription, subscription.items.data[0]?.price.id ?? "");
  }

  /** Changes the plan in the middle of its month; what is missing is paid at once. */
  change(id: string, price: string): void {
    const subscription = this.subscriptions.get(id);
    const [item] = subscription?.items.data ?? [];
    if (!subscription || !item) throw new Error("no such subscription");
    const rest = { start: this.now(), end: item.current_period_end };
    const periods = [
      { ...rest, price: item.price.id, amount: -this.#restOf(subscription, item.price.id) },
      { ...rest, price, amount: this.#restOf(subscription, price) },
    ];
    item.price = { id: price };
    subscription.latest_invoice = this.#bill(subscription, "subscription_update", periods);
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
    const { current_period_start: start, current_period_end: end } = item;
    const month = { price: item.price.id, amount, start, end };
    subscription.latest_invoice = this.#bill(subscription, "subscription_cycle", [month], paid);
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
