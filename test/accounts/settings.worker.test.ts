import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Account, NewApiToken } from "../../src/contract/account.ts";
import { newArtist, registeredArtist, SITE, send, sendJson } from "../worker/artist.ts";
import { liveSocket } from "../worker/socket.ts";
import { soon } from "../worker/soon.ts";

const account = async (artist: { ask: (method: string, path: string) => Promise<Response> }) =>
  (await artist.ask("GET", "/api/account")).json<Account>();
const code = async (answer: Response) => [answer.status, (await answer.json<{ code: string }>()).code];
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

async function signedInAlso(email: string, userAgent: string) {
  const input = { email, password: "correct horse" };
  const answer = await sendJson("POST", "/api/auth/login", input, { "User-Agent": userAgent });
  const { token } = await answer.json<{ token: string }>();
  return {
    token,
    status: async () => (await send("/api/auth/me", { headers: { Authorization: `Bearer ${token}` } })).status,
  };
}

describe("profile", () => {
  it("keeps a new name and which mails are wanted", async () => {
    const artist = await newArtist();
    expect(await account(artist)).toMatchObject({
      user: { name: "Ada Ink", emailVerified: false },
      hasPassword: false,
      notifications: { styleReady: true, trainingFailed: true },
      identities: [],
      tokens: [],
      sessions: [{ current: true, device: "Unknown device" }],
    });
    const change = { name: "  Ada Lind ", notifications: { trainingFailed: false } };
    const changed = await (await artist.ask("PATCH", "/api/account", change)).json<Account>();
    expect(changed).toMatchObject({
      user: { name: "Ada Lind" },
      notifications: { styleReady: true, trainingFailed: false },
    });
    expect(await account(artist)).toEqual({ ...changed, sessions: expect.any(Array) });
    expect(await code(await artist.ask("PATCH", "/api/account", { name: "" }))).toEqual([400, "INVALID_INPUT"]);
  });
});

describe("sessions", () => {
  it("are told by their device, and ended one by one or all others at once, live sockets included", async () => {
    const artist = await registeredArtist();
    const { id: styleId } = await (await artist.ask("POST", "/api/styles", { name: "S" })).json<{ id: string }>();
    const [desk, phone] = [await signedInAlso(artist.email, FIREFOX), await signedInAlso(artist.email, IPHONE)];
    const { sessions } = await account(artist);
    expect(sessions[0]).toMatchObject({ current: true });
    expect(
      sessions
        .slice(1)
        .map(({ device, kind, current }) => [device, kind, current])
        .sort(),
    ).toEqual([
      ["Firefox on Linux", "desktop", false],
      ["Safari on iOS", "phone", false],
    ]);
    const sockets = await Promise.all([desk, phone, artist].map(({ token }) => liveSocket(styleId, token)));

    const onPhone = sessions.find(({ kind }) => kind === "phone");
    expect((await artist.ask("DELETE", `/api/account/sessions/${onPhone?.id}`)).status).toBe(204);
    expect([await desk.status(), await phone.status()]).toEqual([200, 401]);
    await soon(() => expect(sockets.map(({ closed }) => closed())).toEqual([null, 4_401, null]));

    expect((await artist.ask("DELETE", "/api/account/sessions")).status).toBe(204);
    expect(await desk.status()).toBe(401);
    await soon(() => expect(sockets.map(({ closed }) => closed())).toEqual([4_401, 4_401, null]));
    expect((await account(artist)).sessions).toHaveLength(1);
  });

  it("of another artist cannot be ended", async () => {
    const [artist, other] = await Promise.all([newArtist(), newArtist()]);
    const [session] = (await account(other)).sessions;
    expect((await artist.ask("DELETE", `/api/account/sessions/${session?.id}`)).status).toBe(204);
    expect((await other.ask("GET", "/api/auth/me")).status).toBe(200);
  });

  it("note their use once an hour", async () => {
    const artist = await newArtist();
    const seen = () =>
      env.DB.prepare("SELECT seen_at FROM sessions WHERE user_id = ?").bind(artist.id).first<number>("seen_at");
    const hourAgo = Date.now() - 3_700_000;
    await env.DB.prepare("UPDATE sessions SET seen_at = ? WHERE user_id = ?").bind(hourAgo, artist.id).run();
    await artist.ask("GET", "/api/auth/me");
    const noted = await soon(async () => {
      const at = (await seen()) ?? 0;
      expect(at).toBeGreaterThan(hourAgo);
      return at;
    });
    await artist.ask("GET", "/api/auth/me");
    expect(await seen()).toBe(noted);
  });
});

describe("password", () => {
  it("is changed by who knows the present one, and ends the other sessions", async () => {
    const artist = await registeredArtist();
    const other = await signedInAlso(artist.email, FIREFOX);
    const wrong = await artist.ask("PUT", "/api/account/password", {
      current: "wrong horse",
      password: "a new sentence",
    });
    expect(await wrong.json()).toMatchObject({ code: "INVALID_INPUT", fields: { current: expect.any(String) } });
    expect(await code(await artist.ask("PUT", "/api/account/password", { password: "a new sentence" }))).toEqual([
      400,
      "INVALID_INPUT",
    ]);
    expect(await other.status()).toBe(200);
    const right = await artist.ask("PUT", "/api/account/password", {
      current: "correct horse",
      password: "a new sentence",
    });
    expect(right.status).toBe(204);
    expect([await other.status(), (await artist.ask("GET", "/api/auth/me")).status]).toEqual([401, 200]);
    const login = (password: string) => sendJson("POST", "/api/auth/login", { email: artist.email, password });
    expect([(await login("correct horse")).status, (await login("a new sentence")).status]).toEqual([401, 200]);
  });
});

describe("API tokens", () => {
  const make = async (artist: Awaited<ReturnType<typeof newArtist>>, name = "Script") =>
    (await artist.ask("POST", "/api/account/tokens", { name })).json<NewApiToken>();
  const as = (token: string, path = "/api/auth/me", method = "GET") =>
    send(path, { method, headers: { Authorization: `Bearer ${token}` } });

  it("are told once, kept as a hash, work as a Bearer, and end when revoked, live sockets included", async () => {
    const artist = await newArtist();
    const { token, apiToken } = await make(artist);
    expect(token).toMatch(new RegExp(`^ac_${artist.id}_[\\w-]{43}$`));
    expect(apiToken).toMatchObject({ name: "Script", usedAt: null });
    const rows = JSON.stringify(
      (await env.DB.prepare("SELECT * FROM api_tokens WHERE user_id = ?").bind(artist.id).all()).results,
    );
    expect(rows).not.toContain(token.slice(-43));
    expect((await as(token)).status).toBe(200);
    await soon(async () => expect((await account(artist)).tokens[0]?.usedAt).toMatch(/Z$/));

    const style = await sendJson("POST", "/api/styles", { name: "By a script" }, { Authorization: `Bearer ${token}` });
    expect(style.status).toBe(201);
    const socket = await liveSocket((await style.json<{ id: string }>()).id, token);
    expect((await artist.ask("DELETE", `/api/account/tokens/${apiToken.id}`)).status).toBe(204);
    expect((await as(token)).status).toBe(401);
    await soon(() => expect(socket.closed()).toBe(4_401));
    expect((await account(artist)).tokens).toEqual([]);
  });

  it("cannot be guessed, nor speak for another artist", async () => {
    const [artist, other] = await Promise.all([newArtist(), newArtist()]);
    const { token } = await make(artist);
    const tries = [token.replace(artist.id, other.id), `${token.slice(0, -1)}_`, `ac_${artist.id}_`, token.slice(3)];
    for (const guess of tries) expect((await as(guess)).status, guess).toBe(401);
  });

  it("do not reach the account itself", async () => {
    const artist = await newArtist();
    const { token, apiToken } = await make(artist);
    const doors = [
      ["GET", "/api/account"],
      ["PATCH", "/api/account"],
      ["PUT", "/api/account/password"],
      ["DELETE", "/api/account/sessions"],
      ["POST", "/api/account/tokens"],
      ["DELETE", `/api/account/tokens/${apiToken.id}`],
      ["POST", "/api/account/identities/google"],
      ["DELETE", "/api/account/identities/google"],
      ["POST", "/api/billing/checkout"],
      ["POST", "/api/billing/portal"],
    ] as const;
    for (const [method, path] of doors)
      expect(await code(await as(token, path, method)), path).toEqual([403, "SESSION_REQUIRED"]);
  });

  it("are at most twenty, however many are asked for at once", async () => {
    const artist = await newArtist();
    const answers = await Promise.all(
      Array.from({ length: 23 }, () => artist.ask("POST", "/api/account/tokens", { name: "T" })),
    );
    expect(
      answers
        .map(({ status }) => status)
        .sort()
        .slice(-4),
    ).toEqual([201, 409, 409, 409]);
    const other = await newArtist();
    const [first] = (await account(artist)).tokens;
    await other.ask("DELETE", `/api/account/tokens/${first?.id}`);
    expect((await account(artist)).tokens).toHaveLength(20);
  });

  it("need no cookie, and a cookie needs our own page", async () => {
    const artist = await newArtist();
    const cookie = { Cookie: `session-80=${artist.token}` };
    const foreign = await sendJson(
      "POST",
      "/api/account/tokens",
      { name: "T" },
      { ...cookie, Origin: "https://evil.example" },
    );
    expect(foreign.status).toBe(403);
    expect((await sendJson("POST", "/api/account/tokens", { name: "T" }, { ...cookie, Origin: SITE })).status).toBe(
      201,
    );
  });
});

describe("what is limited says how", () => {
  it("counts ten sign-ins an address and a hundred a network, in the headers too", async () => {
    const network = { "CF-Connecting-IP": "203.0.113.9" };
    const login = (email: string) => sendJson("POST", "/api/auth/login", { email, password: "x" }, network);
    const first = await login("somebody@example.com");
    expect(first.headers.get("RateLimit-Limit")).toBe("10");
    expect(first.headers.get("RateLimit-Remaining")).toBe("9");
    const limiter = env.LIMITER.get(env.LIMITER.idFromName("network:203.0.113.9"));
    for (let i = 0; i < 9; i += 1) await limiter.take("sign-in:somebody@example.com", 10, 900_000, Date.now());
    const refused = await login("somebody@example.com");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBe(Number(refused.headers.get("RateLimit-Reset")));
    expect((await login("else@example.com")).status).toBe(401);
    for (let i = 0; i < 100; i += 1) await limiter.take("sign-in", 100, 900_000, Date.now());
    expect((await login("nobody@example.com")).headers.get("RateLimit-Limit")).toBe("100");
  });
});

it("reads and sweeps by index", async () => {
  const plan = async (sql: string) =>
    (await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>()).results
      .map(({ detail }) => detail)
      .join("; ");
  const queries: [string, string][] = [
    ["SELECT used_at FROM api_tokens WHERE hash = 'h' AND user_id = 'u'", "api_tokens_hash_unique"],
    ["SELECT * FROM api_tokens WHERE user_id = 'u' ORDER BY created_at DESC", "api_tokens_user"],
    ["SELECT * FROM sessions WHERE user_id = 'u'", "sessions_user"],
    ["SELECT * FROM identities WHERE provider = 'google' AND subject = 's'", "sqlite_autoindex_identities_1"],
    ["SELECT * FROM identities WHERE user_id = 'u' ORDER BY provider", "identities_user"],
    ["DELETE FROM oauth_attempts WHERE state_hash = 's' AND expires_at > 1", "sqlite_autoindex_oauth_attempts_1"],
    ["DELETE FROM oauth_attempts WHERE expires_at < 1", "oauth_attempts_expiry"],
    ["SELECT * FROM mail_links WHERE hash = 'h' AND expires_at > 1", "sqlite_autoindex_mail_links_1"],
    ["DELETE FROM mail_links WHERE user_id = 'u' AND purpose = 'reset-password'", "mail_links_user"],
    ["DELETE FROM mail_links WHERE expires_at < 1", "mail_links_expiry"],
    ["DELETE FROM mails WHERE created_at < 1", "mails_old"],
    [
      "SELECT id FROM mails WHERE sent_at IS NULL AND due_at <= 1 AND attempts < 8 ORDER BY due_at LIMIT 20",
      "mails_due",
    ],
  ];
  for (const [query, index] of queries) {
    const how = await plan(query);
    expect(how, query).toContain(`INDEX ${index} (`);
    expect(how, query).not.toContain("SCAN");
    expect(how, query).not.toContain("TEMP B-TREE");
  }
});
