import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkPrices, requireTill } from "../../src/billing/till.ts";
import type { Me } from "../../src/contract/accounts.ts";
import type { LedgerPage, Offer } from "../../src/contract/billing.ts";
import { MONTH_S, prices, type Shop } from "../stripe/shop.ts";
import { newArtist, send } from "../worker/artist.ts";
import { type Buyer, deliver, idIn, newBuyer, openShop, paidCtx, shopSend } from "../worker/shop.ts";
import { brokenBooks } from "../worker/studio.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const standing = async (artist: Buyer) => (await (await artist.ask("GET", "/api/auth/me")).json<Me>()).subscription;
const credits = async (artist: Buyer) => {
  const { plan, trainingCredits, generationCredits } = await standing(artist);
  return [plan, trainingCredits, generationCredits];
};
const movements = async (artist: Buyer) =>
  (await (await artist.ask("GET", "/api/billing/ledger")).json<LedgerPage>()).movements.map(
    ({ kind, unit, amount }) => `${kind} ${amount} ${unit}`,
  );
const flush = async (from = 0) => {
  for (const event of shop.events.slice(from)) expect((await deliver(event)).status).toBe(200);
};
const pay = async (artist: Buyer, wish: unknown) => {
  const { status, url } = await artist.buy("/api/billing/checkout", wish);
  expect(status).toBe(200);
  shop.pay(idIn(url));
};
const customerOf = (artist: Buyer) =>
  [...shop.customers.values()].find(({ metadata }) => metadata.userId === artist.id)?.id ?? "";

describe("free mode", () => {
  it("sells nothing, limits nothing and says so", async () => {
    const artist = await newArtist();
    const offer = await (await send("/api/billing/offer")).json<Offer>();
    expect(offer).toMatchObject({ mode: "free", contact: null });
    expect(offer.plans.map(({ plan, price }) => [plan, price])).toEqual([
      ["FREE", 0],
      ["BASIC", 19_00],
      ["PRO", 49_00],
      ["ENTERPRISE", null],
    ]);
    for (const path of ["checkout", "portal", "refresh"]) {
      const refused = await artist.ask("POST", `/api/billing/${path}`, { plan: "BASIC" });
      expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([409, "FREE_MODE"]);
    }
    expect((await send("/api/webhooks/stripe", { method: "POST", body: "{}" })).status).toBe(409);
    for (let n = 0; n < 5; n += 1) {
      expect((await artist.ask("POST", "/api/styles", { name: `Style ${n}` })).status).toBe(201);
    }
  });
});

describe("a plan", () => {
  it("is paid for, and its month is granted once, whatever arrives how often and in which order", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    const backwards = [...shop.events].reverse();
    for (const event of [...backwards, ...shop.events]) expect((await deliver(event)).status).toBe(200);
    expect(await credits(artist)).toEqual(["BASIC", 4, 300]);
    expect(await movements(artist)).toEqual(
      expect.arrayContaining(["grant 3 training", "grant 250 generation", "grant 1 training", "grant 50 generation"]),
    );
    const { currentPeriodStart, currentPeriodEnd, endsAt, hasPurchases } = await standing(artist);
    expect(Date.parse(currentPeriodEnd ?? "") - Date.parse(currentPeriodStart ?? "")).toBe(MONTH_S * 1_000);
    expect([endsAt, hasPurchases]).toEqual([null, true]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("is granted once although all its events arrive at the same time", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "PRO" });
    await Promise.all([...shop.events, ...shop.events, ...shop.events].map((event) => deliver(event)));
    expect(await credits(artist)).toEqual(["PRO", 9, 800]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("is true at once when the artist comes back before the news does", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    expect((await artist.buy("/api/billing/refresh")).status).toBe(204);
    expect(await credits(artist)).toEqual(["BASIC", 4, 300]);
    await flush();
    expect(await credits(artist)).toEqual(["BASIC", 4, 300]);
  });

  it("grants each month that is paid, and none that is not; what is left over stays", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    await flush();
    const { id } = shop.subscriptionOf(customerOf(artist));
    shop.renew(id);
    await flush();
    expect(await credits(artist)).toEqual(["BASIC", 7, 550]);
    shop.renew(id, false);
    await flush();
    expect(await credits(artist)).toEqual(["BASIC", 7, 550]);
    expect((await standing(artist)).paymentDue).toBe(true);
  });

  it("is enlarged in the middle of a month for a part of the price and of the credits, once", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    await flush();
    const customer = customerOf(artist);
    const [item] = shop.subscriptionOf(customer).items.data;
    for (const side of ["current_period_start", "current_period_end"] as const) item![side] -= MONTH_S / 2;
    // The month is another one now: it is granted, then its half is used up.
    await artist.buy("/api/billing/refresh");
    expect(await credits(artist)).toEqual(["BASIC", 7, 550]);
    const { url } = await artist.buy("/api/billing/checkout", { plan: "PRO" });
    const { change, return_url } = shop.portals.get(idIn(url))!;
    expect(change).toEqual({ subscription: shop.subscriptionOf(customer).id, price: "price_pro" });
    expect(return_url).toBe("http://artistcloner.test/credits?from=checkout");
    shop.change(change!.subscription, change!.price);
    await flush();
    expect(await credits(artist)).toEqual(["PRO", 7 + 3, 550 + 250]);
    shop.change(change!.subscription, "price_basic");
    shop.change(change!.subscription, "price_pro");
    await flush();
    expect(await credits(artist)).toEqual(["PRO", 10, 800]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("that was cancelled lasts until its end; then the artist is on FREE with everything that was granted", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    const { id } = shop.subscriptionOf(customerOf(artist));
    shop.cancel(id, true);
    await flush();
    const ending = await standing(artist);
    expect([ending.plan, ending.endsAt]).toEqual(["BASIC", ending.currentPeriodEnd]);
    shop.cancel(id, false);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 4, 300]);
    expect((await standing(artist)).currentPeriodEnd).toBeNull();
    await deliver(shop.events[0]!);
    expect(await credits(artist)).toEqual(["FREE", 4, 300]);
  });

  it("is never sold twice from two open pages, nor beside one that runs", async () => {
    const artist = await newBuyer();
    const [first, second] = [
      await artist.buy("/api/billing/checkout", { plan: "BASIC" }),
      await artist.buy("/api/billing/checkout", { plan: "PRO" }),
    ];
    expect(() => shop.pay(idIn(first.url))).toThrow("over");
    shop.pay(idIn(second.url));
    const same = await artist.buy("/api/billing/checkout", { plan: "PRO" });
    expect(same.url).toContain("/portal/");
    expect(shop.customers.size).toBe(1);
  });

  it("is not sold at another price than the page says", async () => {
    const till = { ...(await requireTill(paidCtx().settings)) };
    const basic = prices.price_basic!;
    basic.unit_amount = 29_00;
    await expect(checkPrices(till)).rejects.toThrow("BASIC is 2900 usd");
    basic.unit_amount = 19_00;
    await expect(checkPrices(till)).resolves.toBeUndefined();
  });

  it("keeps as many styles as it says, however many are made at once", async () => {
    const artist = await newBuyer();
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, n) => artist.ask("POST", "/api/styles", { name: `Style ${n}` })),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 402, 402, 402]);
    const refused = made.find(({ status }) => status === 402);
    expect(await refused?.json()).toMatchObject({
      code: "PLAN_LIMIT",
      error: "The FREE plan keeps 3 styles. Delete one, or choose a larger plan.",
    });
    await pay(artist, { plan: "BASIC" });
    await flush();
    expect((await artist.ask("POST", "/api/styles", { name: "Fourth" })).status).toBe(201);
  });
});

describe("an account that is deleted", () => {
  it("ends its plan at Stripe at once, and the news of it finds nobody", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "PRO" });
    await flush();
    const customer = customerOf(artist);
    const told = shop.events.length;
    expect((await artist.ask("DELETE", "/api/account", { email: artist.email })).status).toBe(202);
    expect([shop.subscriptionOf(customer).status, shop.customers.has(customer)]).toEqual(["canceled", false]);
    await flush(told);
    const rows = await env.DB.prepare("SELECT * FROM subscriptions WHERE user_id = ?").bind(artist.id).all();
    expect(rows.results).toEqual([]);
  });
});

describe("a pack", () => {
  it("is credited once, stays through everything, and goes back with its money as far as it is there", async () => {
    const artist = await newBuyer();
    await pay(artist, { pack: "pictures-100" });
    await Promise.all([artist.buy("/api/billing/refresh"), flush(), flush()]);
    expect(await credits(artist)).toEqual(["FREE", 1, 150]);
    const payment = [...shop.sessions.values()].at(-1)?.payment_intent ?? "";
    shop.refund(payment, 4_00);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 100]);
    await env.DB.batch([
      env.DB.prepare("UPDATE subscriptions SET generation_credits = 20 WHERE user_id = ?").bind(artist.id),
      env.DB.prepare(
        "INSERT INTO ledger (id, user_id, unit, kind, amount, job_id, reason, created_at) VALUES (?, ?, 'generation', 'hold', -80, ?, 'spent', 0)",
      ).bind(`spent-${artist.id}`, artist.id, `job-${artist.id}`),
    ]);
    shop.refund(payment, 8_00);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 0]);
    expect(await movements(artist)).toEqual(
      expect.arrayContaining(["purchase 100 generation", "refund -50 generation", "refund -20 generation"]),
    );
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("whose refund is heard of before its payment leaves nothing behind", async () => {
    const artist = await newBuyer();
    await pay(artist, { pack: "pictures-400" });
    shop.refund([...shop.sessions.values()].at(-1)?.payment_intent ?? "", 28_00);
    for (const event of [...shop.events].reverse()) await deliver(event);
    await artist.buy("/api/billing/refresh");
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    expect((await movements(artist)).slice(0, 2).sort()).toEqual(["purchase 400 generation", "refund -400 generation"]);
  });

  it("that was not paid, or is another's, credits nobody", async () => {
    const [artist, other] = [await newBuyer(), await newBuyer()];
    const { url } = await artist.buy("/api/billing/checkout", { pack: "trainings-3" });
    await artist.buy("/api/billing/refresh");
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    shop.pay(idIn(url));
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 4, 50]);
    expect(await credits(other)).toEqual(["FREE", 1, 50]);
  });
});

describe("the provider's webhook", () => {
  it("refuses what is forged, altered, old or unsigned, and changes nothing", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "PRO" });
    const [event] = shop.events;
    const old = Math.floor(Date.now() / 1_000) - 3_600;
    const refusals = [
      await deliver(event!, { secret: "whsec_somebody_else" }),
      await deliver(event!, { timestamp: old }),
      await deliver(event!, { payload: JSON.stringify({ ...event, type: "invoice.paid" }) }),
      await shopSend("/api/webhooks/stripe", { method: "POST", body: JSON.stringify(event) }),
    ];
    for (const answer of refusals) {
      expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([401, "WEBHOOK_REFUSED"]);
    }
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
  });

  it("asks to be told again when Stripe cannot be asked, and ignores strangers, repeats and other news", async () => {
    const artist = await newBuyer();
    await pay(artist, { plan: "BASIC" });
    const [created] = shop.events;
    vi.mocked(globalThis.fetch).mockImplementationOnce(async () => Response.json({ error: {} }, { status: 500 }));
    vi.mocked(globalThis.fetch).mockImplementationOnce(async () => Response.json({ error: {} }, { status: 500 }));
    expect((await deliver(created!)).status).toBe(503);
    expect(await (await deliver(created!)).json()).toEqual({ ignored: null });
    expect(await (await deliver(created!)).json()).toEqual({ ignored: "a repeat" });
    const stranger = { ...created!, id: "evt_stranger", data: { object: { id: "sub_x", customer: "cus_nobody" } } };
    expect(await (await deliver(stranger)).json()).toEqual({ ignored: "nothing to do" });
    const other = { ...created!, id: "evt_other", type: "product.created" };
    expect(await (await deliver(other)).json()).toEqual({ ignored: "nothing to do" });
    expect(await credits(artist)).toEqual(["BASIC", 4, 300]);
  });

  it("refuses a checkout of nothing or of two things", async () => {
    const artist = await newBuyer();
    for (const wish of [{}, { plan: "BASIC", pack: "trainings-3" }, { plan: "ENTERPRISE" }, { pack: "gold" }]) {
      expect(await artist.buy("/api/billing/checkout", wish)).toMatchObject({ status: 400, code: "INVALID_INPUT" });
    }
    expect(await artist.buy("/api/billing/portal")).toMatchObject({ status: 409, code: "NO_PURCHASES" });
    expect(shop.customers.size).toBe(0);
  });
});
