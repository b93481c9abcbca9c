import { and, eq, gt } from "drizzle-orm";
import { generateRandomCodeVerifier } from "oauth4webapi";
import type { Provider, ProviderStarted } from "../contract/accounts.ts";
import { ownPath } from "../contract/own-path.ts";
import { ATTEMPT_MS } from "../http/browser.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newSecret, type SessionClaim, secretHash } from "../http/session.ts";
import { linkIdentity, signInAs } from "./identities.ts";
import { askProvider, whoCameBack } from "./provider.ts";
import { oauthAttempts, sessions } from "./table.ts";

/**
 * Begins a way to the provider and back that only the browser marked `browser` can end, once, within ten minutes.
 * @param userId whom to link to; null to sign in. Throws PROVIDER_OFF and UNAVAILABLE.
 */
export async function startProvider(
  ctx: Ctx,
  provider: Provider,
  { to, browser, userId }: { to: string | undefined; browser: string; userId: string | null },
): Promise<ProviderStarted> {
  const now = ctx.now();
  const secrets = { state: newSecret(), nonce: newSecret(), verifier: generateRandomCodeVerifier() };
  const location = await askProvider(ctx.settings, provider, secrets, now);
  await ctx.db.insert(oauthAttempts).values({
    stateHash: secretHash(secrets.state),
    provider,
    browserHash: secretHash(browser),
    verifier: secrets.verifier,
    nonce: secrets.nonce,
    userId,
    returnTo: ownPath(to) ?? (userId === null ? "/dashboard" : "/settings"),
    expiresAt: now + ATTEMPT_MS,
  });
  return { location };
}

interface Return {
  /** The query of the provider's redirect. */
  params: URLSearchParams;
  browser: string | null;
  /** Of the cookie, unchecked. */
  claim: SessionClaim | null;
  userAgent: string | undefined;
  /** Counts a registration; throws RATE_LIMITED. */
  countRegistration: () => Promise<void>;
}

/** Where the browser goes on, and the session it got; or what went wrong, and where that is said. */
export type Ended = { to: string; token: string | null } | { to: string; problem: unknown };

/** Ends a way that {@link startProvider} began: it is taken by the first who brings its state and its browser's mark. */
export async function endProvider(ctx: Ctx, provider: Provider, back: Return): Promise<Ended> {
  const state = back.params.get("state") ?? "";
  const now = ctx.now();
  const [attempt] = await ctx.db
    .delete(oauthAttempts)
    .where(
      and(
        eq(oauthAttempts.stateHash, secretHash(state)),
        eq(oauthAttempts.provider, provider),
        eq(oauthAttempts.browserHash, secretHash(back.browser ?? "")),
        gt(oauthAttempts.expiresAt, now),
      ),
    )
    .returning();
  if (!attempt) {
    const sentence = "This sign-in was begun in another browser, used already, or too long ago. Begin again.";
    return { to: "/login", problem: new AppError("PROVIDER_REFUSED", sentence) };
  }
  const { userId, returnTo, nonce, verifier } = attempt;
  try {
    const person = await whoCameBack(ctx.settings, provider, back.params, { state, nonce, verifier }, now);
    if (userId === null) {
      return { to: returnTo, token: await signInAs(ctx, provider, person, back) };
    }
    await demandSession(ctx, back.claim, userId);
    await linkIdentity(ctx, provider, person, userId);
    return { to: returnTo, token: null };
  } catch (problem) {
    return { to: userId === null ? "/login" : "/settings", problem };
  }
}

/** Whoever began to link must still be signed in here. Throws UNAUTHENTICATED. */
async function demandSession(ctx: Ctx, claim: SessionClaim | null, userId: string): Promise<void> {
  const mine = and(
    eq(sessions.id, claim?.sessionId ?? ""),
    eq(sessions.userId, userId),
    gt(sessions.expiresAt, ctx.now()),
  );
  const [session] = await ctx.db.select({ id: sessions.id }).from(sessions).where(mine);
  if (!session) throw new AppError("UNAUTHENTICATED", "Sign in to go on.");
}
