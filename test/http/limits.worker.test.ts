import { describe, expect, it } from "vitest";
import { api } from "../../src/api.ts";
import { signUrl } from "../../src/http/sign.ts";
import { newArtist, unique } from "../worker/artist.ts";
import { siteWith } from "../worker/site.ts";
import { ctx } from "../worker/uploads.ts";

/** What is never counted, beside everything that deletes: what shows a picture, stops work, or is said by machines. */
const uncounted = [
  "GET /api/health",
  "GET /api/config",
  "GET /robots.txt",
  "GET /sitemap.xml",
  "GET /.well-known/jwks.json",
  "GET /api/billing/offer",
  "GET /files/:key{.+}",
  "GET /files/sets/:file{[^/]+\\.zip}",
  "GET /files/zips/:file{[^/]+\\.zip}",
  "GET /api/generations/:id/file",
  "GET /s/:slug",
  "GET /s/:slug/picture.webp",
  "GET /s/:slug/card.jpg",
  "GET /api/styles/:id/live",
  "POST /api/auth/logout",
  "POST /api/styles/:id/training/cancel",
  "POST /api/generations/:id/cancel",
  "POST /api/webhooks/replicate/:styleId/:jobId",
  "POST /api/webhooks/stripe",
  // A registration on the way back is counted where it happens.
  "GET /api/auth/:provider/callback",
  // A signed link, and a signature that anybody may have checked.
  "GET /api/erasures/:id/open",
  "POST /api/receipts/verify",
];

const routes = [
  ...new Set(api.routes.filter(({ method }) => method !== "ALL").map((one) => `${one.method} ${one.path}`)),
];
const isCounted = (route: string) => !uncounted.includes(route) && !route.startsWith("DELETE ");

/** Nothing at all is allowed here. */
const shut = siteWith({
  RATE_LIMIT_MAX_REQUESTS: "0",
  SIGN_INS_PER_ADDRESS: "0",
  SIGN_INS_PER_NETWORK: "0",
  REGISTRATIONS_PER_HOUR: "0",
  GOOGLE_CLIENT_ID: "client",
  GOOGLE_CLIENT_SECRET: "secret",
  MAIL_FROM: "studio@artistcloner.test",
});

const bodies: Record<string, object> = {
  "POST /api/auth/register": { email: "new@example.com", password: "correct horse", name: "Ada" },
  "POST /api/auth/login": { email: "new@example.com", password: "correct horse" },
  "POST /api/auth/confirm-address": { token: "x".repeat(43) },
  "POST /api/auth/reset-password": { token: "x".repeat(43), password: "correct horse" },
  "POST /api/auth/:provider/start": { to: "/" },
};

/** Asks a route for something that is not there, as an artist. */
async function ask(route: string): Promise<Response> {
  const { token } = await newArtist();
  const [method = "", path = ""] = route.split(" ");
  const place = path
    .replace(":provider", "google")
    .replaceAll(/:\w+(?:\{[^}]*\})?/g, path.includes(".zip") ? "nothing.zip" : "nothing")
    .replace("}", "");
  const as = { Authorization: `Bearer ${token}`, "CF-Connecting-IP": unique().network };
  if (method === "GET") return shut.send(place, { headers: as });
  return shut.json(method, place, bodies[route] ?? {}, as);
}

const said = (answer: Response) =>
  ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"].filter((name) => answer.headers.has(name)).length;

describe("limits", () => {
  it("know every route: those that are never counted are there", () => {
    expect(uncounted.filter((route) => !routes.includes(route))).toEqual([]);
    expect(routes.filter(isCounted).length).toBeGreaterThan(40);
  });

  it.each(routes.filter((route) => !isCounted(route)))("never count %s", async (route) => {
    const answer = await ask(route);
    expect([answer.status, said(answer)]).toEqual([expect.not.toBeOneOf([429, 500]), 0]);
  });
});

/** Counted in an hour, whatever the settings: its sixth is refused. */
const mailed = "POST /api/auth/forgot-password";
/** Counted when its ticket is good. */
const ticketed = "PUT /api/upload/:imageId";

describe("a counted route", () => {
  it.each(
    routes.filter((route) => isCounted(route) && route !== mailed && route !== ticketed),
  )("refuses at its limit: %s", async (route) => {
    const answer = await ask(route);
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([429, "RATE_LIMITED"]);
    expect(said(answer)).toBe(3);
    expect(answer.headers.get("Retry-After")).toBe(answer.headers.get("RateLimit-Reset"));
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  it(`refuses at its limit, with a good ticket: ${ticketed}`, async () => {
    const { id } = await newArtist();
    const ticket = signUrl(ctx.settings, `/api/upload/nothing?style=nothing&user=${id}`, Date.now() + 60_000);
    const answer = await shut.send(ticket, { method: "PUT", body: "a", headers: { "Content-Length": "1" } });
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([429, "RATE_LIMITED"]);
  });

  it("says what is left on answers that stream, too", async () => {
    const [open, { token }] = [siteWith({}), await newArtist()];
    const headers = { Authorization: `Bearer ${token}` };
    for (const path of ["/api/takeout", "/api/billing/ledger.csv", "/api/auth/me"]) {
      const answer = await open.send(path, { headers });
      expect([path, answer.status, said(answer)]).toEqual([path, 200, 3]);
      await answer.arrayBuffer();
    }
  });
});
