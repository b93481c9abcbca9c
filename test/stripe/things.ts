export type Metadata = Record<string, string>;

/** For a price over a period; a change of plan has one below zero for what was not used. */
export interface InvoiceLine {
  id: string;
  object: "line_item";
  /** Cents. */
  amount: number;
  period: { start: number; end: number };
  pricing: { type: "price_details"; price_details: { price: string; product: string } };
  parent: {
    type: "subscription_item_details";
    invoice_item_details: null;
    subscription_item_details: { subscription: string; subscription_item: string; proration: boolean };
  };
}

export interface Invoice {
  id: string;
  object: "invoice";
  customer: string;
  status: "open" | "paid";
  /** Cents. */
  total: number;
  amount_paid: number;
  billing_reason: "subscription_create" | "subscription_cycle" | "subscription_update";
  parent: { type: "subscription_details"; subscription_details: { subscription: string } };
  lines: { object: "list"; has_more: false; data: InvoiceLine[] };
}

/** How a payment belongs to an invoice: since 2025 neither a charge nor a payment names one. */
export interface InvoicePayment {
  id: string;
  object: "invoice_payment";
  status: "paid";
  amount_paid: number;
  invoice: string;
  payment: { type: "payment_intent"; payment_intent: string };
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
