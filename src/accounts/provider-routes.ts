import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { type Provider, providers, startProviderInput } from "../contract/accounts.ts";
import { browserOf, markBrowser } from "../http/browser.ts";
import type { AppEnv, Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard, inPerson } from "../http/guard.ts";
import { enforce, networkOf, takeAtDoor, takeForRegistration } from "../http/limits.ts";
import { describe, log } from "../http/log.ts";
import { credentialOf, readToken, setSessionCookie } from "../http/session.ts";
import { json } from "../http/validate.ts";
import { unlinkIdentity } from "./identities.ts";
import { endProvider, startProvider } from "./oauth.ts";
import { agentOf, fromHere } from "./routes.ts";

const named = createMiddleware<{ Variables: { provider: Provider } }>(async (c, next) => {
  const provider = providers.find((name) => name === c.req.param("provider"));
  if (!provider) throw new AppError("NOT_FOUND", "There is nothing at this address.");
  c.set("provider", provider);
  await next();
});

/** The session a browser brings from the provider's page; whether it lives is checked where it counts. */
async function sessionOf(c: Context, { settings, now }: Ctx) {
  const credential = credentialOf(c, settings);
  const claim = credential?.by === "cookie" ? await readToken(settings, credential.token, now()) : null;
  return claim && "sessionId" in claim ? claim : null;
}

export const providerRoutes = new Hono<AppEnv>()
  .post("/api/auth/:provider/start", named, fromHere, json(startProviderInput), async (c) => {
    const { ctx, provider } = c.var;
    enforce(c, await takeAtDoor(ctx, networkOf(c)));
    const browser = markBrowser(c, ctx.settings);
    return c.json(await startProvider(ctx, provider, { to: c.req.valid("json").to, browser, userId: null }));
  })
  .get("/api/auth/:provider/callback", named, async (c) => {
    const { ctx, provider } = c.var;
    const ended = await endProvider(ctx, provider, {
      params: new URL(c.req.url).searchParams,
      browser: browserOf(c, ctx.settings),
      claim: await sessionOf(c, ctx),
      userAgent: agentOf(c),
      countRegistration: async () => enforce(c, await takeForRegistration(ctx, networkOf(c))),
    });
    const to = new URL(ended.to, ctx.settings.APP_URL);
    if ("problem" in ended) {
      const known =
        ended.problem instanceof AppError ? ended.problem : new AppError("INTERNAL", "", { reason: ended.problem });
      log("warn", "provider.refused", {
        requestId: ctx.requestId,
        provider,
        code: known.code,
        reason: describe(known.reason ?? known),
      });
      to.searchParams.set("problem", known.code);
      to.searchParams.set("provider", provider);
      to.searchParams.set("request", ctx.requestId);
    } else if (ended.token !== null) {
      setSessionCookie(c, ctx.settings, ended.token);
    }
    return c.redirect(to.href);
  })
  .post("/api/account/identities/:provider", named, guard("write"), inPerson, json(startProviderInput), async (c) => {
    const { ctx, provider } = c.var;
    const browser = markBrowser(c, ctx.settings);
    return c.json(await startProvider(ctx, provider, { to: "/settings", browser, userId: ctx.user.id }));
  })
  .delete("/api/account/identities/:provider", named, guard(null), inPerson, async (c) => {
    await unlinkIdentity(c.var.ctx, c.var.provider);
    return c.body(null, 204);
  });
