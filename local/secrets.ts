import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.ts";

export interface Secrets {
  SESSION_SECRET: string;
  SIGNING_SECRET: string;
  /** Sent to the engine where a deployed site sends Replicate's token. */
  REPLICATE_API_TOKEN: string;
}

const OWNER_ONLY = 0o600;

/** The secrets of a state folder: made once, then kept, so that sessions and signed addresses outlive a restart. */
export function secretsOf(stateDir: string): Secrets {
  const file = path.join(stateDir, "secrets.json");
  if (!existsSync(file)) {
    const made: Secrets = {
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      SIGNING_SECRET: randomBytes(32).toString("base64url"),
      REPLICATE_API_TOKEN: `r8_${randomBytes(18).toString("hex")}`,
    };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: OWNER_ONLY });
    return made;
  }
  try {
    const { SESSION_SECRET, SIGNING_SECRET, REPLICATE_API_TOKEN } = JSON.parse(readFileSync(file, "utf8"));
    if ([SESSION_SECRET, SIGNING_SECRET, REPLICATE_API_TOKEN].every((secret) => typeof secret === "string" && secret)) {
      return { SESSION_SECRET, SIGNING_SECRET, REPLICATE_API_TOKEN };
    }
  } catch {}
  throw new Refusal(`${file} cannot be read as secrets; delete it to get new ones (everybody must sign in again).`);
}

/** Writes what the Worker is told to a file for `wrangler dev --env-file`: on a command line anybody could read it. */
export function writeWorkerEnvironment(stateDir: string, values: Record<string, string>): string {
  const file = path.join(stateDir, "worker.env");
  const lines = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  writeFileSync(file, lines.join(""), { mode: OWNER_ONLY });
  chmodSync(file, OWNER_ONLY);
  return file;
}
