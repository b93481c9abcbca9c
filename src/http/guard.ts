import { and, eq, gt } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { sessions } from "../accounts/table.ts";
import { type Db, type Statement, together } from "../db/client.ts";
import type { AppEnv, UserCtx } from "./ctx.ts";
import { AppError } from "./errors.ts";
import { enforce, type Rule, takeForUser } from "./limits.ts";
import { requireOwnOrigin } from "./origin.ts";
import { type Claim, credentialOf, readToken } from "./session.ts";

/** The first reads of a route, by name. */
export type Reads = Record<string, Statement>;
export type Rows<R extends Reads> = { [K in keyof R]: Awaited<R[K]> };
// biome-ignore lint/complexity/noBannedTypes: a route that reads nothing has no names.
export type NoReads = {};

const signedOut = () => new AppError("UNAUTHENTICATED", "Sign in to go on.");

const sessionRow = (db: Db, claim: Claim, now: number) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, claim.sessionId), eq(sessions.userId, claim.userId), gt(sessions.expiresAt, now)));

/** The claim of a request's token, its signature and its origin checked; whether the session still lives is not yet known. */
export async function claimOf(c: Context<AppEnv>): Promise<Claim> {
  const { settings, now } = c.var.ctx;
  const credential = credentialOf(c, settings);
  if (!credential) throw signedOut();
  if (credential.by === "cookie") requireOwnOrigin(c, settings);
  const claim = await readToken(settings, credential.token, now());
  if (!claim) throw signedOut();
  return claim;
}

/**
 * Lets only a signed-in artist pass. The session's row is read in one D1 batch with the route's own first reads, which
 * follow in `c.var.rows`, while the limiter counts the request as `rule` (null: never counted). Answers 401 before 429.
 */
export function guard<R extends Reads = NoReads>(
  rule: Rule | null,
  reads?: (ctx: UserCtx, c: Context<AppEnv>) => R | Promise<R>,
) {
  return createMiddleware<{ Variables: { ctx: UserCtx; rows: Rows<R> } }>(async (c, next) => {
    const claim = await claimOf(c as unknown as Context<AppEnv>);
    const ctx: UserCtx = { ...c.var.ctx, user: { id: claim.userId, sessionId: claim.sessionId } };
    const wanted = Object.entries((await reads?.(ctx, c as unknown as Context<AppEnv>)) ?? {});
    const [allowance, [session, ...results]] = await Promise.all([
      rule === null ? null : takeForUser(ctx, claim.userId, rule),
      together(ctx.db, [sessionRow(ctx.db, claim, ctx.now()), ...wanted.map(([, statement]) => statement)]),
    ]);
    if ((session as unknown[]).length === 0) throw signedOut();
    enforce(c, allowance);
    c.set("ctx", ctx);
    c.set("rows", Object.fromEntries(wanted.map(([name], at) => [name, results[at]])) as Rows<R>);
    await next();
  });
}
