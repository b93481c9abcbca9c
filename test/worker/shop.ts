import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import Stripe from "stripe";
import { vi } from "vitest";
import { api } from "../../src/api.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { stripeApi } from "../stripe/api.ts";
import { Shop } from "../stripe/shop.ts";
import type { StripeEvent } from "../stripe/things.ts";
import { type Artist, newArtist, SITE } from "./artist.ts";

const ORIGIN = "http://stripe.test";
export const WEBHOOK_SECRET = "whsec_only_tests_know_this";

/** The environment of a site that sells. */
export const paidEnv = {
  ...env,
  STRIPE_SECRET_KEY: "sk_test_worker",
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_PRICE_BASIC: "price_basic",
  STRIPE_PRICE_PRO: "price_pro",
  STRIPE_URL: ORIGIN,
};

export const paidCtx = () => ctxOf(paidEnv, () => {}, "test");

/** A request to the site that sells, answered when everything it left to do is done. */
export async function shopSend(path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext();
  const answer = await api.fetch(new Request(new URL(path, SITE), init), paidEnv, context);
  await waitOnExecutionContext(context);
  return answer;
}

export interface Buyer extends Artist {
  /** As `ask`, on the site that sells. */
  buy: (path: string, body?: unknown) => Promise<{ status: number; url: string; code?: string }>;
}

export async function newBuyer(): Promise<Buyer> {
  const artist = await newArtist();
  const headers = { Authorization: `Bearer ${artist.token}`, "Content-Type": "application/json" };
  const ask: Artist["ask"] = (method, path, body) =>
    shopSend(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const buy = async (path: string, body: unknown = {}) => {
    const answer = await ask("POST", path, body);
    const text = await answer.text();
    return { status: answer.status, ...(JSON.parse(text || "{}") as { url: string; code?: string }) };
  };
  return { ...artist, ask, buy };
}

/** Stripe in memory behind `fetch`. Its events wait until a test delivers them: late, doubled or in another order. */
export function openShop(): Shop {
  const shop = new Shop();
  const stand = stripeApi(shop, ORIGIN);
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const request = new Request(input, init);
    return request.url.startsWith(ORIGIN) ? Promise.resolve(stand.fetch(request)) : real(request);
  });
  return shop;
}

const library = new Stripe("sk_test_worker");

export interface Forgery {
  secret?: string;
  /** Seconds. */
  timestamp?: number;
  payload?: string;
}

/** Delivers an event as Stripe does, signed by its own library. */
export async function deliver(event: StripeEvent, { secret = WEBHOOK_SECRET, timestamp, payload }: Forgery = {}) {
  const body = JSON.stringify(event);
  const signature = await library.webhooks.generateTestHeaderStringAsync({
    payload: body,
    secret,
    cryptoProvider: Stripe.createSubtleCryptoProvider(),
    ...(timestamp && { timestamp }),
  });
  return shopSend("/api/webhooks/stripe", {
    method: "POST",
    body: payload ?? body,
    headers: { "Stripe-Signature": signature },
  });
}

export const idIn = (url: string): string => url.split("/").at(-1) ?? "";
