import { type Context, Hono } from "hono";
import { type Form, inner, readForm, text } from "./form.ts";
import { pages } from "./pages.ts";
import { prices, type Shop } from "./shop.ts";
import type { Metadata, Session } from "./things.ts";

/** Read as bytes: the runtime warns of texts that do not call themselves text. */
const formOf = async ({ req }: Context): Promise<Form> => readForm(new TextDecoder().decode(await req.arrayBuffer()));

const list = (data: unknown[]) => ({ object: "list", has_more: false, data });

const noSuchCustomer = (id: string) => ({
  type: "invalid_request_error",
  code: "resource_missing",
  message: `No such customer: '${id}'`,
});

/** The routes of Stripe's API that this site uses, over a shop in memory, and the pages it sends people to. */
export function stripeApi(shop: Shop, origin: string): Hono {
  const answers = new Map<string, string>();
  const app = new Hono();

  app.use("/v1/*", async (c, next) => {
    if (!c.req.header("Authorization")?.startsWith("Bearer sk_")) {
      return c.json({ error: { type: "invalid_request_error", message: "You did not provide an API key." } }, 401);
    }
    const key = c.req.method === "POST" ? c.req.header("Idempotency-Key") : undefined;
    const known = key && answers.get(key);
    if (known) return c.body(known, 200, { "Content-Type": "application/json", "Idempotent-Replayed": "true" });
    await next();
    if (key && c.res.ok) answers.set(key, await c.res.clone().text());
  });

  app.post("/v1/customers", async (c) => {
    const form = await formOf(c);
    const customer = { id: shop.id("cus"), email: text(form, "email") ?? "", metadata: inner(form, "metadata") };
    shop.customers.set(customer.id, customer as { id: string; email: string; metadata: Metadata });
    return c.json({ object: "customer", ...customer });
  });
  app.post("/v1/customers/:id", async (c) => {
    const customer = shop.customers.get(c.req.param("id"));
    if (!customer) return c.json({ error: noSuchCustomer(c.req.param("id")) }, 404);
    const email = text(await formOf(c), "email");
    if (email !== undefined) customer.email = email;
    return c.json({ object: "customer", ...customer });
  });
  app.delete("/v1/customers/:id", (c) => {
    const id = c.req.param("id");
    if (!shop.forgetCustomer(id)) {
      return c.json({ error: noSuchCustomer(id) }, 404);
    }
    return c.json({ id, object: "customer", deleted: true });
  });

  app.get("/v1/prices/:id", (c) => {
    const price = prices[c.req.param("id")];
    if (!price) return c.json({ error: { type: "invalid_request_error", message: "No such price" } }, 404);
    const recurring = { interval: "month", interval_count: 1 };
    return c.json({ id: c.req.param("id"), object: "price", currency: "usd", recurring, ...price });
  });

  app.get("/v1/subscriptions", (c) => {
    const customer = c.req.query("customer");
    return c.json(list([...shop.subscriptions.values()].filter((one) => one.customer === customer).reverse()));
  });

  app.post("/v1/checkout/sessions", async (c) => {
    const form = await formOf(c);
    const item = inner(form, "line_items", "0");
    const price = text(item, "price") ?? null;
    const id = shop.id("cs");
    const session: Session = {
      id,
      object: "checkout.session",
      mode: text(form, "mode") === "subscription" ? "subscription" : "payment",
      status: "open",
      payment_status: "unpaid",
      customer: text(form, "customer") ?? "",
      payment_intent: null,
      amount_total: price ? (prices[price]?.unit_amount ?? 0) : Number(text(item, "price_data", "unit_amount")),
      metadata: inner(form, "metadata") as Metadata,
      payment_metadata: inner(form, "payment_intent_data", "metadata") as Metadata,
      url: `${origin}/pay/${id}`,
      success_url: text(form, "success_url") ?? "",
      cancel_url: text(form, "cancel_url") ?? "",
      price,
    };
    shop.sessions.set(id, session);
    return c.json(session);
  });
  app.get("/v1/checkout/sessions", (c) => {
    const { customer, status } = c.req.query();
    const found = [...shop.sessions.values()].filter(
      (one) => one.customer === customer && (!status || one.status === status),
    );
    return c.json(list(found.reverse()));
  });
  app.get("/v1/checkout/sessions/:id", (c) => c.json(shop.sessions.get(c.req.param("id")) ?? null));
  app.post("/v1/checkout/sessions/:id/expire", (c) => {
    const session = shop.sessions.get(c.req.param("id"));
    if (session) Object.assign(session, { status: "expired", url: null });
    return c.json(session ?? null);
  });

  app.post("/v1/billing_portal/sessions", async (c) => {
    const form = await formOf(c);
    const wish = inner(form, "flow_data", "subscription_update_confirm");
    const subscription = text(wish, "subscription");
    const price = text(wish, "items", "0", "price");
    const id = shop.id("bps");
    const return_url = text(form, "return_url") ?? "";
    const change = subscription && price ? { subscription, price } : null;
    shop.portals.set(id, { id, customer: text(form, "customer") ?? "", return_url, change });
    return c.json({ id, object: "billing_portal.session", url: `${origin}/portal/${id}` });
  });

  app.get("/v1/charges/:id", (c) => c.json(shop.charges.get(c.req.param("id")) ?? null));

  app.get("/v1/invoice_payments", (c) => {
    const payment = c.req.query("payment[payment_intent]");
    const found = shop.invoicePayments.filter((one) => one.payment.payment_intent === payment);
    const expanded = c.req.queries("expand[0]")?.includes("data.invoice");
    return c.json(list(found.map((one) => ({ ...one, ...(expanded && { invoice: shop.invoices.get(one.invoice) }) }))));
  });

  app.get("/v1/disputes", (c) => {
    const charge = c.req.query("charge");
    return c.json(list([...shop.disputes.values()].filter((one) => one.charge === charge)));
  });

  app.route("/", pages(shop));
  return app;
}
