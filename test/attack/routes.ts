import { SignJWT } from "jose";
import { secretsOf } from "../../local/secrets.ts";
import { api } from "../../src/api.ts";
import { CANARY, type Ground, type Settled } from "./ground.ts";
import { type Findings, inLanes, knock, Tally } from "./report.ts";

export interface Route {
  method: string;
  path: string;
}

/** Every address the Worker answers, read from its own table, so that a new one is attacked the day it is born. */
export const routes: Route[] = [
  ...new Map(
    api.routes
      .filter(({ method, path }) => method !== "ALL" && path !== "/*" && path !== "*")
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
];

/** Meant for everybody; what each demands instead of a session is attacked in a part of its own. */
const open = [
  /^\/api\/health/,
  /^\/api\/auth\//,
  /^\/api\/webhooks\//,
  /^\/files\//,
  /^\/api\/billing\/offer/,
  /^\/s\//,
  /^\/api\/config/,
  /^\/api\/receipts\/verify/,
  /^\/api\/erasures\//,
  /^\/(?:sitemap\.xml|robots\.txt|\.well-known\/jwks\.json)/,
];
export const isOpen = ({ method, path }: Route): boolean =>
  (open.some((one) => one.test(path)) && path !== "/api/auth/me") ||
  (method === "PUT" && path === "/api/upload/:imageId");

/** A session, token or link of one's own that is not there is as gone as one that was ended: the answer tells neither from the other. */
const endsAnything = /^\/api\/account\/(?:sessions\/:id|tokens\/:id|identities\/:provider)$/;

const parameter = (name: string, path: string, victim: Settled): string => {
  if (name === "id") return path.startsWith("/api/generations") ? victim.generationId : victim.styleId;
  if (name === "imageId") return victim.imageId;
  if (name === "trainingId") return victim.trainingId;
  if (name === "generationId" || name === "jobId") return victim.generationId;
  if (name === "key") return new URL(victim.links[0]!).pathname.slice("/files/".length);
  if (name === "provider") return "google";
  if (name === "file") return `${victim.trainingId}.zip`;
  return victim.styleId;
};

export const pathOf = ({ path }: Route, victim: Settled): string =>
  path.replaceAll(/:([a-zA-Z]+)(\{[^}]*\})?/g, (_, name: string) => parameter(name, path, victim));

/** Names everything of the victim's that a body may name. */
const bodyAbout = (victim: Settled) =>
  JSON.stringify({
    ...{
      styleId: victim.styleId,
      imageId: victim.imageId,
      generationId: victim.generationId,
      trainingId: victim.trainingId,
    },
    ...{
      imageIds: [victim.imageId],
      images: [{ id: victim.imageId, caption: "taken" }],
      generationIds: [victim.generationId],
    },
    ...{
      name: "taken",
      caption: "taken",
      prompt: "taken",
      filename: "a.png",
      contentType: "image/png",
      favourite: true,
    },
  });

/** Every route as nobody, as another artist, and with tokens that are forged, altered, expired or of an ended session. */
export async function attackRoutes(ground: Ground): Promise<Findings[]> {
  const { victim, attacker, stack, settings } = ground;
  const { token } = victim.client;
  const secret = new TextEncoder().encode(secretsOf(settings.stateDir).SESSION_SECRET);
  const sign = (claims: object, key: Uint8Array, expires: number) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(victim.id)
      .setExpirationTime(expires)
      .sign(key);
  const now = Math.floor(Date.now() / 1_000);
  const [head = "", claims = "", signature = ""] = token.split(".");
  const sid = (JSON.parse(Buffer.from(claims, "base64url").toString()) as { sid: string }).sid;
  const tampered = Buffer.from(JSON.stringify({ sub: victim.id, sid, exp: now + 999_999 })).toString("base64url");
  const identities: Record<string, string | null> = {
    "no session": null,
    "another artist": attacker.client.token,
    expired: await sign({ sid }, secret, now - 10),
    "unknown session": await sign({ sid: "0".repeat(26) }, secret, now + 1_000),
    "foreign key": await sign({ sid }, new TextEncoder().encode("x".repeat(48)), now + 1_000),
    "altered claims": `${head}.${tampered}.${signature}`,
    "no signature": `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`,
  };
  const findings: Findings[] = [];
  for (const [who, bearer] of Object.entries(identities)) {
    const tally = new Tally(`routes as: ${who}`);
    const foreign = who === "another artist";
    await inLanes(
      routes.filter((route) => !isOpen(route)),
      async (route) => {
        const { method } = route;
        const headers: Record<string, string> = { "Content-Type": "application/json" };
        if (bearer !== null) headers.Authorization = `Bearer ${bearer}`;
        const takesBody = method !== "GET" && method !== "DELETE";
        const path = pathOf(route, victim);
        const init: RequestInit = { method, headers };
        if (takesBody) init.body = bodyAbout(victim);
        const { status, text } = await knock(tally, stack.url + path, init);
        const what = `${method} ${route.path} → ${status}`;
        tally.expect(!text.includes(CANARY), `${what} tells the victim's words`);
        tally.expect(status < 500 && status !== 403, what);
        if (!foreign) tally.expect(status === 401, what);
        else if (endsAnything.test(route.path)) tally.expect(status === 204 || status === 404, what);
        else if (route.path.includes(":")) tally.expect(status === 404 || status === 400 || status === 426, what);
        const victims = [victim.id, victim.styleId, victim.imageId, victim.trainingId, victim.generationId];
        tally.expect(!victims.some((id) => text.includes(id)), `${what} tells of the victim's things`);
      },
    );
    findings.push(tally);
  }
  return findings;
}

/** Each change of state with the victim's cookie, asked for by another site's page. */
export async function attackFromElsewhere({ victim, stack }: Ground): Promise<Findings> {
  const tally = new Tally("another site's page, with the cookie");
  const changing = routes.filter(
    ({ method, path }) =>
      (method !== "GET" || path.endsWith("/live")) &&
      !path.startsWith("/api/webhooks") &&
      path !== "/api/upload/:imageId",
  );
  const origins: Record<string, string>[] = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ];
  for (const route of changing) {
    for (const origin of origins) {
      const headers: Record<string, string> = { Cookie: victim.cookie, "Content-Type": "application/json", ...origin };
      const init: RequestInit = { method: route.method, headers };
      if (route.method !== "GET" && route.method !== "DELETE") init.body = bodyAbout(victim);
      const { status, headers: answered } = await knock(tally, stack.url + pathOf(route, victim), init);
      const what = `${route.method} ${route.path} from ${Object.values(origin)[0]} → ${status}`;
      tally.expect(status >= 400 && status < 500, what);
      tally.expect(!answered.has("Access-Control-Allow-Origin"), `${what} opens CORS`);
    }
  }
  return tally;
}
