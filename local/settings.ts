import path from "node:path";
import { Refusal } from "./refusal.ts";

const MINUTE_MS = 60_000;

/** Settings of the Worker that the environment may change; the secrets and the provider's address are always the local ones. An empty MAIL_FROM turns mail off. */
const tunable = [
  "APP_URL",
  "FREE_TRAININGS",
  "FREE_GENERATIONS",
  "RATE_LIMIT_MAX_REQUESTS",
  "RATE_LIMIT_WINDOW_MS",
  "REGISTRATIONS_PER_HOUR",
  "SIGN_INS_PER_ADDRESS",
  "SIGN_INS_PER_NETWORK",
  "MAIL_FROM",
  "GOOGLE_CLIENT_ID",
  "GOOGLE_CLIENT_SECRET",
  "GOOGLE_URL",
  "DISCORD_CLIENT_ID",
  "DISCORD_CLIENT_SECRET",
  "DISCORD_URL",
  "TRAINING_DEADLINE_MS",
  "GENERATION_DEADLINE_MS",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_PRICE_BASIC",
  "STRIPE_PRICE_PRO",
  "STRIPE_URL",
  "CONTACT_EMAIL",
  "OPERATORS",
  "PROOF_SIDE",
  "PROOF_DEADLINE_MS",
] as const;

export interface LocalSettings {
  port: number;
  enginePort: number;
  /** Absolute. Everything the stack keeps is in here. */
  stateDir: string;
  /** As a person gave it, for sentences. */
  stateDirName: string;
  /** The one origin of the site: cookies, the Origin check and signed addresses are made for it. */
  url: string;
  /** What the Worker is told besides its secrets. */
  worker: Record<string, string>;
}

function portOf(environment: NodeJS.ProcessEnv, name: "PORT" | "ENGINE_PORT", usual: number): number {
  const text = environment[name]?.trim() || String(usual);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Refusal(`${name} is "${text}", but must be a port number from 1 to 65535.`);
  }
  return port;
}

/** Reads PORT, ENGINE_PORT, STATE_DIR and the Worker's own settings. Throws a Refusal that names the wrong one. */
export function localSettings(environment: NodeJS.ProcessEnv): LocalSettings {
  const port = portOf(environment, "PORT", 8787);
  const enginePort = portOf(environment, "ENGINE_PORT", 8788);
  if (port === enginePort) {
    throw new Refusal(`PORT and ENGINE_PORT are both ${port}; the site and the engine each need their own.`);
  }
  const stateDirName = environment.STATE_DIR?.trim() || ".local";
  const worker: Record<string, string> = {
    APP_URL: `http://localhost:${port}`,
    REPLICATE_URL: `http://127.0.0.1:${enginePort}/v1`,
    MAIL_FROM: "studio@artistcloner.local",
    FREE_TRAININGS: "25",
    FREE_GENERATIONS: "500",
    TRAINING_DEADLINE_MS: String(10 * MINUTE_MS),
    GENERATION_DEADLINE_MS: String(5 * MINUTE_MS),
    // Two cores paint these too.
    PROOF_SIDE: "320",
  };
  for (const name of tunable) {
    const value = environment[name]?.trim();
    if (value !== undefined && (value || name === "MAIL_FROM")) worker[name] = value;
  }
  const url = worker.APP_URL ?? "";
  if (!URL.canParse(url))
    throw new Refusal(`APP_URL is "${url}", but must be an address such as http://localhost:8787.`);
  return { port, enginePort, stateDir: path.resolve(stateDirName), stateDirName, url, worker };
}
