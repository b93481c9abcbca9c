import type Stripe from "stripe";
import { type PaidPlan, paidPlans, plans } from "../contract/plans.ts";
import { AppError } from "../http/errors.ts";
import type { Settings } from "../http/settings.ts";

/** The payment provider as far as this site uses it. */
export interface Till {
  stripe: Stripe;
  priceOf: Record<PaidPlan, string>;
  /** Checks that a webhook's body is the provider's own, unchanged and young. Throws otherwise. */
  open: (body: string, signature: string) => Promise<Stripe.Event>;
}

/** Longer than an honest answer takes, shorter than the page waits. */
const TIMEOUT_MS = 20_000;

const tills = new Map<string, Till>();

export const isPaid = (settings: Settings): boolean => settings.STRIPE_SECRET_KEY !== undefined;

/** Null in free mode. The library comes when it is first needed, so that a site in free mode never starts it. */
export async function tillOf(settings: Settings): Promise<Till | null> {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_URL } = settings;
  if (!key || !secret) return null;
  const place = `${STRIPE_URL} ${key} ${secret}`;
  const till = tills.get(place) ?? (await openTill(settings, key, secret));
  tills.set(place, till);
  return till;
}

async function openTill(settings: Settings, key: string, secret: string): Promise<Till> {
  const { default: Library } = await import("stripe");
  const { hostname, port, protocol } = new URL(settings.STRIPE_URL);
  const stripe = new Library(key, {
    host: hostname,
    protocol: protocol === "http:" ? "http" : "https",
    ...(port && { port }),
    httpClient: Library.createFetchHttpClient((...request: Parameters<typeof fetch>) => fetch(...request)),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
  const subtle = Library.createSubtleCryptoProvider();
  return {
    stripe,
    priceOf: { BASIC: settings.STRIPE_PRICE_BASIC ?? "", PRO: settings.STRIPE_PRICE_PRO ?? "" },
    open: (body, signature) => stripe.webhooks.constructEventAsync(body, signature, secret, undefined, subtle),
  };
}

/** The till, or FREE_MODE. */
export async function requireTill(settings: Settings): Promise<Till> {
  const till = await tillOf(settings);
  if (!till) throw new AppError("FREE_MODE", "This site runs in free mode: nothing is sold here, and nothing is owed.");
  return till;
}

export const planOfPrice = ({ priceOf }: Till, price: string): PaidPlan | null =>
  paidPlans.find((plan) => priceOf[plan] === price) ?? null;

const checked = new WeakSet<Till>();

/** What stands on the page is what is taken: throws when the provider's prices are not the table's. */
export async function checkPrices(till: Till): Promise<void> {
  if (checked.has(till)) return;
  for (const plan of paidPlans) {
    const { unit_amount, currency, recurring } = await till.stripe.prices.retrieve(till.priceOf[plan]);
    const agrees = unit_amount === plans[plan].price && currency === "usd" && recurring?.interval === "month";
    if (!agrees)
      throw new Error(`the price of ${plan} is ${unit_amount} ${currency} a ${recurring?.interval ?? "time"}`);
  }
  checked.add(till);
}

/** Runs what needs the provider; its failures become one sentence. */
export async function atTheTill<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const sentence =
      "The payment provider does not answer properly at the moment. Nothing was charged. Try again soon.";
    throw new AppError("UNAVAILABLE", sentence, { reason: error });
  }
}
