import { exports } from "cloudflare:workers";

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

export const send = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(new URL(path, SITE).href, init as RequestInit<RequestInitCfProperties>);

export const sendJson = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

export interface Artist {
  id: string;
  token: string;
  email: string;
  /** Asks as this artist, as a program does. */
  ask: (method: string, path: string, body?: unknown) => Promise<Response>;
}

/** A newly registered artist. */
export async function newArtist(): Promise<Artist> {
  const { network, email } = unique();
  const input = { email, password: "correct horse", name: "Ada Ink" };
  const answer = await sendJson("POST", "/api/auth/register", input, { "CF-Connecting-IP": network });
  const { user, token } = await answer.json<{ user: { id: string }; token: string }>();
  const headers = { Authorization: `Bearer ${token}` };
  const ask = (method: string, path: string, body?: unknown) =>
    body === undefined ? send(path, { method, headers }) : sendJson(method, path, body, headers);
  return { id: user.id, token, email, ask };
}
