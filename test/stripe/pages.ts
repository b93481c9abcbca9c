import { Hono } from "hono";
import { html } from "hono/html";
import { prices, type Shop } from "./shop.ts";

const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;

const page = (title: string, body: unknown) => html`<!doctype html>
  <html lang="en"><meta name="viewport" content="width=device-width" /><title>${title}</title>
  <style>body { font: 16px/1.5 system-ui; max-width: 26rem; margin: 4rem auto; padding: 0 1rem } button { font: inherit; padding: .6rem 1rem }</style>
  <h1>${title}</h1>${body}</html>`;

/** Where Stripe would ask for the card: the stand-in takes no card and says so. */
export function pages(shop: Shop): Hono {
  const app = new Hono();

  app.get("/pay/:id", (c) => {
    const session = shop.sessions.get(c.req.param("id"));
    if (session?.status !== "open") return c.html(page("This checkout is over", html`<p>Nothing was paid.</p>`), 410);
    return c.html(
      page(
        "Stand-in checkout",
        html`<p>${dollars(session.amount_total)}${session.mode === "subscription" ? " a month" : ""}</p>
          <p>No card is asked for: this is a stand-in.</p>
          <form method="post"><button>Pay</button></form>
          <p><a href="${session.cancel_url}">Back</a></p>`,
      ),
    );
  });
  app.post("/pay/:id", (c) => {
    const session = shop.sessions.get(c.req.param("id"));
    if (session?.status !== "open") return c.text("This checkout is over.", 410);
    shop.pay(session.id);
    return c.redirect(session.success_url, 303);
  });

  app.get("/portal/:id", (c) => {
    const portal = shop.portals.get(c.req.param("id"));
    if (!portal) return c.notFound();
    if (portal.change) {
      const subscription = shop.subscriptions.get(portal.change.subscription);
      const due = subscription ? shop.proration(subscription, portal.change.price) : 0;
      const name = prices[portal.change.price]?.name ?? "";
      return c.html(
        page(
          `Change to ${name}`,
          html`<p>Due today: ${dollars(Math.max(0, due))}</p>
            <form method="post"><button name="act" value="confirm">Confirm</button></form>`,
        ),
      );
    }
    return c.html(
      page(
        "Stand-in portal",
        html`<form method="post"><button name="act" value="cancel">Cancel the plan</button></form>
          <p><a href="${portal.return_url}">Back</a></p>`,
      ),
    );
  });
  app.post("/portal/:id", async (c) => {
    const portal = shop.portals.get(c.req.param("id"));
    if (!portal) return c.notFound();
    const act = new URLSearchParams(await c.req.text()).get("act");
    if (act === "confirm" && portal.change) shop.change(portal.change.subscription, portal.change.price);
    if (act === "cancel") shop.cancel(shop.subscriptionOf(portal.customer).id, true);
    return c.redirect(portal.return_url, 303);
  });
  return app;
}
