import { eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { subscriptions } from "../billing/table.ts";
import {
  confirmAddressInput,
  forgotPasswordInput,
  loginInput,
  type Me,
  registerInput,
  resetPasswordInput,
} from "../contract/accounts.ts";
import type { SiteConfig } from "../contract/config.ts";
import { remembered, type Value } from "../db/client.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { claimOf, guard } from "../http/guard.ts";
import { enforce, networkOf, takeAtDoor, takeForMail, takeForRegistration, takeForSignIn } from "../http/limits.ts";
import { refuseForeignOrigin } from "../http/origin.ts";
import { clearSessionCookie, setSessionCookie } from "../http/session.ts";
import { json } from "../http/validate.ts";
import { subscriptionEntity, userEntity } from "./entity.ts";
import { confirmAddress, forgotPassword, resetPassword } from "./mailed.ts";
import { configuredProviders } from "./provider.ts";
import { register } from "./register.ts";
import { signIn, signOut } from "./sign-in.ts";
import { users } from "./table.ts";

export const fromHere = createMiddleware<AppEnv>((c, next) => {
  refuseForeignOrigin(c, c.var.ctx.settings);
  return next();
});

export const agentOf = (c: Context) => c.req.header("User-Agent");

const user = remembered((db, value: Value<"userId">) =>
  db
    .select()
    .from(users)
    .where(eq(users.id, value("userId"))),
);
const subscription = remembered((db, value: Value<"userId">) =>
  db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.userId, value("userId"))),
);
const account = ({ db, user: { id: userId } }: UserCtx) => ({
  user: user(db, { userId }),
  subscription: subscription(db, { userId }),
});

export const accountRoutes = new Hono<AppEnv>()
  .get("/api/config", (c) => {
    const { settings, mail } = c.var.ctx;
    return c.json({ signInWith: configuredProviders(settings), mail: mail !== null } satisfies SiteConfig);
  })
  .post("/api/auth/register", fromHere, json(registerInput), async (c) => {
    const { ctx } = c.var;
    enforce(c, await takeForRegistration(ctx, networkOf(c)));
    const signedIn = await register(ctx, c.req.valid("json"), agentOf(c));
    setSessionCookie(c, ctx.settings, signedIn.token);
    return c.json(signedIn, 201);
  })
  .post("/api/auth/login", fromHere, json(loginInput), async (c) => {
    const { ctx } = c.var;
    const input = c.req.valid("json");
    enforce(c, await takeForSignIn(ctx, networkOf(c), input.email));
    const signedIn = await signIn(ctx, input, agentOf(c));
    setSessionCookie(c, ctx.settings, signedIn.token);
    return c.json(signedIn);
  })
  .post("/api/auth/logout", async (c) => {
    const claim = await claimOf(c);
    // A program has no session to end; its token is revoked in Settings.
    if ("sessionId" in claim) await signOut(c.var.ctx, claim);
    clearSessionCookie(c, c.var.ctx.settings);
    return c.body(null, 204);
  })
  .post("/api/auth/confirm-address", fromHere, json(confirmAddressInput), async (c) => {
    const { ctx } = c.var;
    enforce(c, await takeAtDoor(ctx, networkOf(c)));
    return c.json(await confirmAddress(ctx, c.req.valid("json").token));
  })
  .post("/api/auth/forgot-password", fromHere, json(forgotPasswordInput), async (c) => {
    const { ctx } = c.var;
    const { email } = c.req.valid("json");
    enforce(c, await takeForMail(ctx, networkOf(c), email));
    forgotPassword(ctx, email);
    return c.body(null, 202);
  })
  .post("/api/auth/reset-password", fromHere, json(resetPasswordInput), async (c) => {
    const { ctx } = c.var;
    enforce(c, await takeAtDoor(ctx, networkOf(c)));
    const signedIn = await resetPassword(ctx, c.req.valid("json"), agentOf(c));
    setSessionCookie(c, ctx.settings, signedIn.token);
    return c.json(signedIn);
  })
  .get("/api/auth/me", guard("read", account), (c) => {
    const { user, subscription } = c.var.rows;
    return c.json({
      user: userEntity(c.var.ctx, user[0]!),
      subscription: subscriptionEntity(subscription[0]!),
    } satisfies Me);
  });
