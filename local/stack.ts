import { readFileSync } from "node:fs";
import path from "node:path";
import { type Child, type Launch, launch } from "./child.ts";
import { keep } from "./keeper.ts";
import { letterbox } from "./letterbox.ts";
import { summary, warningIn, worthKeeping } from "./log-lines.ts";
import { pageIsStale } from "./page.ts";
import { preflight } from "./preflight.ts";
import { Refusal } from "./refusal.ts";
import { secretsOf, writeWorkerEnvironment } from "./secrets.ts";
import type { LocalSettings } from "./settings.ts";

const root = path.join(import.meta.dirname, "..");
const MINUTE_MS = 60_000;
/** A site that is being worked on falls silent while it reloads itself. */
const RELOAD_MS = 6_000;

/** The local runtime must reach nobody: no telemetry, no look for updates, no address lookups that hang without a network. */
const offline = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  NO_COLOR: "1",
  FORCE_COLOR: "0",
};

export interface Stack {
  url: string;
  /** Milliseconds from the call until the site answered. */
  readyMs: number;
  /** Process groups of the present runs. */
  groups: () => { site: number; engine: number };
  /** Ends every child. Safe to call twice. */
  stop(): Promise<void>;
}

export interface StackOptions {
  settings: LocalSettings;
  say: (sentence: string) => void;
  /** Rebuild the page whenever it is saved. */
  watchPage?: boolean;
  /** Ends the stack, also while it is still starting. */
  signal?: AbortSignal;
}

/** Brings up the engine and the site on an empty or a used state folder and keeps both running. Throws a Refusal with a sentence. */
export async function startStack({ settings, say, watchPage, signal }: StackOptions): Promise<Stack> {
  const begun = Date.now();
  const { port, enginePort, stateDir, url } = settings;
  const freeFolder = await preflight(settings);
  if (signal?.aborted) {
    freeFolder();
    throw new Refusal("Stopped.");
  }
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const stop = () => {
    ending ??= Promise.allSettled(ends.map((end) => end())).then(freeFolder);
    return ending;
  };
  signal?.addEventListener("abort", stop, { once: true });

  const bin = (name: string) => path.join(root, "node_modules/.bin", name);
  const logOf = (name: string) => path.join(stateDir, "logs", `${name}.log`);
  const wrangler = {
    ...offline,
    WRANGLER_REGISTRY_PATH: path.join(stateDir, "registry"),
    WRANGLER_LOG_PATH: path.join(stateDir, "logs/wrangler"),
  };
  const tally = summary(MINUTE_MS);
  const listener = (name: string) => (line: string) => {
    const warning = warningIn(line);
    const printed = warning && tally(`${name}: ${warning}`, Date.now());
    if (printed) say(printed);
    return worthKeeping(line);
  };
  const mail = letterbox(path.join(stateDir, "mail"), path.join(settings.stateDirName, "mail"), say);
  const heardOfSite = listener("site");
  const run = (what: Omit<Launch, "log">, name: string): Child => {
    const child = launch({ ...what, log: logOf(name) });
    ends.push(() => child.stop(0));
    return child;
  };
  const finish = async (doing: string, name: string, what: Omit<Launch, "log">) => {
    const { code, how } = await run({ ...what, fresh: true }, name).ended;
    if (signal?.aborted) throw new Refusal("Stopped.");
    if (code === 0) return;
    const tail = readFileSync(logOf(name), "utf8").trim().split("\n").slice(-12).join("\n  ");
    throw new Refusal(`${doing} failed (${how}). The end of ${logOf(name)}:\n  ${tail}`);
  };

  try {
    const secrets = secretsOf(stateDir);
    const persist = ["--persist-to", path.join(stateDir, "wrangler")];
    const environment = writeWorkerEnvironment(stateDir, { ...settings.worker, ...secrets });

    const engine = keep({
      name: "The engine",
      say,
      launch: () =>
        launch({
          command: process.execPath,
          args: ["--import", "tsx", "engine/server.ts"],
          env: {
            ENGINE_PORT: String(enginePort),
            ENGINE_DATA: path.join(stateDir, "engine"),
          },
          log: logOf("engine"),
          heard: listener("engine"),
        }),
      ask: async (until) => {
        const answer = await fetch(`http://127.0.0.1:${enginePort}/v1/account`, {
          signal: until,
          headers: { Authorization: `Bearer ${secrets.REPLICATE_API_TOKEN}` },
        });
        await answer.arrayBuffer();
        // Its mischief switches make it refuse on purpose; any answer at all shows that it lives.
      },
    });
    ends.push(engine.stop);

    const buildPage = async () => {
      if (!pageIsStale(root)) return;
      await finish("Building the page", "build", { command: bin("vite"), args: ["build"], env: offline });
    };
    await Promise.all([
      buildPage(),
      finish("Preparing the database", "migrations", {
        command: bin("wrangler"),
        args: ["d1", "migrations", "apply", "DB", "--local", ...persist],
        env: wrangler,
      }),
    ]);
    if (watchPage)
      run({ command: bin("vite"), args: ["build", "--watch", "--mode", "development"], env: offline }, "page");

    const knock = () =>
      fetch(`http://127.0.0.1:${port}/__scheduled?cron=*+*+*+*+*`, { signal: AbortSignal.timeout(MINUTE_MS) })
        .then((answer) => answer.arrayBuffer())
        // A site that cannot take the knock is the keeper's to mend.
        .catch(() => {});
    const site = keep({
      name: "The site",
      say,
      vital: "workerd",
      ...(watchPage ? { answerMs: RELOAD_MS } : {}),
      launch: () =>
        launch({
          command: bin("wrangler"),
          args: [
            ...["dev", "--env-file", environment, ...persist],
            ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
            ...["--test-scheduled", "--show-interactive-dev-session=false"],
          ],
          env: wrangler,
          log: logOf("site"),
          heard: (line) => {
            mail(line);
            return heardOfSite(line);
          },
        }),
      ask: async (until) => {
        const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: until });
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`it answers with status ${answer.status}`);
      },
      // The sweep takes up what a fall may have left behind.
      up: knock,
    });
    ends.push(site.stop);
    await Promise.all([engine.ready, site.ready]);
    if (signal?.aborted) throw new Refusal("Stopped.");

    const clock = setInterval(knock, MINUTE_MS);
    ends.push(async () => clearInterval(clock));
    return { url, readyMs: Date.now() - begun, groups: () => ({ site: site.group(), engine: engine.group() }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
