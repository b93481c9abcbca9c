import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { TestProject } from "vitest/node";
import type { Picture } from "../../local/demo/pictures.ts";
import { startProviders } from "../accounts/oauth-server.ts";
import { startStandIn } from "../stripe/server.ts";
import { folderForBrowser, unpackBrowser } from "./browser.ts";
import { paintFew } from "./originals.ts";
import { freePorts } from "./ports.ts";

interface Site {
  url: string;
  enginePort: number;
  /** Process id of the supervisor. */
  supervisor: number;
  stateDir: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** In free mode, with ways to sign in; paints no proofs of itself. */
    site: Site;
    /** Sells, and paints proof sheets. */
    shop: Site;
    /** Folder into which Chromium is unpacked. */
    browser: string;
    /** As many as a training needs. */
    originals: Picture[];
  }
}

const root = path.join(import.meta.dirname, "../..");
const START_MS = 90_000;
const END_MS = 5_000;

function untilReady(supervisor: ChildProcess, stateDir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (why: string) => {
      const log = (name: string) => {
        try {
          return readFileSync(path.join(stateDir, "logs", name), "utf8").slice(-2_000);
        } catch {
          return "";
        }
      };
      reject(new Error([why, ...lines, log("site.log"), log("engine.log")].join("\n")));
    };
    const late = setTimeout(() => fail(`The stack was not ready after ${START_MS / 1_000} s.`), START_MS);
    supervisor.once("exit", () => {
      clearTimeout(late);
      fail("The stack ended before it was ready.");
    });
    for (const output of [supervisor.stdout, supervisor.stderr]) {
      if (!output) continue;
      createInterface({ input: output }).on("line", (line) => {
        lines.push(line);
        if (process.env.CI || process.env.JOURNEY_LOG) console.log(`[stack] ${line}`);
        const url = /is ready: (\S+)/.exec(line)?.[1];
        if (!url) return;
        clearTimeout(late);
        resolve(url);
      });
    }
  });
}

export interface RaisedSite extends Site {
  fell: () => Promise<void>;
}

/** A real stack on an empty state folder, started as a person starts it, with these settings beside the usual ones. */
export async function raiseSite(settings: Record<string, string> = {}): Promise<RaisedSite> {
  const stateDir = mkdtempSync(path.join(tmpdir(), "artistcloner-journeys-"));
  const [port, enginePort = 0] = await freePorts(2);
  const supervisor = spawn(process.execPath, ["--import", "tsx", "local/start.ts"], {
    cwd: root,
    env: { ...process.env, ...settings, PORT: String(port), ENGINE_PORT: String(enginePort), STATE_DIR: stateDir },
    // The channel breaks when this process dies however it dies, and the supervisor then ends everything.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise((resolve) => supervisor.once("exit", resolve));
  const fell = async () => {
    const hard = setTimeout(() => supervisor.kill("SIGKILL"), END_MS);
    supervisor.kill("SIGTERM");
    await ended;
    clearTimeout(hard);
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await untilReady(supervisor, stateDir);
    return { url, enginePort, supervisor: supervisor.pid ?? 0, stateDir, fell };
  } catch (error) {
    await fell();
    throw error;
  }
}

/** What the journeys of a run share: two stacks, a browser's files, originals; beside them who lets people in and who is paid. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends: (() => unknown)[] = [];
  const end = async () => {
    for (const one of ends.reverse()) await one();
  };
  try {
    const [providers, stripe] = await Promise.all([startProviders(), startStandIn()]);
    ends.push(providers.stop, () => stripe.stop());
    const selling = {
      ...stripe.environment,
      CONTACT_EMAIL: "hello@example.com",
      FREE_TRAININGS: "1",
      FREE_GENERATIONS: "50",
      // The least there is: nine of them are the dearest thing a journey asks of the engine.
      PROOF_SIDE: "256",
    };
    const raise = async (name: "site" | "shop", settings: Record<string, string>) => {
      const { fell, ...site } = await raiseSite(settings);
      ends.push(fell);
      project.provide(name, site);
      return site;
    };
    const browser = folderForBrowser();
    ends.push(() => rmSync(browser, { recursive: true, force: true }));
    const before = { ...process.env };
    await unpackBrowser(browser);
    // The libraries it brings are for the browser alone, not for what this process starts.
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
    project.provide("browser", browser);
    const raising = (async () => {
      // One after the other: the first builds the page if it is not there.
      await raise("site", { ...providers.environment, PROOF_SIDE: "0" });
      stripe.tell((await raise("shop", selling)).url);
    })();
    const [raised] = await Promise.allSettled([raising, paintFew().then((all) => project.provide("originals", all))]);
    if (raised.status === "rejected") throw raised.reason;
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}
