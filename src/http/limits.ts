import type { Context } from "hono";
import type { Ctx } from "./ctx.ts";
import { AppError } from "./errors.ts";
import type { Allowance } from "./limiter.ts";
import { describe, log } from "./log.ts";

/** What an artist's requests are counted as; the first three are dear, the others are allowed 20 times as often. */
export type Rule = "create-style" | "train" | "generate" | "write" | "read";

const ORDINARY_FACTOR = 20;
/** Tries of one address from everywhere, in tries from one network: many, so that strangers cannot lock an artist out. */
const EVERYWHERE_FACTOR = 20;
/** Mails that anybody can have sent to an address, in an hour. */
const MAILS_PER_HOUR = 5;
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
 * Sign-in is counted per address and network, so that a stranger elsewhere cannot lock an artist out; per network whatever
 * the address, so that nobody tries one password at every door; and per address whatever the network, so that many
 * networks do not make many tries.
 */
export async function takeForSignIn(ctx: Ctx, network: string, email: string): Promise<Allowance | null> {
  const { SIGN_INS_PER_ADDRESS: few, SIGN_INS_PER_NETWORK: many, RATE_LIMIT_WINDOW_MS: windowMs } = ctx.settings;
  const [here, all, everywhere] = await Promise.all([
    take(ctx, `network:${network}`, `sign-in:${email}`, few, windowMs),
    take(ctx, `network:${network}`, "sign-in", many, windowMs),
    take(ctx, `address:${email}`, "sign-in", few * EVERYWHERE_FACTOR, windowMs),
  ]);
  return [all, everywhere].find((allowance) => allowance?.ok === false) ?? here;
}

/** What needs no password, a way to a provider or a link from a mail, is counted per network. */
export const takeAtDoor = (ctx: Ctx, network: string): Promise<Allowance | null> =>
  take(ctx, `network:${network}`, "door", ctx.settings.SIGN_INS_PER_NETWORK, ctx.settings.RATE_LIMIT_WINDOW_MS);

/** Mail that was asked for, per address and per network. */
export async function takeForMail(ctx: Ctx, network: string, email: string): Promise<Allowance | null> {
  const [address, all] = await Promise.all([
    take(ctx, `address:${email}`, "mail", MAILS_PER_HOUR, HOUR_MS),
    take(ctx, `network:${network}`, "mail", MAILS_PER_HOUR * EVERYWHERE_FACTOR, HOUR_MS),
  ]);
  return all?.ok === false ? all : address;
}

export const takeForRegistration = (ctx: Ctx, network: string): Promise<Allowance | null> =>
  take(ctx, `network:${network}`, "register", ctx.settings.REGISTRATIONS_PER_HOUR, HOUR_MS);

const secondsOf = ({ resetMs }: Allowance) => Math.max(1, Math.ceil(resetMs / 1_000));

export function sayAllowance(c: Context, allowance: Allowance | null): void {
  if (!allowance) return;
  c.header("RateLimit-Limit", String(allowance.limit));
  c.header("RateLimit-Remaining", String(allowance.remaining));
  c.header("RateLimit-Reset", String(secondsOf(allowance)));
}

/** Writes the RateLimit headers; throws RATE_LIMITED when nothing was left. */
export function enforce(c: Context, allowance: Allowance | null): void {
  sayAllowance(c, allowance);
  if (!allowance || allowance.ok) return;
  const seconds = secondsOf(allowance);
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  throw new AppError("RATE_LIMITED", `That was too many requests in a short time. Try again in ${wait}.`, {
    retryAfter: seconds,
  });
}
