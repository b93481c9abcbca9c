import { env } from "cloudflare:workers";
import { describe, expect, inject, it } from "vitest";
import { newArtist, registeredArtist, SITE, unique } from "../worker/artist.ts";
import { siteWith } from "../worker/site.ts";
import type { Visitor } from "./oauth-server.ts";

const { google, discord, environment } = inject("providers");
const site = siteWith({ MAIL_FROM: "studio@artistcloner.test", ...environment });

type Provider = "google" | "discord";
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .filter((cookie) => !cookie.endsWith("="));
const bearer = (cookies: string[]) => /session-80=(.+)/.exec(cookies.join(";"))?.[1] ?? "";

const visitor = (over: Partial<Visitor> = {}): Visitor => {
  const { email } = unique();
  return { sub: crypto.randomUUID(), email, verified: true, name: "Vera Lind", ...over };
};

async function start(provider: Provider, to?: string, path = `/api/auth/${provider}/start`, cookie = "") {
  const { network } = unique();
  const headers = { "CF-Connecting-IP": network, Origin: SITE, Cookie: cookie };
  const answer = await site.json("POST", path, to === undefined ? {} : { to }, headers);
  expect(answer.status).toBe(200);
  const { location } = await answer.json<{ location: string }>();
  return { location, browser: cookiesOf(answer).join("; "), network };
}

/** The person agrees at the provider, which sends the browser back. */
async function agree(location: string, as: Visitor): Promise<string> {
  const asked = new URL(location);
  asked.searchParams.set("as", JSON.stringify(as));
  const back = await fetch(asked, { redirect: "manual" });
  expect(back.status).toBe(302);
  const { pathname, search } = new URL(back.headers.get("Location") ?? "");
  return pathname + search;
}

async function comeBack(callback: string, cookie: string, network = unique().network) {
  const answer = await site.send(callback, { headers: { Cookie: cookie, "CF-Connecting-IP": network } });
  expect(answer.status).toBe(302);
  const to = new URL(answer.headers.get("Location") ?? "");
  return { path: to.pathname, problem: to.searchParams.get("problem"), to, token: bearer(cookiesOf(answer)) };
}

async function dance(provider: Provider, as: Visitor, to?: string) {
  const { location, browser, network } = await start(provider, to);
  return comeBack(await agree(location, as), browser, network);
}

const whoHas = async (token: string) => {
  const answer = await site.send("/api/auth/me", { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.json<{ user: { id: string; email: string; name: string; emailVerified: boolean } }>()).user;
};

describe.each(["google", "discord"] as const)("sign-in with %s", (provider) => {
  it("opens a studio the first time and finds it again by the person, not the address", async () => {
    const vera = visitor();
    const first = await dance(provider, vera, "/styles/new");
    expect(first).toMatchObject({ path: "/styles/new", problem: null });
    const user = await whoHas(first.token);
    expect(user).toMatchObject({ email: vera.email, name: "Vera Lind", emailVerified: true });
    const rows = await env.DB.prepare("SELECT unit, amount FROM ledger WHERE user_id = ? ORDER BY amount")
      .bind(user.id)
      .all();
    expect(rows.results).toEqual([
      { unit: "training", amount: 1 },
      { unit: "generation", amount: 50 },
    ]);

    const moved = await dance(provider, { ...vera, email: unique().email, verified: false });
    expect(moved).toMatchObject({ path: "/dashboard", problem: null });
    expect((await whoHas(moved.token)).id).toBe(user.id);
  });

  it("asks with PKCE and a state, and says the way back from the configuration", async () => {
    const { location } = await start(provider);
    const asked = new URL(location).searchParams;
    expect(location.startsWith(provider === "google" ? google : discord)).toBe(true);
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(asked.get("state")).toMatch(/^[\w-]{43}$/);
    expect(asked.get("redirect_uri")).toBe(`${SITE}/api/auth/${provider}/callback`);
    expect(location).not.toContain("our-secret");
  });

  it("refuses a person whose address the provider does not vouch for", async () => {
    for (const as of [visitor({ verified: false }), visitor({ email: undefined })]) {
      expect(await dance(provider, as)).toMatchObject({ path: "/login", problem: "ADDRESS_UNVERIFIED", token: "" });
    }
  });

  it("joins a studio whose address was proved, and never one whose address was only claimed", async () => {
    const claimed = await registeredArtist();
    const refused = await dance(provider, visitor({ email: claimed.email }));
    expect(refused).toMatchObject({ path: "/login", problem: "ADDRESS_UNCONFIRMED", token: "" });

    await env.DB.prepare("UPDATE users SET email_verified_at = 1 WHERE id = ?").bind(claimed.id).run();
    const stranger = await dance(provider, visitor({ email: claimed.email, verified: false }));
    expect(stranger).toMatchObject({ problem: "ADDRESS_UNVERIFIED", token: "" });
    const joined = await dance(provider, visitor({ email: claimed.email.toUpperCase() }));
    expect((await whoHas(joined.token)).id).toBe(claimed.id);
  });
});

describe("a way back that is not the way out", () => {
  it("is refused in another browser, and leaves the first one its way", async () => {
    const { location, browser } = await start("google");
    const callback = await agree(location, visitor());
    const other = await start("google");
    for (const cookie of ["", other.browser, "browser-80=guess"]) {
      expect(await comeBack(callback, cookie)).toMatchObject({ problem: "PROVIDER_REFUSED", token: "" });
    }
    expect((await comeBack(callback, browser)).token).not.toBe("");
  });

  it("is refused with another state, none, or one of the other provider", async () => {
    const { location, browser } = await start("google");
    const callback = new URL(await agree(location, visitor()), SITE);
    const code = callback.searchParams.get("code") ?? "";
    const tries = [`?code=${code}`, `?code=${code}&state=${"x".repeat(43)}`, `?state=`, ""];
    for (const query of tries) {
      const refused = await comeBack(`/api/auth/google/callback${query}`, browser);
      expect(refused).toMatchObject({ path: "/login", problem: "PROVIDER_REFUSED", token: "" });
    }
    const crossed = `/api/auth/discord/callback${callback.search}`;
    expect(await comeBack(crossed, browser)).toMatchObject({ problem: "PROVIDER_REFUSED" });
  });

  it("works once: a replayed code and state let nobody in", async () => {
    const { location, browser } = await start("google");
    const callback = await agree(location, visitor());
    const both = await Promise.all([comeBack(callback, browser), comeBack(callback, browser)]);
    expect(both.filter(({ token }) => token !== "")).toHaveLength(1);
    expect(await comeBack(callback, browser)).toMatchObject({ problem: "PROVIDER_REFUSED", token: "" });
  });

  it("refuses a code that another way out was given", async () => {
    const theirs = await start("google");
    const stolen = new URL(await agree(theirs.location, visitor()), SITE).searchParams.get("code") ?? "";
    const ours = await start("google");
    const callback = new URL(await agree(ours.location, visitor()), SITE);
    callback.searchParams.set("code", stolen);
    const refused = await comeBack(callback.pathname + callback.search, ours.browser);
    expect(refused).toMatchObject({ problem: "PROVIDER_REFUSED", token: "" });
  });

  it("is too late after ten minutes", async () => {
    const { location, browser } = await start("google");
    const callback = await agree(location, visitor());
    await env.DB.prepare("UPDATE oauth_attempts SET expires_at = 1").run();
    expect(await comeBack(callback, browser)).toMatchObject({ problem: "PROVIDER_REFUSED", token: "" });
    await site.tick();
    expect(await env.DB.prepare("SELECT count(*) AS left FROM oauth_attempts").first("left")).toBe(0);
  });

  it("says it when the person did not agree", async () => {
    const { location, browser } = await start("discord");
    const state = new URL(location).searchParams.get("state");
    const refused = await comeBack(`/api/auth/discord/callback?error=access_denied&state=${state}`, browser);
    expect(refused).toMatchObject({ path: "/login", problem: "PROVIDER_REFUSED" });
    expect(refused.to.searchParams.get("request")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("leads nowhere but to this site", async () => {
    const elsewhere = ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"];
    // Browsers drop tabs and line breaks before they read an address.
    for (const to of [...elsewhere, "/\t/evil.example", "/\n\\evil.example", "/.//evil.example"]) {
      const { to: led } = await dance("google", visitor(), to);
      expect([led.origin, led.pathname]).toEqual([SITE, "/dashboard"]);
    }
  });
});

describe("an ID token", () => {
  it.each([
    ["with another nonce", { lies: { nonce: "another" } }],
    ["for another site", { lies: { aud: "their-id" } }],
    ["of another issuer", { lies: { iss: "https://evil.example" } }],
    ["that has expired", { lies: { iat: 1, exp: 2 } }],
    ["that the provider did not sign", { forged: true }],
  ])("%s is not believed", async (_, spoilt: Partial<Visitor>) => {
    expect(await dance("google", visitor(spoilt))).toMatchObject({
      path: "/login",
      problem: "PROVIDER_REFUSED",
      token: "",
    });
  });
});

describe("linking", () => {
  const link = async (cookie: string, as: Visitor, returning = cookie) => {
    const { location, browser } = await start("google", undefined, "/api/account/identities/google", cookie);
    return comeBack(await agree(location, as), `${returning}; ${browser}`);
  };

  it("gives a studio a second way in, once, and only while its artist is signed in", async () => {
    const [artist, other] = await Promise.all([newArtist(), newArtist()]);
    const cookie = `session-80=${artist.token}`;
    const vera = visitor();
    expect(await link(cookie, vera, `session-80=${other.token}`)).toMatchObject({
      path: "/settings",
      problem: "UNAUTHENTICATED",
    });
    expect(await link(cookie, { ...vera, verified: false })).toMatchObject({ problem: "ADDRESS_UNVERIFIED" });
    expect(await link(cookie, vera)).toMatchObject({ path: "/settings", problem: null, token: "" });
    expect(await link(cookie, vera)).toMatchObject({ problem: null });
    expect(await link(cookie, visitor())).toMatchObject({ problem: "IDENTITY_TAKEN" });
    expect(await link(`session-80=${other.token}`, vera)).toMatchObject({ problem: "IDENTITY_TAKEN" });
    expect((await whoHas((await dance("google", vera)).token)).id).toBe(artist.id);
  });

  it("is undone unless it is the only way in; a password can be set later", async () => {
    const { token } = await dance("google", visitor());
    const ask = (method: string, path: string, body: unknown = {}) =>
      site.json(method, path, body, { Cookie: `session-80=${token}`, Origin: SITE });
    const refused = await ask("DELETE", "/api/account/identities/google");
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: "LAST_WAY_IN" });
    expect((await ask("PUT", "/api/account/password", { password: "a sentence to keep" })).status).toBe(204);
    expect((await ask("DELETE", "/api/account/identities/google")).status).toBe(204);
    expect((await ask("DELETE", "/api/account/identities/google")).status).toBe(204);
    const { email } = await whoHas(token);
    const again = await site.json("POST", "/api/auth/login", { email, password: "a sentence to keep" });
    expect(again.status).toBe(200);
  });
});

describe("configuration", () => {
  it("offers what is set up and no secret", async () => {
    const offered = await site.send("/api/config");
    const text = await offered.text();
    expect(JSON.parse(text)).toMatchObject({ signInWith: ["google", "discord"], mail: true });
    expect(text).not.toContain("our-");
    const bare = siteWith({});
    expect(await (await bare.send("/api/config")).json()).toMatchObject({ signInWith: [], mail: false });
    expect((await bare.json("POST", "/api/auth/google/start", {})).status).toBe(404);
    expect((await bare.json("POST", "/api/auth/github/start", {})).status).toBe(404);
  });

  it("says when a provider is silent", async () => {
    const silent = siteWith({ GOOGLE_URL: "http://127.0.0.1:9", GOOGLE_CLIENT_ID: "a", GOOGLE_CLIENT_SECRET: "b" });
    const answer = await silent.json("POST", "/api/auth/google/start", {});
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: "Google does not answer now. Try again in a moment." });
  });
});
