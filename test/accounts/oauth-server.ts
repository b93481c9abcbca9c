import { OAuth2Server } from "oauth2-mock-server";

/** Who agrees at the provider, and how its answer is spoilt. A request to authorize brings one as `as`, in JSON. */
export interface Visitor {
  sub: string;
  email?: string | undefined;
  verified?: boolean;
  name?: string;
  /** Claims of the ID token that are put in place of the right ones. */
  lies?: Record<string, unknown>;
  /** The ID token's signature is not the provider's. */
  forged?: boolean;
}

const usual: Visitor = { sub: "1001", email: "vera@example.com", verified: true, name: "Vera Lind" };

async function startServer(
  endpoints: Record<string, string>,
  describe: (visitor: Visitor) => object,
): Promise<OAuth2Server> {
  const server = new OAuth2Server(undefined, undefined, { endpoints });
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  const visitors = new Map<string, Visitor>();
  server.service.on("beforeAuthorizeRedirect", ({ url }, request) => {
    const as = new URL(request.url ?? "", url).searchParams.get("as");
    visitors.set(url.searchParams.get("code") ?? "", as === null ? usual : JSON.parse(as));
  });
  server.service.on("beforeTokenSigning", ({ payload }, request) => {
    const visitor = visitors.get(request.body.code ?? "") ?? usual;
    Object.assign(payload, describe(visitor), visitor.lies);
  });
  server.service.on("beforeResponse", ({ body }, request) => {
    const visitor = visitors.get(request.body.code ?? "") ?? usual;
    if (typeof body === "object" && visitor.forged) body.id_token = `${String(body.id_token).slice(0, -8)}AAAAAAAA`;
  });
  server.service.on("beforeUserinfo", (answer, request) => {
    const [, payload = ""] = request.headers.authorization?.split(".") ?? [];
    answer.body = JSON.parse(Buffer.from(payload, "base64url").toString());
  });
  return server;
}

export interface Providers {
  google: string;
  discord: string;
  /** Settings of a site that offers both. */
  environment: Record<string, string>;
  stop: () => Promise<void>;
}

/** Two real OAuth servers: one that speaks OpenID Connect, one with Discord's paths and words. */
export async function startProviders(): Promise<Providers> {
  const google = await startServer({}, ({ sub, email, verified, name }) => ({
    sub,
    email,
    email_verified: verified,
    name,
  }));
  const discord = await startServer(
    { authorize: "/oauth2/authorize", token: "/api/oauth2/token", userinfo: "/api/users/@me" },
    ({ sub, email, verified, name }) => ({ id: sub, username: `user-${sub}`, global_name: name, email, verified }),
  );
  // A real Discord gives no ID token.
  discord.service.on("beforeResponse", ({ body }) => typeof body === "object" && delete body.id_token);
  const [GOOGLE_URL = "", DISCORD_URL = ""] = [google.issuer.url, discord.issuer.url];
  const [id, secret] = ["our-id", "our-secret"];
  return {
    google: GOOGLE_URL,
    discord: DISCORD_URL,
    environment: {
      ...{ GOOGLE_URL, GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret },
      ...{ DISCORD_URL, DISCORD_CLIENT_ID: id, DISCORD_CLIENT_SECRET: secret },
    },
    stop: async () => void (await Promise.all([google.stop(), discord.stop()])),
  };
}
