import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { cookieName, isSecure, newSecret } from "./session.ts";
import type { Settings } from "./settings.ts";

/** As long as a way to a provider and back may take. */
export const ATTEMPT_MS = 10 * 60 * 1_000;

/** What tells this browser from every other while it is away at a provider; null when it began nothing. */
export const browserOf = (c: Context, settings: Settings): string | null =>
  getCookie(c, cookieName(settings, "browser")) ?? null;

/** Marks the browser, or keeps the mark it has: two tabs may be on their way at once. SameSite=Lax comes back with a redirect. */
export function markBrowser(c: Context, settings: Settings): string {
  const known = browserOf(c, settings);
  const mark = known && /^[\w-]{43}$/.test(known) ? known : newSecret();
  setCookie(c, cookieName(settings, "browser"), mark, {
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(settings),
    path: "/",
    maxAge: ATTEMPT_MS / 1_000,
  });
  return mark;
}
