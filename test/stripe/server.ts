import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import Stripe from "stripe";
import { stripeApi } from "./api.ts";
import { Shop } from "./shop.ts";
import type { StripeEvent } from "./things.ts";

export interface StandIn {
  url: string;
  shop: Shop;
  /** What the site is told to sell through this stand-in. */
  environment: Record<string, string>;
  /** Where events go from now on. */
  tell(site: string): void;
  stop(): Promise<void>;
}

const secret = "whsec_of_the_stand_in";

/** Stripe on this machine, in memory: its API, its pages and its signed webhooks. */
export async function startStandIn(port = 0): Promise<StandIn> {
  const shop = new Shop();
  const library = new Stripe("sk_test_stand_in");
  let fetch: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = serve({ fetch: (request) => fetch(request), port, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = stripeApi(shop, url);
  fetch = (request) => api.fetch(request);
  return {
    url,
    shop,
    environment: {
      STRIPE_SECRET_KEY: "sk_test_stand_in",
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_PRICE_BASIC: "price_basic",
      STRIPE_PRICE_PRO: "price_pro",
      STRIPE_URL: url,
    },
    tell(site) {
      shop.told = (event: StripeEvent) => {
        const payload = JSON.stringify(event);
        void library.webhooks
          .generateTestHeaderStringAsync({ payload, secret })
          .then((signature) =>
            globalThis.fetch(`${site}/api/webhooks/stripe`, {
              method: "POST",
              body: payload,
              headers: { "Stripe-Signature": signature },
            }),
          )
          .catch(() => {});
      };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
