import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

import { AppError } from "../http/errors.ts";
import { COST } from "./password-cost.ts";

/** Bytes scrypt may take: twice the 128 · N · r it needs. */
const MAX_MEMORY = 2 * 128 * COST.N * COST.r;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** What is checked when there is no such account: no password fits it, and it takes as long as any other. */
const NOBODY = ["scrypt", COST.N, COST.r, COST.p, "A".repeat(22), "A".repeat(43)].join("$");

/** Takes the same time whether or not there is a stored hash. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = (stored ?? NOBODY).split("$");
  const key = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  const same = timingSafeEqual(key, Buffer.from(hash, "base64url"));
  return same && stored !== null;
}

/** An account without a password is known by its session alone. Throws INVALID_INPUT for a wrong one. */
export async function demandPassword({ password }: { password: string | null }, current?: string): Promise<void> {
  if (password === null || (await checkPassword(password, current ?? ""))) return;
  const sentence = "This is not your present password.";
  throw new AppError("INVALID_INPUT", sentence, { fields: { current: sentence } });
}
