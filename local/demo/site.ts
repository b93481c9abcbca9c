import { Refusal } from "../refusal.ts";
import { localSettings } from "../settings.ts";
import { type Stack, startStack } from "../stack.ts";

/** A site that answers; `stack` if it had to be started and must be stopped again. */
export interface Site {
  url: string;
  stack: Stack | null;
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(new URL("/api/health", url), { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  const health: unknown = await answer?.json().catch(() => null);
  return typeof health === "object" && health !== null && "ok" in health && health.ok === true;
}

/** The site at `url`, else the local stack that runs on PORT, else a local stack of its own. */
export async function findSite(
  url: string | undefined,
  environment: NodeJS.ProcessEnv,
  say: (sentence: string) => void,
  signal: AbortSignal,
): Promise<Site> {
  if (url !== undefined) {
    if (!URL.canParse(url)) throw new Refusal(`--url is "${url}", but must be an address such as https://example.com.`);
    if (!(await answers(url))) throw new Refusal(`No ArtistCloner answers at ${url}.`);
    return { url, stack: null };
  }
  const settings = localSettings(environment);
  if (await answers(settings.url)) return { url: settings.url, stack: null };
  say("No site is running here, so the demo starts one and stops it afterwards.");
  const stack = await startStack({ settings, say, signal });
  return { url: stack.url, stack };
}
