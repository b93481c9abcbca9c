import { Hono } from "hono";
import { checkoutInput, ledgerQuery, type Offer } from "../contract/billing.ts";
import { packs, plans } from "../contract/plans.ts";
import type { AppEnv } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard, inPerson } from "../http/guard.ts";
import type { Settings } from "../http/settings.ts";
import { json, query } from "../http/validate.ts";
import { readBounded } from "../replicate/bounded.ts";
import { buyer, checkout, portal, refresh } from "./checkout.ts";
import { historyCsv, listMovements, receipt } from "./history.ts";
import { isPaid } from "./till.ts";
import { hearStripe } from "./webhook.ts";

/** Events are a few KB. */
const MAX_EVENT_BYTES = 1_000_000;

const offer = (settings: Settings): Offer => ({
  mode: isPaid(settings) ? "paid" : "free",
  plans: Object.values({
    ...plans,
    FREE: { ...plans.FREE, trainings: settings.FREE_TRAININGS, generations: settings.FREE_GENERATIONS },
  }),
  packs: Object.values(packs),
  contact: settings.CONTACT_EMAIL ?? null,
});

export const billingRoutes = new Hono<AppEnv>()
  .get("/api/billing/offer", (c) => c.json(offer(c.var.ctx.settings)))
  .post("/api/billing/checkout", guard("write", buyer), inPerson, json(checkoutInput), async (c) =>
    c.json(await checkout(c.var.ctx, c.req.valid("json"), c.var.rows)),
  )
  .post("/api/billing/portal", guard("write", buyer), inPerson, async (c) =>
    c.json(await portal(c.var.ctx, c.var.rows)),
  )
  .post("/api/billing/refresh", guard("write", buyer), async (c) => {
    await refresh(c.var.ctx, c.var.rows);
    return c.body(null, 204);
  })
  .get("/api/billing/ledger", guard("read"), query(ledgerQuery), async (c) =>
    c.json(await listMovements(c.var.ctx, c.req.valid("query"))),
  )
  .get("/api/billing/ledger.csv", guard("read"), (c) =>
    c.body(historyCsv(c.var.ctx), 200, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="artistcloner-credits.csv"',
    }),
  )
  .get("/api/billing/receipts/:jobId", guard("read"), async (c) =>
    c.json(await receipt(c.var.ctx, c.req.param("jobId"))),
  )
  .post("/api/webhooks/stripe", async (c) => {
    const body = await readBounded(c.req.raw.body ?? new Blob().stream(), MAX_EVENT_BYTES);
    if (!body) throw new AppError("BODY_TOO_LARGE", "An event has at most 1 MB.");
    const signature = c.req.header("Stripe-Signature") ?? "";
    return c.json({ ignored: await hearStripe(c.var.ctx, new TextDecoder().decode(body), signature) });
  });
