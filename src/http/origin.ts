import type { Context } from "hono";
import { AppError } from "./errors.ts";
import type { Settings } from "./settings.ts";

const refusal = () =>
  new AppError("FORBIDDEN_ORIGIN", "This request came from another site. Open ArtistCloner itself.");

const readsOnly = (c: Context) =>
  (c.req.method === "GET" || c.req.method === "HEAD") && c.req.header("Upgrade") === undefined;

const isOurs = (c: Context, settings: Settings) => {
  const site = c.req.header("Sec-Fetch-Site");
  return c.req.header("Origin") === new URL(settings.APP_URL).origin || site === "same-origin" || site === "none";
};

/** Where the cookie is the credential, a change or a socket must prove that our own page asks for it. */
export function requireOwnOrigin(c: Context, settings: Settings): void {
  if (!readsOnly(c) && !isOurs(c, settings)) throw refusal();
}

/** Where there is no credential yet (sign-in sets one): a browser must not come from elsewhere; a program says nothing. */
export function refuseForeignOrigin(c: Context, settings: Settings): void {
  const speaks = c.req.header("Origin") !== undefined || c.req.header("Sec-Fetch-Site") !== undefined;
  if (speaks && !isOurs(c, settings)) throw refusal();
}
