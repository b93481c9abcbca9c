import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { jwtVerify, SignJWT } from "jose";
import type { Settings } from "./settings.ts";

/** Thirty days: an artist comes back to a training without signing in again. */
export const SESSION_MS = 30 * 24 * 60 * 60 * 1_000;

/** Who a token speaks for. It counts for nothing until the row behind it is found (guard.ts). */
export type Claim = SessionClaim | TokenClaim;

export interface SessionClaim {
  userId: string;
  sessionId: string;
}

/** Of a token that an artist made for a program. */
export interface TokenClaim {
  userId: string;
  /** The key of its row. */
  tokenHash: string;
}

/** An API token says what it is, so that people and scanners know one, and whose, so that its row is found in the first batch. */
const API_TOKEN = /^ac_([0-9a-z]{26})_[\w-]{43}$/;
const SECRET_BYTES = 32;

/** Enough for secrets of 256 random bits: there is nothing to guess, so nothing to slow down. */
export const secretHash = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** 256 random bits in base64url. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

export const newApiToken = (userId: string): string => `ac_${userId}_${newSecret()}`;

const keys = new WeakMap<Settings, CryptoKey>();

/** Imported once: an import for each token takes as long as checking its signature. */
async function keyOf(settings: Settings): Promise<CryptoKey> {
  const known = keys.get(settings);
  if (known) return known;
  const secret = new TextEncoder().encode(settings.SESSION_SECRET);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
  keys.set(settings, key);
  return key;
}

export const signToken = async (
  settings: Settings,
  claim: SessionClaim,
  now: number,
  expiresAt: number,
): Promise<string> =>
  new SignJWT({ sid: claim.sessionId })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(claim.userId)
    .setIssuedAt(Math.floor(now / 1_000))
    .setExpirationTime(Math.floor(expiresAt / 1_000))
    .sign(await keyOf(settings));

/** Null for a token that is forged, expired or not ours. */
export async function readToken(settings: Settings, token: string, now: number): Promise<Claim | null> {
  const [, userId] = API_TOKEN.exec(token) ?? [];
  if (userId !== undefined) return { userId, tokenHash: secretHash(token) };
  const verified = await jwtVerify(token, await keyOf(settings), {
    algorithms: ["HS256"],
    currentDate: new Date(now),
  }).catch(() => null);
  const { sub, sid } = verified?.payload ?? {};
  return typeof sub === "string" && typeof sid === "string" ? { userId: sub, sessionId: sid } : null;
}

export const isSecure = (settings: Settings) => settings.APP_URL.startsWith("https:");

/** Cookies do not know ports: without https the name tells two local stacks apart. */
export const cookieName = (settings: Settings, what: "session" | "browser") =>
  isSecure(settings) ? `__Host-${what}` : `${what}-${new URL(settings.APP_URL).port || "80"}`;

export function setSessionCookie(c: Context, settings: Settings, token: string): void {
  setCookie(c, cookieName(settings, "session"), token, {
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(settings),
    path: "/",
    maxAge: SESSION_MS / 1_000,
  });
}

export function clearSessionCookie(c: Context, settings: Settings): void {
  deleteCookie(c, cookieName(settings, "session"), { path: "/", secure: isSecure(settings) });
}

/** The token a request brings. A Bearer wins: a request that names one does not speak for the browser's owner. */
export function credentialOf(c: Context, settings: Settings): { token: string; by: "bearer" | "cookie" } | null {
  const header = c.req.header("Authorization");
  if (header !== undefined) return { token: /^Bearer +(\S+)$/i.exec(header)?.[1] ?? "", by: "bearer" };
  const cookie = getCookie(c, cookieName(settings, "session"));
  return cookie ? { token: cookie, by: "cookie" } : null;
}
