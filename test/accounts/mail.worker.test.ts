import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { open } from "../../src/db/client.ts";
import { settleTraining } from "../../src/training/effects.ts";
import { trainings } from "../../src/training/table.ts";
import { newArtist, registeredArtist, SITE, unique } from "../worker/artist.ts";
import { siteWith } from "../worker/site.ts";
import { newStudio } from "../worker/studio.ts";

const site = siteWith({ MAIL_FROM: "studio@artistcloner.test" });
const linkIn = (text: string | undefined) => /#([\w-]{43})/.exec(text ?? "")?.[1] ?? "";
const network = () => ({ "CF-Connecting-IP": unique().network });
const code = async (answer: Response) => [answer.status, (await answer.json<{ code: string }>()).code];

const forgot = (email: string) => site.json("POST", "/api/auth/forgot-password", { email }, network());
const reset = (token: string, password = "a new sentence") =>
  site.json("POST", "/api/auth/reset-password", { token, password }, network());

async function resetLink(email: string): Promise<string> {
  expect((await forgot(email)).status).toBe(202);
  const letters = (await site.mailsTo(email)).filter(({ subject }) => subject === "Choose a new password");
  return linkIn(letters.at(-1)?.text);
}

describe("an address", () => {
  it("is asked to be confirmed at registration, by a letter that anybody can read", async () => {
    const { email } = unique();
    const name = "Ada <b>Ølund";
    await site.json("POST", "/api/auth/register", { email, password: "correct horse", name }, network());
    const [letter, ...more] = await site.mailsTo(email);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      subject: "Confirm your address",
      from: { address: "studio@artistcloner.test" },
      to: [{ address: email, name }],
    });
    expect(letter?.text).toContain(`Hello ${name},`);
    expect(letter?.html).toContain("Ada &lt;b&gt;Ølund");
    expect(letter?.html).not.toMatch(/<img|src=|url\(/);
    expect(letter?.text).toContain(`${SITE}/confirm-address#`);

    const token = linkIn(letter?.text);
    const answer = await site.json("POST", "/api/auth/confirm-address", { token });
    expect(await answer.json()).toEqual({ email });
    expect(await code(await site.json("POST", "/api/auth/confirm-address", { token }))).toEqual([
      400,
      "MAIL_LINK_INVALID",
    ]);
    expect(await code(await reset(token))).toEqual([400, "MAIL_LINK_INVALID"]);
    const row = await env.DB.prepare("SELECT email_verified_at FROM users WHERE email = ?")
      .bind(email)
      .first("email_verified_at");
    expect(row).toBeGreaterThan(0);
  });

  it("can be asked again in Settings, five times an hour", async () => {
    const artist = await newArtist();
    const again = () =>
      site.json("POST", "/api/account/confirm-address", {}, { Authorization: `Bearer ${artist.token}` });
    for (let i = 0; i < 5; i += 1) expect((await again()).status).toBe(202);
    expect((await again()).status).toBe(429);
    const letters = await site.mailsTo(artist.email);
    expect(letters).toHaveLength(5);
    await site.json("POST", "/api/auth/confirm-address", { token: linkIn(letters[0]?.text) });
    const last = await site.json("POST", "/api/auth/confirm-address", { token: linkIn(letters[4]?.text) });
    expect(last.status).toBe(400);
  });
});

describe("a forgotten password", () => {
  it("is set by the link once; every other session, token and link ends", async () => {
    const artist = await registeredArtist();
    const made = await artist.ask("POST", "/api/account/tokens", { name: "T" });
    const { token: apiToken } = await made.json<{ token: string }>();
    const [first, second] = [await resetLink(artist.email), await resetLink(artist.email)];
    expect(await code(await reset(second, "short"))).toEqual([400, "INVALID_INPUT"]);

    const answer = await reset(second);
    expect(answer.status).toBe(200);
    const { token } = await answer.json<{ token: string }>();
    const me = (bearer: string) => site.send("/api/auth/me", { headers: { Authorization: `Bearer ${bearer}` } });
    expect((await me(token)).status).toBe(200);
    expect([(await me(artist.token)).status, (await me(apiToken)).status]).toEqual([401, 401]);
    for (const used of [first, second])
      expect(await code(await reset(used, "another one"))).toEqual([400, "MAIL_LINK_INVALID"]);
    const login = (password: string) =>
      site.json("POST", "/api/auth/login", { email: artist.email, password }, network());
    expect([(await login("correct horse")).status, (await login("a new sentence")).status]).toEqual([401, 200]);
    expect((await site.mailsTo(artist.email)).at(-1)?.subject).toBe("Your password was changed");
  });

  it("opens the account for one of two who use the link at once", async () => {
    const { email } = await newArtist();
    const token = await resetLink(email);
    const both = await Promise.all([reset(token, "the first one"), reset(token, "the second one")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const winner = both[0]?.status === 200 ? both[0] : both[1];
    const { token: session } = (await winner?.json<{ token: string }>()) ?? { token: "" };
    expect((await site.send("/api/auth/me", { headers: { Authorization: `Bearer ${session}` } })).status).toBe(200);
  });

  it("has a link of thirty minutes", async () => {
    const { email, id } = await newArtist();
    const token = await resetLink(email);
    const expiry = await env.DB.prepare("SELECT expires_at FROM mail_links WHERE user_id = ?")
      .bind(id)
      .first<number>("expires_at");
    expect(Math.abs((expiry ?? 0) - Date.now() - 1_800_000)).toBeLessThan(60_000);
    await env.DB.prepare("UPDATE mail_links SET expires_at = ? WHERE user_id = ?").bind(Date.now(), id).run();
    expect(await code(await reset(token))).toEqual([400, "MAIL_LINK_INVALID"]);
  });

  it("throws out whoever opened the account with an address that was not theirs", async () => {
    const { email, id } = await newArtist();
    const squat =
      "INSERT INTO identities (provider, subject, user_id, email, created_at) VALUES ('google', ?, ?, 'x@example.com', 1)";
    await env.DB.prepare(squat).bind(crypto.randomUUID(), id).run();
    await reset(await resetLink(email));
    const left = () => env.DB.prepare("SELECT count(*) AS n FROM identities WHERE user_id = ?").bind(id).first("n");
    expect(await left()).toBe(0);
    await env.DB.prepare(squat).bind(crypto.randomUUID(), id).run();
    await reset(await resetLink(email));
    expect(await left()).toBe(1);
  });

  it("tells a known address from an unknown one neither in words nor in time, and writes to no stranger", async () => {
    const [known, unknown] = [(await newArtist()).email, unique().email];
    const ask = async (email: string) => {
      const answer = await forgot(email);
      return [
        answer.status,
        await answer.text(),
        answer.headers.get("RateLimit-Limit"),
        answer.headers.get("Set-Cookie"),
      ];
    };
    expect(await ask(known)).toEqual(await ask(unknown));
    expect(await site.mailsTo(unknown)).toEqual([]);
    // The answer comes before the address is looked up: a database that never answers does not hold it back.
    const { api } = await import("../../src/api.ts");
    const never = () => new Promise(() => {});
    const DB = { prepare: () => ({ bind: () => ({ raw: never, all: never, run: never }) }) };
    const asleep = { ...env, MAIL_FROM: "studio@artistcloner.test", EMAIL: {}, DB };
    const request = new Request(`${SITE}/api/auth/forgot-password`, {
      method: "POST",
      body: JSON.stringify({ email: unique().email }),
      headers: { "Content-Type": "application/json", ...network() },
    });
    const waiting: Promise<unknown>[] = [];
    const context = {
      waitUntil: (work: Promise<unknown>) => waiting.push(work),
      passThroughOnException() {},
      props: {},
    };
    expect((await api.fetch(request, asleep as never, context as never)).status).toBe(202);
    expect(waiting).toHaveLength(1);
  });

  it("is asked for five times an hour", async () => {
    const { email } = await newArtist();
    for (let i = 0; i < 5; i += 1) expect((await forgot(email)).status).toBe(202);
    const refused = await forgot(email);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });
});

it("lets one network try a hundred links and ways in, and says when again", async () => {
  const here = network();
  const limiter = env.LIMITER.get(env.LIMITER.idFromName(`network:${here["CF-Connecting-IP"]}`));
  for (let i = 0; i < 100; i += 1) await limiter.take("door", 100, 900_000, Date.now());
  const tries = [
    site.json("POST", "/api/auth/confirm-address", { token: "x" }, here),
    site.json("POST", "/api/auth/reset-password", { token: "x", password: "a new sentence" }, here),
    site.json("POST", "/api/auth/google/start", {}, here),
  ];
  for (const answer of await Promise.all(tries)) {
    expect([answer.status, answer.headers.get("RateLimit-Remaining")]).toEqual([429, "0"]);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  }
});

describe("news of a training", () => {
  const books = { db: open(env.DB), now: Date.now };
  async function ended(status: "COMPLETED" | "FAILED" | "CANCELED", want = "email_verified_at = 1") {
    const { artist, styleId } = await newStudio(0);
    await env.DB.prepare(`UPDATE users SET ${want} WHERE id = ?`).bind(artist.id).run();
    const id = `news-${styleId}`;
    const row = {
      id,
      styleId,
      userId: artist.id,
      status: "PROCESSING",
      steps: 1,
      learningRate: 1,
      triggerWord: "x",
    } as const;
    await books.db.insert(trainings).values({ ...row, set: [], imageCount: 0, createdAt: 1, deadlineAt: 1 });
    const [copy] = await books.db.select().from(trainings).where(eq(trainings.id, id));
    if (!copy) throw new Error("no row");
    const errorMessage = status === "FAILED" ? "The provider took the machine away. Your credit was returned." : null;
    const settled = { ...copy, status, errorMessage, rev: 5 };
    return { artist, styleId, settle: () => settleTraining(books, settled) };
  }

  it("is sent once, however often it is settled and swept", async () => {
    const { artist, styleId, settle } = await ended("COMPLETED");
    await Promise.all([settle(), settle()]);
    await settle();
    await Promise.all([site.tick(), site.tick()]);
    await site.tick();
    const letters = await site.mailsTo(artist.email);
    expect(letters.map(({ subject }) => subject)).toEqual(["Your style “Harbours” is ready"]);
    expect(letters[0]?.text).toContain(`${SITE}/generate/${styleId}`);
    expect(letters[0]?.messageId).toMatch(/^<style-ready\.news-.+@artistcloner\.test>$/);
  });

  it("says what failed and what came back", async () => {
    const { artist, settle } = await ended("FAILED");
    await settle();
    await site.tick();
    const [letter] = await site.mailsTo(artist.email);
    expect(letter?.subject).toBe("The training of “Harbours” failed and was refunded");
    expect(letter?.text).toContain("The provider took the machine away. Your credit was returned.");
  });

  it.each([
    ["an address that was never proved", "COMPLETED", "email_verified_at = NULL"],
    ["who does not want it", "COMPLETED", "email_verified_at = 1, mails_style_ready = 0"],
    ["who does not want it of failures", "FAILED", "email_verified_at = 1, mails_training_failed = 0"],
    ["who cancelled it", "CANCELED", "email_verified_at = 1"],
  ] as const)("does not go to %s", async (_, status, want) => {
    const { artist, settle } = await ended(status, want);
    await settle();
    await site.tick();
    expect(await site.mailsTo(artist.email)).toEqual([]);
  });

  it("is tried again when the mail service is away, and kept from whoever stops wanting it meanwhile", async () => {
    const [one, two] = [await ended("COMPLETED"), await ended("COMPLETED")];
    await Promise.all([one.settle(), two.settle()]);
    site.jam(true);
    await site.tick();
    site.jam(false);
    await site.tick();
    expect(await site.mailsTo(one.artist.email)).toEqual([]);
    await two.artist.ask("PATCH", "/api/account", { notifications: { styleReady: false } });
    await env.DB.prepare("UPDATE mails SET due_at = 1 WHERE sent_at IS NULL AND attempts = 1").run();
    await site.tick();
    expect(await site.mailsTo(one.artist.email)).toHaveLength(1);
    expect(await site.mailsTo(two.artist.email)).toEqual([]);
  });
});

describe("without a mail service", () => {
  it("accounts work, and what needs mail says that it is off", async () => {
    const bare = siteWith({});
    const { email } = unique();
    const registered = await bare.json(
      "POST",
      "/api/auth/register",
      { email, password: "correct horse", name: "A" },
      network(),
    );
    expect(registered.status).toBe(201);
    expect(await code(await bare.json("POST", "/api/auth/forgot-password", { email }, network()))).toEqual([
      503,
      "MAIL_OFF",
    ]);
    await bare.tick();
    expect(await bare.mailsTo(email)).toEqual([]);
  });
});
