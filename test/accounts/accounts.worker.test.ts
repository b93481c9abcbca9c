import { env } from "cloudflare:workers";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { registeredArtist, SITE, send, sendJson, unique } from "../worker/artist.ts";

const problem = async (answer: Response) => ({ status: answer.status, ...(await answer.json<{ code: string }>()) });
const cookieOf = (answer: Response) => answer.headers.get("Set-Cookie") ?? "";

const fresh = (over: object = {}) => {
  const { network, email } = unique();
  return {
    network: { "CF-Connecting-IP": network },
    input: { email, password: "correct horse", name: "Ada Ink", ...over },
  };
};

describe("register", () => {
  it("makes an account with the FREE plan in a ledger that adds up", async () => {
    const { input, network } = fresh();
    const answer = await sendJson("POST", "/api/auth/register", input, network);
    expect(answer.status).toBe(201);
    expect(cookieOf(answer)).toMatch(/^session-80=ey.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const { user, token } = await answer.json<{ user: { id: string }; token: string }>();
    expect(user).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      email: input.email,
      emailVerified: false,
      name: "Ada Ink",
      avatarUrl: null,
      createdAt: expect.stringMatching(/Z$/),
    });

    const me = await send("/api/auth/me", { headers: { Authorization: `Bearer ${token}` } });
    expect(await me.json()).toEqual({
      user,
      subscription: {
        plan: "FREE",
        trainingCredits: 1,
        generationCredits: 50,
        currentPeriodStart: null,
        currentPeriodEnd: null,
        endsAt: null,
        paymentDue: false,
        hasPurchases: false,
      },
    });
    expect(me.headers.get("RateLimit-Limit")).toBe("2000");
    const rows = await env.DB.prepare("SELECT unit, kind, amount FROM ledger WHERE user_id = ? ORDER BY amount")
      .bind(user.id)
      .all();
    expect(rows.results).toEqual([
      { unit: "training", kind: "grant", amount: 1 },
      { unit: "generation", kind: "grant", amount: 50 },
    ]);
    const stored = await env.DB.prepare("SELECT password FROM users WHERE id = ?").bind(user.id).first("password");
    expect(stored).toMatch(/^scrypt\$\d+\$8\$\d\$[\w-]{22}\$[\w-]{43}$/);
  });

  it("takes an address once, whatever its case, also when asked twice at once", async () => {
    const { input, network } = fresh();
    const shouted = { ...input, email: `  ${input.email.toUpperCase()} ` };
    const both = await Promise.all([
      sendJson("POST", "/api/auth/register", input, network),
      sendJson("POST", "/api/auth/register", shouted, network),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect(await problem(await sendJson("POST", "/api/auth/register", shouted, network))).toMatchObject({
      status: 400,
      code: "EMAIL_TAKEN",
      error: expect.stringContaining("Email already exists"),
    });
  });

  it("names each wrong field", async () => {
    const { network } = fresh();
    const answer = await sendJson("POST", "/api/auth/register", { email: "nobody", password: "short" }, network);
    expect(await problem(answer)).toMatchObject({
      status: 400,
      code: "INVALID_INPUT",
      fields: {
        email: "Write an e-mail address such as name@example.com.",
        password: "Use at least 8 characters.",
        name: "This is missing.",
      },
    });
  });

  it("is counted per network", async () => {
    const { input, network } = fresh();
    const limiter = env.LIMITER.get(env.LIMITER.idFromName(`network:${network["CF-Connecting-IP"]}`));
    for (let i = 0; i < 60; i += 1) await limiter.take("register", 60, 3_600_000, Date.now());
    const answer = await sendJson("POST", "/api/auth/register", input, network);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(3_500);
    expect(answer.headers.get("RateLimit-Remaining")).toBe("0");
    expect(await problem(answer)).toMatchObject({ status: 429, code: "RATE_LIMITED" });
  });
});

describe("sign in and out", () => {
  it("signs in by cookie and by Bearer, and out at once", async () => {
    const { email } = await registeredArtist();
    const answer = await sendJson("POST", "/api/auth/login", { email: email.toUpperCase(), password: "correct horse" });
    expect(answer.status).toBe(200);
    const cookie = cookieOf(answer).split(";")[0] ?? "";
    const { token } = await answer.json<{ token: string }>();
    expect((await send("/api/auth/me", { headers: { Cookie: cookie } })).status).toBe(200);

    const out = await send("/api/auth/logout", { method: "POST", headers: { Cookie: cookie, Origin: SITE } });
    expect(out.status).toBe(204);
    expect(cookieOf(out)).toMatch(/^session-80=; Max-Age=0/);
    for (const headers of [{ Cookie: cookie }, { Authorization: `Bearer ${token}` }]) {
      expect(await problem(await send("/api/auth/me", { headers }))).toMatchObject({
        status: 401,
        code: "UNAUTHENTICATED",
      });
    }
  });

  it("answers an unknown address as a wrong password", async () => {
    const { email } = await registeredArtist();
    const answer = async (input: object) => {
      const told = await problem(await sendJson("POST", "/api/auth/login", input));
      return { ...told, requestId: "" };
    };
    const known = await answer({ email, password: "wrong horse" });
    expect(known).toMatchObject({ status: 401, code: "INVALID_CREDENTIALS" });
    expect(await answer({ email: unique().email, password: "correct horse" })).toEqual(known);
  });

  it("believes no token that is forged, unsigned, expired or without a session", async () => {
    const artist = await registeredArtist();
    const [head, body] = artist.token.split(".");
    const key = new TextEncoder().encode("test-session-secret-of-at-least-32-bytes");
    const sign = (sid: string, exp: string) =>
      new SignJWT({ sid }).setProtectedHeader({ alg: "HS256" }).setSubject(artist.id).setExpirationTime(exp).sign(key);
    const unsigned = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${body}.`;
    const tokens = ["", "x", `${head}.${body}.AAAA`, unsigned, await sign("0", "1h"), await sign("0", "-1h")];
    for (const token of tokens) {
      const answer = await send("/api/auth/me", { headers: { Authorization: `Bearer ${token}` } });
      expect(answer.status, token).toBe(401);
    }
    await env.DB.prepare("UPDATE sessions SET expires_at = 1 WHERE user_id = ?").bind(artist.id).run();
    expect((await artist.ask("GET", "/api/auth/me")).status).toBe(401);
  });

  it("counts tries per address and network", async () => {
    const { network, input } = fresh();
    const limiter = env.LIMITER.get(env.LIMITER.idFromName(`network:${network["CF-Connecting-IP"]}`));
    for (let i = 0; i < 10; i += 1) await limiter.take(`sign-in:${input.email}`, 10, 900_000, Date.now());
    expect((await sendJson("POST", "/api/auth/login", input, network)).status).toBe(429);
    expect((await sendJson("POST", "/api/auth/login", input, fresh().network)).status).toBe(401);
  });
});

describe("the front door", () => {
  it("demands our own origin where the cookie is the credential", async () => {
    const { email } = await registeredArtist();
    const input = { email, password: "correct horse" };
    const foreign = await sendJson("POST", "/api/auth/login", input, { Origin: "https://evil.example" });
    expect(await problem(foreign)).toMatchObject({ status: 403, code: "FORBIDDEN_ORIGIN" });
    const cookie = cookieOf(await sendJson("POST", "/api/auth/login", input)).split(";")[0] ?? "";

    const out = (headers: Record<string, string>) =>
      send("/api/auth/logout", { method: "POST", headers: { Cookie: cookie, ...headers } });
    for (const headers of [{}, { Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }]) {
      expect(await problem(await out(headers))).toMatchObject({ status: 403, code: "FORBIDDEN_ORIGIN" });
    }
    expect((await out({ "Sec-Fetch-Site": "same-origin" })).status).toBe(204);
  });

  it("hardens every answer and opens it to no other site", async () => {
    for (const path of ["/api/health", "/api/auth/me", "/api/nowhere"]) {
      const { headers } = await send(path, { headers: { Origin: "https://evil.example" } });
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Content-Security-Policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.has("Access-Control-Allow-Origin")).toBe(false);
    }
  });

  it("says what is wrong with a body", async () => {
    const post = (body: BodyInit, type = "application/json") =>
      send("/api/auth/login", { method: "POST", body, headers: { "Content-Type": type } });
    for (const [body, type] of [["{"], ["{}", "text/plain"], ["[]"], ["null"], [""]] as const) {
      expect(await problem(await post(body, type)), body).toMatchObject({ status: 400, code: "INVALID_INPUT" });
    }
    const big = JSON.stringify({ email: "a".repeat(70_000) });
    expect(await problem(await post(big))).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
    const chunked = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 7; i += 1) controller.enqueue(new TextEncoder().encode(" ".repeat(10_000)));
        controller.close();
      },
    });
    expect(await problem(await post(chunked))).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
  });
});
