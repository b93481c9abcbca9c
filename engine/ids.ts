import { createHash, randomBytes, randomInt } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 26 lower-case base32 characters, as Replicate's ids. */
export function runId(): string {
  return Array.from({ length: 26 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** 64 hexadecimal digits; the same training with the same result keeps its version. */
export function versionId(trainingId: string, model: Uint8Array): string {
  return createHash("sha256").update(trainingId).update(model).digest("hex");
}

/** Cannot be guessed; safe in a path. */
export function token(): string {
  return randomBytes(32).toString("base64url");
}
