import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hold } from "../../src/billing/ledger.ts";
import { paidBackStatements } from "../../src/billing/paid-back.ts";
import type { Me } from "../../src/contract/accounts.ts";
import { together } from "../../src/db/client.ts";
import type { Shop } from "../stripe/shop.ts";
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
  return [subscription.plan, subscription.trainingCredits, subscription.generationCredits];
};
const flush = async () => {
  for (const event of shop.events) expect((await deliver(event)).status).toBe(200);
};
const pay = async (artist: Buyer, wish: unknown) =>
  shop.pay(idIn((await artist.buy("/api/billing/checkout", wish)).url));

describe("a dispute with the bank", () => {
  const bought = async () => {
    const artist = await newBuyer();
    await pay(artist, { pack: "pictures-100" });
    await flush();
    return { artist, payment: [...shop.sessions.values()].at(-1)?.payment_intent ?? "" };
  };

  it("takes back what is left of the pack, and gives it again when it is won", async () => {
    const { artist, payment } = await bought();
    const dispute = shop.dispute(payment, 8_00);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    shop.settle(dispute, "won");
    await flush();
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 150]);
    shop.refund(payment, 8_00);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("and a refund of the same payment take it once", async () => {
    const { artist, payment } = await bought();
    const dispute = shop.dispute(payment, 4_00);
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 100]);
    shop.refund(payment, 4_00);
    shop.settle(dispute, "lost");
    for (const event of [...shop.events].reverse()) await deliver(event);
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("takes nothing while the bank only asks", async () => {
    const { artist, payment } = await bought();
    const dispute = shop.dispute(payment, 8_00, "warning_needs_response");
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 150]);
    shop.settle(dispute, "needs_response");
    await flush();
    expect(await credits(artist)).toEqual(["FREE", 1, 50]);
  });

  it("that was won stays won, although its beginning is worked on last", async () => {
    const { artist, payment } = await bought();
    const dispute = shop.dispute(payment, 8_00);
    const charge = [...shop.charges.values()].at(-1) as unknown as Stripe.Charge;
    // What a slow worker had read before the bank decided, and writes after it.
    const late = paidBackStatements(paidCtx(), charge, [structuredClone(dispute) as unknown as Stripe.Dispute]);
    shop.settle(dispute, "won");
    await flush();
    await together(paidCtx().db, late);
    expect(await credits(artist)).toEqual(["FREE", 1, 150]);
    expect(await brokenBooks(artist)).toEqual([]);
  });

  it("never leaves less than nothing, however it meets what is spent at the same moment", async () => {
    const { artist, payment } = await bought();
    shop.dispute(payment, 8_00);
    const { db } = paidCtx();
    const spend = (job: number) =>
      together(
        db,
        hold(paidCtx(), {
          userId: artist.id,
          unit: "generation",
          reason: "test",
          jobId: `${payment}:${job}`,
          amount: 10,
        }),
      ).then(
        () => 10,
        () => 0,
      );
    const [spent] = await Promise.all([
      Promise.all(Array.from({ length: 15 }, (_, job) => spend(job))),
      flush(),
      flush(),
    ]);
    const [, , left = -1] = (await credits(artist)) as [string, number, number];
    expect(left).toBeGreaterThanOrEqual(0);
    const taken = 150 - left - spent.reduce((sum, amount) => sum + amount, 0);
    expect(taken).toBeLessThanOrEqual(100);
    expect(taken === 100 || left === 0).toBe(true);
    expect(await brokenBooks(artist)).toEqual([]);
  });
});
