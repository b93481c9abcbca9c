import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { subscriptions } from "../billing/table.ts";
import { loginInput, type Me, registerInput } from "../contract/accounts.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { claimOf, guard } from "../http/guard.ts";
import { enforce, networkOf, takeForRegistration, takeForSignIn } from "../http/limits.ts";
import { refuseForeignOrigin } from "../http/origin.ts";
import { clearSessionCookie, setSessionCookie } from "../http/session.ts";
import { json } from "../http/validate.ts";
import { subscriptionEntity, userEntity } from "./entity.ts";
import { register } from "./register.ts";
import { signIn, signOut } from "./sign-in.ts";
import { users } from "./table.ts";

const fromHere = createMiddleware<AppEnv>((c, next) => {
  refuseForeignOrigin(c, c.var.ctx.settings);
  return next();
});

const account = (ctx: UserCtx) => ({
  user: ctx.db.select().from(users).where(eq(users.id, ctx.user.id)),
  subscription: ctx.db.select().from(subscriptions).where(eq(subscriptions.userId, ctx.user.id)),
});

export const accountRoutes = new Hono<AppEnv>()
  .post("/api/auth/register", fromHere, json(registerInput), async (c) => {
    const { ctx } = c.var;
    enforce(c, await takeForRegistration(ctx, networkOf(c)));
    const signedIn = await register(ctx, c.req.valid("json"));
    setSessionCookie(c, ctx.settings, signedIn.token);
    return c.json(signedIn, 201);
  })
  .post("/api/auth/login", fromHere, json(loginInput), async (c) => {
    const { ctx } = c.var;
    const input = c.req.valid("json");
    enforce(c, await takeForSignIn(ctx, networkOf(c), input.email));
    const signedIn = await signIn(ctx, input);
    setSessionCookie(c, ctx.settings, signedIn.token);
    return c.json(signedIn);
  })
  .post("/api/auth/logout", async (c) => {
    await signOut(c.var.ctx, await claimOf(c));
    clearSessionCookie(c, c.var.ctx.settings);
    return c.body(null, 204);
  })
  .get("/api/auth/me", guard("read", account), (c) => {
    const { user, subscription } = c.var.rows;
    return c.json({ user: userEntity(user[0]!), subscription: subscriptionEntity(subscription[0]!) } satisfies Me);
  });
