import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { secretsOf } from "../../local/secrets.ts";
import { CANARY, type Ground } from "./ground.ts";
import { type Findings, knock, Tally } from "./report.ts";

/** Headers of pages, scripts, data, pictures and refusals. */
export async function attackHeaders({ stack, victim }: Ground): Promise<Findings> {
  const tally = new Tally("headers");
  const home = await knock(tally, `${stack.url}/`);
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(home.text)?.[1] ?? "";
  const addresses = [
    "/",
    "/login",
    "/dashboard",
    script,
    "/api/health",
    "/api/auth/me",
    "/api/nothing",
    "/files/nothing",
    "/robots.txt",
    new URL(victim.links[0]!).pathname + new URL(victim.links[0]!).search,
  ];
  for (const address of addresses) {
    const evil = { Origin: "https://evil.example" };
    const { headers, status } = await knock(tally, stack.url + address, { headers: evil });
    const has = (name: string, pattern: RegExp) =>
      tally.expect(
        pattern.test(headers.get(name) ?? ""),
        `${address.slice(0, 40)} (${status}): ${name} is ${headers.get(name)}`,
      );
    has("X-Content-Type-Options", /^nosniff$/);
    has("Strict-Transport-Security", /max-age=\d{7,}/);
    has("Referrer-Policy", /no-referrer|same-origin|strict-origin/);
    has("Content-Security-Policy", /default-src 'none'/);
    has("Content-Security-Policy", /frame-ancestors 'none'/);
    tally.expect(
      !/unsafe-inline|unsafe-eval/.test(headers.get("Content-Security-Policy") ?? ""),
      `${address}: an unsafe policy`,
    );
    tally.expect(!headers.has("Access-Control-Allow-Origin"), `${address} opens CORS`);
    tally.expect(
      !headers.has("Server") || !/\d/.test(headers.get("Server") ?? ""),
      `${address} tells its server's version`,
    );
  }
  const decoder = readdirSync(path.join(import.meta.dirname, "../../dist/assets")).find((name) =>
    /^worker-.*\.js$/.test(name),
  );
  const ofDecoder = await knock(tally, `${stack.url}/assets/${decoder}`);
  const policy = ofDecoder.headers.get("Content-Security-Policy") ?? "";
  tally.expect(
    /default-src 'none'/.test(policy) && !/unsafe-inline|'unsafe-eval'/.test(policy),
    `the decoding worker's policy is ${policy}`,
  );
  for (const page of ["/", "/login"]) {
    const { headers } = await knock(tally, stack.url + page);
    tally.expect(/camera=\(\)/.test(headers.get("Permissions-Policy") ?? ""), `${page} has no permissions policy`);
  }
  const asked = await knock(tally, `${stack.url}/api/styles`, {
    method: "OPTIONS",
    headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
  });
  tally.expect(!asked.headers.has("Access-Control-Allow-Origin"), "a preflight is allowed");
  const login = await knock(tally, `${stack.url}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: victim.email, password: victim.password }),
  });
  const cookie = login.headers.get("Set-Cookie") ?? "";
  tally.expect(
    /HttpOnly/.test(cookie) && /SameSite=Lax|SameSite=Strict/.test(cookie) && /Path=\//.test(cookie),
    `the cookie is ${cookie.replace(/=[^;]+/, "=…")}`,
  );
  return tally;
}

const TRIES = 24;

/** Whether the time or the words of a refused sign-in tell if an address is known. */
export async function attackSignIn({ stack, victim }: Ground): Promise<Findings> {
  const tally = new Tally("sign-in: known or unknown");
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  const words = new Set<string>();
  for (let at = 0; at < TRIES; at += 1) {
    for (const who of at % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
      const email = who === "known" ? victim.email : `nobody-${at}@example.com`;
      const { text, tookMs } = await knock(tally, `${stack.url}/api/auth/login`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email, password: "wrong horse" }),
      });
      words.add(text.replace(/"requestId":"[^"]+"/, ""));
      times[who].push(tookMs);
    }
  }
  const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const ratio = median(times.known) / median(times.unknown);
  tally.answers[`median known ÷ unknown ${ratio.toFixed(2)}`] = 1;
  tally.expect(words.size === 1, `it says ${words.size} different things`);
  tally.expect(ratio > 0.8 && ratio < 1.25, `a known address takes ${ratio.toFixed(2)} times as long`);
  return tally;
}

/** Whether anything secret, or anybody's own words, stands in a log. */
export function searchLogs({ settings, victim, attacker }: Ground): Findings {
  const tally = new Tally("secrets in logs");
  const secrets = Object.entries({
    ...secretsOf(settings.stateDir),
    ...{
      token: victim.client.token,
      password: victim.password,
      "attacker's password": attacker.password,
      email: victim.email,
      words: CANARY,
    },
    ...{
      cookie: victim.cookie.split("=")[1] ?? "",
      signature: new URL(victim.links[1]!).searchParams.get("signature") ?? "",
    },
    "webhook secret": readFileSync(path.join(settings.stateDir, "engine/webhook-secret"), "utf8").trim(),
  });
  const folder = path.join(settings.stateDir, "logs");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const full = path.join(folder, file);
    if (!statSync(full).isFile()) continue;
    const text = readFileSync(full, "utf8");
    tally.count(`${Math.round(text.length / 1_000)} kB searched`);
    for (const [name, secret] of secrets)
      tally.expect(secret.length < 6 || !text.includes(secret), `${file} has the ${name}`);
  }
  return tally;
}
