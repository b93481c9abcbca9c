import { randomBytes } from "node:crypto";
import type { SignedIn } from "#contract/accounts";
import { type Client, connect } from "./client.ts";

export interface Artist {
  client: Client;
  /** How to sign in on the page; null when a token was given. */
  access: { email: string; password: string } | null;
}

/** Registers an artist of the demo's own, or speaks with the token of one who is there. */
export async function enter(url: string, token: string | undefined): Promise<Artist> {
  if (token) {
    const client = connect(url, token);
    await client.get("/api/auth/me");
    return { client, access: null };
  }
  const access = {
    email: `demo-${randomBytes(4).toString("hex")}@example.com`,
    password: randomBytes(9).toString("base64url"),
  };
  const input = { ...access, name: "Demo artist" };
  const signedIn = await connect(url).send<SignedIn>("POST", "/api/auth/register", input);
  return { client: connect(url, signedIn.token), access };
}
