import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import type { GenerationList } from "#contract/generation";
import { MIN_IMAGES, type Style, type StyleDetail } from "#contract/styles";
import { enter } from "../../local/demo/account.ts";
import type { Client } from "../../local/demo/client.ts";
import { generate } from "../../local/demo/generate.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";
import { type LocalSettings, localSettings } from "../../local/settings.ts";
import { type Stack, startStack } from "../../local/stack.ts";
import { examine, type Row } from "../soak/autopsy.ts";

/** In every text the victim ever wrote; nobody else may read it anywhere. */
export const CANARY = "zq7canary";
/** What the attacker writes everywhere. */
export const MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

export interface Artist {
  client: Client;
  id: string;
  /** Cookie header of a browser's session. */
  cookie: string;
  email: string;
  password: string;
}

/** An artist with one of everything. */
export interface Settled extends Artist {
  styleId: string;
  imageId: string;
  trainingId: string;
  generationId: string;
  /** Signed addresses of an original, a thumbnail and a result. */
  links: string[];
}

export interface Ground {
  settings: LocalSettings;
  stack: Stack;
  victim: Settled;
  attacker: Settled;
}

const environment = (port: number, folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: String(port),
  ENGINE_PORT: String(port + 1),
  STATE_DIR: path.join(folder, "state"),
  RATE_LIMIT_MAX_REQUESTS: "1000000",
  SIGN_INS_PER_ADDRESS: "1000000",
  SIGN_INS_PER_NETWORK: "1000000",
  REGISTRATIONS_PER_HOUR: "1000000",
  FREE_TRAININGS: "2",
  // Proofs would be painted meanwhile, and the victim's rows change by themselves.
  PROOF_SIDE: "0",
});

export const noise = (side: number) =>
  sharp(randomBytes(12 * 12 * 3), { raw: { width: 12, height: 12, channels: 3 } }).resize(side, side, {
    kernel: "cubic",
  });

async function artist(url: string): Promise<Artist> {
  // A connection left over from the look whether the site is up may close under the first request.
  const { client, access } = await enter(url, undefined).catch(() => enter(url, undefined));
  const { user } = await client.get<{ user: { id: string } }>("/api/auth/me");
  const answer = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(access),
  });
  const cookie = answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  return { client, id: user.id, cookie, email: access?.email ?? "", password: access?.password ?? "" };
}

async function settled(url: string, words: string): Promise<Settled> {
  const one = await artist(url);
  const { client } = one;
  const style = await client.send<Style>("POST", "/api/styles", { name: `${words} style`, description: words });
  const pictures = await Promise.all(
    Array.from({ length: MIN_IMAGES }, async (_, at) => {
      const bytes = await noise(96).png().toBuffer();
      return { filename: `${words}-${at}.png`, type: "image/png" as const, bytes, caption: `${words} ${at}` };
    }),
  );
  await upload(client, style.id, pictures, () => {});
  await train(client, style.id, 10, () => {});
  await generate(client, { styleId: style.id, prompt: words, width: 256, height: 256, steps: 1 }, () => {});
  const detail = await client.get<StyleDetail>(`/api/styles/${style.id}`);
  const { generations } = await client.get<GenerationList>("/api/generations");
  const [image, generation] = [detail.images[0]!, generations[0]!];
  return {
    ...one,
    styleId: style.id,
    imageId: image.id,
    trainingId: generation.trainingId,
    generationId: generation.id,
    links: [image.originalUrl, image.thumbnailUrl, generation.outputUrl ?? ""],
  };
}

/** A stack with a victim and an attacker who both have one of everything. */
export async function prepare(port: number, folder: string): Promise<Ground> {
  rmSync(folder, { recursive: true, force: true });
  const settings = localSettings(environment(port, folder));
  const stack = await startStack({ settings, say: () => {} });
  const [victim, attacker] = await Promise.all([settled(stack.url, CANARY), settled(stack.url, MARKUP)]);
  return { settings, stack, victim, attacker };
}

/** SHA-256 over every row of every table that names the victim. The stack must be stopped. */
export async function fingerprint({ settings, victim }: Ground): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  await examine(settings.stateDir, async (database) => {
    const named = await database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'",
      )
      .all<{ name: string }>();
    for (const { name } of named.results) {
      const { results } = await database.prepare(`SELECT * FROM "${name}"`).all<Row>();
      const rows = results
        .map((row) => JSON.stringify(row))
        .filter((row) => row.includes(victim.id) || row.includes(victim.styleId));
      prints[name] = createHash("sha256").update(rows.sort().join("\n")).digest("hex");
    }
  });
  return prints;
}
