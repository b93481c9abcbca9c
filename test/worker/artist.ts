import { env } from "cloudflare:workers";
import { account, newUser } from "../../src/accounts/register.ts";
import { openSession } from "../../src/accounts/sessions.ts";
import { together } from "../../src/db/client.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { askWorker } from "./ask-worker.ts";

export const SITE = "http://artistcloner.test";

let made = 0;

/** A network and an address nobody else in the tests has. */
export const unique = () => {
  made += 1;
  return {
    network: `10.${(made >> 16) & 255}.${(made >> 8) & 255}.${made & 255}`,
    email: `artist-${made}@example.com`,
  };
};

export const send = (path: string, init: RequestInit = {}) => askWorker(new URL(path, SITE).href, init);

export const sendJson = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

export interface Artist {
  id: string;
  token: string;
  email: string;
  /** Asks as this artist, as a program does. */
  ask: (method: string, path: string, body?: unknown) => Promise<Response>;
}

/** Asks with this token, as this artist's program does. */
export function as(id: string, token: string, email: string): Artist {
  const headers = { Authorization: `Bearer ${token}` };
  const ask = (method: string, path: string, body?: unknown) =>
    body === undefined ? send(path, { method, headers }) : sendJson(method, path, body, headers);
  return { id, token, email, ask };
}

/** An artist with an account and a session, without the time a password's hash takes. */
export async function newArtist(): Promise<Artist> {
  const { email } = unique();
  const ctx = ctxOf(env, () => {}, "test");
  const now = ctx.now();
  const user = newUser(now, { email, name: "Ada Ink" });
  const { row, token } = await openSession(ctx, user.id);
  await together(ctx.db, [...account(ctx, user), row]);
  return as(user.id, token, email);
}

/** An artist who registered, and can sign in with "correct horse". */
export async function registeredArtist(): Promise<Artist> {
  const { network, email } = unique();
  const input = { email, password: "correct horse", name: "Ada Ink" };
  const answer = await sendJson("POST", "/api/auth/register", input, { "CF-Connecting-IP": network });
  const { user, token } = await answer.json<{ user: { id: string }; token: string }>();
  return as(user.id, token, email);
}
