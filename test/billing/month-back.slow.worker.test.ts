import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hold, release } from "../../src/billing/ledger.ts";
import { monthsPaidBack } from "../../src/billing/paid-back.ts";
import { requireTill } from "../../src/billing/till.ts";
import type { Me } from "../../src/contract/accounts.ts";
import { together } from "../../src/db/client.ts";
import { MONTH_S, type Shop } from "../stripe/shop.ts";
import { type Buyer, deliver, idIn, newBuyer, openShop, paidCtx } from "../worker/shop.ts";
import { brokenBooks } from "../worker/studio.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const credits = async (artist: Buyer) => {
  const { subscription } = await (await artist.ask("GET", "/api/auth/me")).json<Me>();
  return [subscription.trainingCredits, subscription.generationCredits];
};
const flush = async () => {
  for (const event of shop.events) expect((await deliver(event)).status).toBe(200);
};
const pay = async (artist: Buyer, wish: unknown) =>
  shop.pay(idIn((await artist.buy("/api/billing/checkout", wish)).url));
const spend = (artist: Buyer, jobId: string, amount: number) =>
  together(
    paidCtx().db,
    hold(paidCtx(), { userId: artist.id, unit: "generation", reason: "test", jobId: artist.id + jobId, amount }),
  );
const giveBack = (artist: Buyer, jobId: string) =>
  together(
    paidCtx().db,
    release(paidCtx(), { userId: artist.id, unit: "generation", reason: "test", jobId: artist.id + jobId }),
  );
const subscriptionOf = (artist: Buyer) =>
  shop.subscriptionOf([...shop.customers.values()].find(({ metadata }) => metadata.userId === artist.id)?.id ?? "");
/** The payment of the newest invoice. */
const payment = (artist: Buyer) => shop.paymentOf(subscriptionOf(artist).latest_invoice);

/** Half of the month is over. */
function halve(artist: Buyer): void {
  const { latest_invoice: invoice, items } = subscriptionOf(artist);
  for (const side of ["current_period_start", "current_period_end"] as const) items.data[0]![side] -= MONTH_S / 2;
  for (const { period } of invoice.lines.data) {
    period.start -= MONTH_S / 2;
    period.end -= MONTH_S / 2;
  }
}

/** An artist with 1 training and 50 pictures of their own, and what the plan gives. */
async function member(plan: "BASIC" | "PRO" = "BASIC"): Promise<Buyer> {
  const artist = await newBuyer();
  await pay(artist, { plan });
  return artist;
}

describe("a paid month that goes back", () => {
  it("takes its credits, in proportion to the money, and once", async () => {
    const artist = await member();
    await flush();
    expect(await credits(artist)).toEqual([4, 300]);
    shop.refund(payment(artist), 9_50);
    await flush();
    await flush();
    expect(await credits(artist)).toEqual([4 - 1, 300 - 125]);
    shop.refund(payment(artist), 19_00);
    for (const event of [...shop.events].reverse()) await deliver(event);
    expect(await credits(artist)).toEqual([1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("whose refund is heard of before its payment, or alone, leaves nothing behind", async () => {
    const artist = await member("PRO");
    shop.refund(payment(artist), 49_00);
    for (const event of [...shop.events].reverse()) await deliver(event);
    await artist.buy("/api/billing/refresh");
    expect(await credits(artist)).toEqual([1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("takes what is left of it alone: what was spent is not owed, what was bought beside it stays", async () => {
    const artist = await member();
    await pay(artist, { pack: "pictures-100" });
    await flush();
    await spend(artist, "kept", 60);
    await spend(artist, "failed", 30);
    await giveBack(artist, "failed");
    shop.refund(payment(artist), 19_00);
    await flush();
    expect(await credits(artist)).toEqual([1, 50 + 100]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("leaves the months beside it alone, paid before or after", async () => {
    const artist = await member();
    await flush();
    const first = payment(artist);
    await spend(artist, "first", 100);
    shop.renew(subscriptionOf(artist).id);
    await flush();
    await spend(artist, "second", 100);
    shop.refund(first, 19_00);
    await flush();
    expect(await credits(artist)).toEqual([7 - 3, 50 + 250]);
    shop.refund(payment(artist), 19_00);
    await flush();
    expect(await credits(artist)).toEqual([1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("takes of an enlarged month what the payment brought: the plan's, or what was added to it", async () => {
    const artist = await member();
    halve(artist);
    await flush();
    const first = payment(artist);
    shop.change(subscriptionOf(artist).id, "price_pro");
    await flush();
    expect(await credits(artist)).toEqual([4 + 3, 300 + 250]);
    const { total } = subscriptionOf(artist).latest_invoice;
    expect(total).toBe(15_00);
    shop.refund(payment(artist), total);
    await flush();
    expect(await credits(artist)).toEqual([4, 300]);
    shop.refund(first, 19_00);
    await flush();
    expect(await credits(artist)).toEqual([1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("by a dispute is given again when it is won, and stays so, although its beginning is worked on last", async () => {
    const artist = await member();
    await flush();
    const dispute = shop.dispute(payment(artist), 19_00);
    await flush();
    expect(await credits(artist)).toEqual([1, 50]);
    const charge = [...shop.charges.values()].at(-1) as unknown as Stripe.Charge;
    const before = [structuredClone(dispute) as unknown as Stripe.Dispute];
    const till = await requireTill(paidCtx().settings);
    const late = await monthsPaidBack(paidCtx(), till, artist.id, charge, before);
    expect(late.length).toBeGreaterThan(0);
    shop.settle(dispute, "won");
    await flush();
    await together(paidCtx().db, late);
    expect(await credits(artist)).toEqual([4, 300]);
    shop.refund(payment(artist), 19_00);
    await flush();
    expect(await credits(artist)).toEqual([1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("never leaves less than nothing, however it meets what is spent at the same moment", async () => {
    const artist = await member();
    await flush();
    shop.refund(payment(artist), 19_00);
    const spending = Array.from({ length: 15 }, (_, job) =>
      spend(artist, `at once ${job}`, 20).then(
        () => 20,
        () => 0,
      ),
    );
    const [spent] = await Promise.all([Promise.all(spending), flush(), flush()]);
    const [, left = -1] = await credits(artist);
    expect(left).toBeGreaterThanOrEqual(0);
    const sum = spent.reduce((total, amount) => total + amount, 0);
    expect(300 - sum - left, "taken").toBeLessThanOrEqual(250);
    expect(await brokenBooks(artist)).toEqual([]);
  });
});
