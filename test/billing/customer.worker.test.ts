import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tellCustomers } from "../../src/billing/customer-news.ts";
import { requireTill } from "../../src/billing/till.ts";
import type { Shop } from "../stripe/shop.ts";
import { unique } from "../worker/artist.ts";
import { type Buyer, newBuyer, openShop, paidCtx, paidEnv } from "../worker/shop.ts";
import { siteWith } from "../worker/site.ts";

const settings = Object.fromEntries(Object.entries(paidEnv).filter(([name]) => name.startsWith("STRIPE_"))) as Record<
  string,
  string
>;
const site = siteWith({ ...settings, MAIL_FROM: "studio@artistcloner.test" });
const network = () => ({ "CF-Connecting-IP": unique().network });

let shop: Shop;
let away = false;
beforeEach(() => {
  shop = openShop();
  const standIn = vi.mocked(globalThis.fetch).getMockImplementation()!;
  vi.mocked(globalThis.fetch).mockImplementation((input, init) => {
    const request = new Request(input, init);
    if (away && /\/v1\/customers\/./.test(request.url)) return Promise.reject(new TypeError("the provider is away"));
    return standIn(request);
  });
});
afterEach(() => {
  away = false;
  vi.restoreAllMocks();
});

const prove = ({ id }: Buyer) => env.DB.prepare("UPDATE users SET email_verified_at = 1 WHERE id = ?").bind(id).run();
const linkIn = async (email: string, subject: string) => {
  const letter = (await site.mailsTo(email)).findLast((one) => one.subject === subject);
  return /#([\w-]{43})/.exec(letter?.text ?? "")?.[1] ?? "";
};

async function move(artist: Buyer): Promise<string> {
  const { email } = unique();
  const headers = { Authorization: `Bearer ${artist.token}`, ...network() };
  expect((await site.json("PUT", "/api/account/address", { email }, headers)).status).toBe(202);
  const token = await linkIn(email, "Confirm your new address");
  expect((await site.json("POST", "/api/auth/confirm-address", { token }, network())).status).toBe(200);
  return email;
}

const told = ({ id }: Buyer) => [...shop.customers.values()].find(({ metadata }) => metadata.userId === id)?.email;
const owed = ({ id }: Buyer) =>
  env.DB.prepare("SELECT attempts FROM customer_news WHERE user_id = ?").bind(id).first<number>("attempts");
/** What waits for its time is due now. */
const later = ({ id }: Buyer) => env.DB.prepare("UPDATE customer_news SET due_at = 0 WHERE user_id = ?").bind(id).run();

async function customer(proved = true): Promise<Buyer> {
  const artist = await newBuyer();
  if (proved) await prove(artist);
  expect((await artist.buy("/api/billing/checkout", { pack: "pictures-100" })).status).toBe(200);
  return artist;
}

describe("the customer at the payment provider", () => {
  it("has the address of the artist, who proved it; a stranger's is not given away", async () => {
    const [proved, unproved] = [await customer(), await customer(false)];
    expect([told(proved), told(unproved)]).toEqual([proved.email, ""]);
    expect([await owed(proved), await owed(unproved)]).toEqual([null, null]);
  });

  it("follows when the address changes, and when it is taken back", async () => {
    const artist = await customer();
    const email = await move(artist);
    await site.tick();
    expect([told(artist), await owed(artist)]).toEqual([email, null]);
    const token = await linkIn(artist.email, "Your address was changed");
    const body = { token, password: "a new sentence" };
    expect((await site.json("POST", "/api/auth/reset-password", body, network())).status).toBe(200);
    await site.tick();
    expect([told(artist), await owed(artist)]).toEqual([artist.email, null]);
  });

  it("follows once the provider is back, however often it was away, and the change never waits for it", async () => {
    const artist = await customer();
    away = true;
    const email = await move(artist);
    await site.tick();
    expect([told(artist), await owed(artist)]).toEqual([artist.email, 1]);
    await site.tick();
    expect(await owed(artist), "its time has not come").toBe(1);
    await later(artist);
    await site.tick();
    expect(await owed(artist)).toBe(2);
    away = false;
    await later(artist);
    await site.tick();
    expect([told(artist), await owed(artist)]).toEqual([email, null]);
  });

  it("is told the newest address last, although an older one is on its way when it changes again", async () => {
    const artist = await customer();
    const first = await move(artist);
    const till = await requireTill(paidCtx().settings);
    const standIn = vi.mocked(globalThis.fetch).getMockImplementation()!;
    let arrive = () => {};
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    vi.mocked(globalThis.fetch).mockImplementationOnce(async (input, init) => {
      await slow;
      return standIn(input, init);
    });
    const telling = tellCustomers(paidCtx(), till, artist.id);
    await vi.waitFor(async () => expect(await owed(artist)).toBe(1));
    const second = await move(artist);
    await site.tick();
    expect(told(artist), "nobody tells while another does").toBe(artist.email);
    arrive();
    await telling;
    expect(told(artist)).toBe(first);
    await later(artist);
    await site.tick();
    expect([told(artist), await owed(artist)]).toEqual([second, null]);
  });

  it("is sold to while its address cannot be told, and gets it later", async () => {
    away = true;
    const artist = await customer();
    expect([told(artist), await owed(artist)]).toEqual(["", 1]);
    away = false;
    await later(artist);
    await site.tick();
    expect(told(artist)).toBe(artist.email);
  });

  it("that the provider forgot, or that never was, owes nothing", async () => {
    const [forgotten, none] = [await customer(), await newBuyer()];
    shop.customers.clear();
    // One after the other: of two at once, one request may send the letters of both, and the other answers before they left.
    await move(forgotten);
    await move(none);
    expect(await owed(none)).toBeNull();
    await site.tick();
    expect(await owed(forgotten)).toBeNull();
  });
});
