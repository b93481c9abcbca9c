import type { Context } from "hono";
import type { Ctx } from "./ctx.ts";
import { AppError } from "./errors.ts";
import type { Allowance } from "./limiter.ts";
import { describe, log } from "./log.ts";

/** What an artist's requests are counted as; the first three are dear, the others are allowed 20 times as often. */
export type Rule = "create-style" | "train" | "generate" | "write" | "read";

const ORDINARY_FACTOR = 20;
const HOUR_MS = 60 * 60 * 1_000;

/** Whose requests are counted together. IPv6 networks are /64: one household, one count. */
export function networkOf(c: Context): string {
  const address = c.req.header("CF-Connecting-IP") ?? "local";
  if (!address.includes(":")) return address;
  const [head = [], tail = []] = address.split("::").map((side) => side.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}

/** A limiter that does not answer must not close the site: the request then passes uncounted. */
async function take(ctx: Ctx, who: string, rule: string, limit: number, windowMs: number): Promise<Allowance | null> {
  try {
    return await ctx.limiter(who).take(rule, limit, windowMs, ctx.now());
  } catch (error) {
    log("warn", "limiter.silent", { requestId: ctx.requestId, rule: rule.split(":")[0], reason: describe(error) });
    return null;
  }
}

export function takeForUser(ctx: Ctx, userId: string, rule: Rule): Promise<Allowance | null> {
  const { RATE_LIMIT_MAX_REQUESTS: most, RATE_LIMIT_WINDOW_MS: windowMs } = ctx.settings;
  const limit = rule === "read" || rule === "write" ? most * ORDINARY_FACTOR : most;
  return take(ctx, `user:${userId}`, rule, limit, windowMs);
}

/**
 * Sign-in is counted per address and network, so that a stranger cannot lock an artist out; and 20 times as often per
 * network whatever the address, so that nobody tries one password at every door.
 */
export async function takeForSignIn(ctx: Ctx, network: string, email: string): Promise<Allowance | null> {
  const { RATE_LIMIT_MAX_REQUESTS: limit, RATE_LIMIT_WINDOW_MS: windowMs } = ctx.settings;
  const who = `network:${network}`;
  const [one, all] = await Promise.all([
    take(ctx, who, `sign-in:${email}`, limit, windowMs),
    take(ctx, who, "sign-in", limit * ORDINARY_FACTOR, windowMs),
  ]);
  return all?.ok === false ? all : one;
}

export const takeForRegistration = (ctx: Ctx, network: string): Promise<Allowance | null> =>
  take(ctx, `network:${network}`, "register", ctx.settings.REGISTRATIONS_PER_HOUR, HOUR_MS);

/** Writes the RateLimit headers; throws RATE_LIMITED when nothing was left. */
export function enforce(c: Context, allowance: Allowance | null): void {
  if (!allowance) return;
  const seconds = Math.max(1, Math.ceil(allowance.resetMs / 1_000));
  c.header("RateLimit-Limit", String(allowance.limit));
  c.header("RateLimit-Remaining", String(allowance.remaining));
  c.header("RateLimit-Reset", String(seconds));
  if (allowance.ok) return;
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  throw new AppError("RATE_LIMITED", `That was too many requests in a short time. Try again in ${wait}.`, {
    retryAfter: seconds,
  });
}
