import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { jwtVerify, SignJWT } from "jose";
import type { Settings } from "./settings.ts";

/** Thirty days: an artist comes back to a training without signing in again. */
export const SESSION_MS = 30 * 24 * 60 * 60 * 1_000;

/** Who a token speaks for. It counts for nothing until the session's row is found (guard.ts). */
export interface Claim {
  userId: string;
  sessionId: string;
}

const keyOf = (settings: Settings) => new TextEncoder().encode(settings.SESSION_SECRET);

export const signToken = (settings: Settings, claim: Claim, now: number, expiresAt: number): Promise<string> =>
  new SignJWT({ sid: claim.sessionId })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(claim.userId)
    .setIssuedAt(Math.floor(now / 1_000))
    .setExpirationTime(Math.floor(expiresAt / 1_000))
    .sign(keyOf(settings));

/** Null for a token that is forged, expired or not ours. */
export async function readToken(settings: Settings, token: string, now: number): Promise<Claim | null> {
  const verified = await jwtVerify(token, keyOf(settings), { algorithms: ["HS256"], currentDate: new Date(now) }).catch(
    () => null,
  );
  const { sub, sid } = verified?.payload ?? {};
  return typeof sub === "string" && typeof sid === "string" ? { userId: sub, sessionId: sid } : null;
}

const isSecure = (settings: Settings) => settings.APP_URL.startsWith("https:");

/** Cookies do not know ports: without https the name tells two local stacks apart. */
const cookieName = (settings: Settings) =>
  isSecure(settings) ? "__Host-session" : `session-${new URL(settings.APP_URL).port || "80"}`;

export function setSessionCookie(c: Context, settings: Settings, token: string): void {
  setCookie(c, cookieName(settings), token, {
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(settings),
    path: "/",
    maxAge: SESSION_MS / 1_000,
  });
}

export function clearSessionCookie(c: Context, settings: Settings): void {
  deleteCookie(c, cookieName(settings), { path: "/", secure: isSecure(settings) });
}

/** The token a request brings. A Bearer wins: a request that names one does not speak for the browser's owner. */
export function credentialOf(c: Context, settings: Settings): { token: string; by: "bearer" | "cookie" } | null {
  const header = c.req.header("Authorization");
  if (header !== undefined) return { token: /^Bearer +(\S+)$/i.exec(header)?.[1] ?? "", by: "bearer" };
  const cookie = getCookie(c, cookieName(settings));
  return cookie ? { token: cookie, by: "cookie" } : null;
}
