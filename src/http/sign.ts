import { createHmac, timingSafeEqual } from "node:crypto";
import type { Settings } from "./settings.ts";

const HOUR = 60 * 60 * 1_000;

/** A picture's URL stays the same for half a day, so that a browser's cache finds it again. */
export const STABLE_FOR_MS = 12 * HOUR;

/** The end of the next half-day: URLs made within one window are equal, and each is good for 12 to 24 hours. */
export const stableExpiry = (now: number): number => (Math.floor(now / STABLE_FOR_MS) + 2) * STABLE_FOR_MS;

const signature = (secret: string, pathAndQuery: string): string =>
  createHmac("sha256", secret).update(pathAndQuery).digest("base64url");

/** An absolute URL of this site that carries its own permission until `expiresAt` (Unix milliseconds). */
export function signUrl(settings: Settings, pathAndQuery: string, expiresAt: number): string {
  const query = pathAndQuery.includes("?") ? "&" : "?";
  const signed = `${pathAndQuery}${query}expires=${expiresAt}`;
  return `${settings.APP_URL}${signed}&signature=${signature(settings.SIGNING_SECRET, signed)}`;
}

/** Every secret whose signatures hold; the first signs. */
export const signingSecrets = (settings: Settings): string[] => [
  settings.SIGNING_SECRET,
  ...settings.SIGNING_SECRET_PREVIOUS,
];

/** Whether `url` is one that {@link signUrl} made, unchanged, and still good at `now`. */
export function checkUrl(settings: Settings, url: string, now: number): "good" | "expired" | "invalid" {
  const { pathname, search, searchParams } = new URL(url);
  const [signed = "", given = "", more] = `${pathname}${search}`.split("&signature=");
  const actual = Buffer.from(given);
  const signs = (secret: string) => {
    const expected = Buffer.from(signature(secret, signed));
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  };
  if (more !== undefined || !signingSecrets(settings).some(signs)) return "invalid";
  return Number(searchParams.get("expires")) > now ? "good" : "expired";
}

interface Signed {
  expiresAt: number;
  urls: Map<string, string>;
}

/** A page of pictures asks for a hundred signatures, and again for the same ones at its next visit. */
const pictureUrls = new WeakMap<Settings, Signed>();
/** About 400 bytes each. */
const SIGNED_MAX = 10_000;

/** The stable URL of a stored picture. Its R2 key names content that never changes. */
export function pictureUrl(settings: Settings, key: string, now: number): string {
  const expiresAt = stableExpiry(now);
  let known = pictureUrls.get(settings);
  if (known?.expiresAt !== expiresAt || known.urls.size >= SIGNED_MAX) {
    known = { expiresAt, urls: new Map() };
    pictureUrls.set(settings, known);
  }
  const url = known.urls.get(key) ?? signUrl(settings, `/files/${key}`, expiresAt);
  known.urls.set(key, url);
  return url;
}
