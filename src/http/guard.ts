import { and, eq, gt } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { apiTokens, sessions } from "../accounts/table.ts";
import { type Db, remembered, type Statement, together } from "../db/client.ts";
import type { AppEnv, Ctx, UserCtx } from "./ctx.ts";
import { AppError } from "./errors.ts";
import { enforce, type Rule, sayAllowance, takeForUser } from "./limits.ts";
import { describe, log } from "./log.ts";
import { requireOwnOrigin } from "./origin.ts";
import { type Claim, credentialOf, readToken } from "./session.ts";

/** The first reads of a route, by name. */
export type Reads = Record<string, Statement>;
export type Rows<R extends Reads> = { [K in keyof R]: Awaited<R[K]> };
// biome-ignore lint/complexity/noBannedTypes: a route that reads nothing has no names.
export type NoReads = {};

const signedOut = () => new AppError("UNAUTHENTICATED", "Sign in to go on.");

/** What stands behind a claim, and when it was last noted as used. */
const credentialRow = (db: Db, claim: Claim, now: number) =>
  "sessionId" in claim ? sessionRow(db, { ...claim, now }) : tokenRow(db, { ...claim });

const sessionRow = remembered<"sessionId" | "userId" | "now", Statement>((db, value) =>
  db
    .select({ usedAt: sessions.seenAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, value("sessionId")),
        eq(sessions.userId, value("userId")),
        gt(sessions.expiresAt, value("now")),
      ),
    ),
);

const tokenRow = remembered<"tokenHash" | "userId", Statement>((db, value) =>
  db
    .select({ usedAt: apiTokens.usedAt })
    .from(apiTokens)
    .where(and(eq(apiTokens.hash, value("tokenHash")), eq(apiTokens.userId, value("userId")))),
);

/** A use is noted once an hour: a write for each request would be dear. */
const NOTED_MS = 60 * 60 * 1_000;

function note(ctx: Ctx, claim: Claim): void {
  const now = ctx.now();
  const noted =
    "sessionId" in claim
      ? ctx.db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, claim.sessionId))
      : ctx.db.update(apiTokens).set({ usedAt: now }).where(eq(apiTokens.hash, claim.tokenHash));
  ctx.waitUntil(noted.catch((error: unknown) => log("warn", "credential.unnoted", { reason: describe(error) })));
}

const userOf = (claim: Claim): UserCtx["user"] =>
  "sessionId" in claim
    ? { id: claim.userId, sessionId: claim.sessionId }
    : { id: claim.userId, sessionId: null, tokenHash: claim.tokenHash };

/** The claim of a request's token, its signature and its origin checked; whether it still lives is not yet known. */
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
 * Lets only a signed-in artist, or their program, pass. The row behind the token is read in one D1 batch with the route's own first reads, which
 * follow in `c.var.rows`, while the limiter counts the request as `rule` (null: never counted). Answers 401 before 429.
 */
export function guard<R extends Reads = NoReads>(
  rule: Rule | null,
  reads?: (ctx: UserCtx, c: Context<AppEnv>) => R | Promise<R>,
) {
  return createMiddleware<{ Variables: { ctx: UserCtx; rows: Rows<R> } }>(async (c, next) => {
    const claim = await claimOf(c as unknown as Context<AppEnv>);
    const ctx: UserCtx = { ...c.var.ctx, user: userOf(claim) };
    const wanted = Object.entries((await reads?.(ctx, c as unknown as Context<AppEnv>)) ?? {});
    const [allowance, [credential, ...results]] = await Promise.all([
      rule === null ? null : takeForUser(ctx, claim.userId, rule),
      together(ctx.db, [credentialRow(ctx.db, claim, ctx.now()), ...wanted.map(([, statement]) => statement)]),
    ]);
    const [used] = credential as { usedAt: number | null }[];
    if (!used) throw signedOut();
    if ((used.usedAt ?? 0) < ctx.now() - NOTED_MS) note(ctx, claim);
    enforce(c, allowance);
    c.set("ctx", ctx);
    c.set("rows", Object.fromEntries(wanted.map(([name], at) => [name, results[at]])) as Rows<R>);
    await next();
    // An answer that a verb made itself, such as a stream, has not taken them yet.
    sayAllowance(c, allowance);
  });
}

/** Stands after {@link guard} where a program's token does not suffice: what guards the account itself. Throws SESSION_REQUIRED. */
export const inPerson = createMiddleware<{ Variables: { ctx: UserCtx } }>((c, next) => {
  if (c.var.ctx.user.sessionId === null) {
    throw new AppError("SESSION_REQUIRED", "An API token cannot do this. Sign in to ArtistCloner and do it there.");
  }
  return next();
});
