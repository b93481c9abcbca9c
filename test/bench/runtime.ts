import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { Miniflare, type WorkerOptions } from "miniflare";
import { Pool } from "undici";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import { bundle } from "./bundle.ts";
import { CONNECTIONS } from "./rounds.ts";

const root = path.join(import.meta.dirname, "../..");

export const SITE = "http://artistcloner.bench";

export const settings = {
  APP_URL: SITE,
  SESSION_SECRET: "bench-session-secret-of-at-least-32-bytes",
  SIGNING_SECRET: "bench-signing-secret-of-at-least-32-bytes",
  REPLICATE_API_TOKEN: "r8_bench",
  // A limit that nobody reaches still counts every request.
  RATE_LIMIT_MAX_REQUESTS: "1000000000",
};

const quiet = {
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
};

/** Runs a command of wrangler and answers what it wrote. */
export const wrangler = (...words: string[]): string =>
  execFileSync(path.join(root, "node_modules/.bin/wrangler"), words, { cwd: root, env: quiet, encoding: "utf8" });

/** The Worker as `wrangler deploy` would send it. */
export function productCode(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-worker-"));
  try {
    wrangler("deploy", "--dry-run", "--outdir", folder);
    return readFileSync(path.join(folder, "worker.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const PRODUCT = "artistcloner";

const asModule = (name: string, contents: string) => ({
  modules: [{ type: "ESModule" as const, path: `${name}.js`, contents }],
  modulesRoot: "/",
});

/** Of what wrangler.toml becomes, the parts that differ between the product and those beside it. */
interface ProductOptions {
  bindings: Record<string, unknown>;
  durableObjects: Record<string, { className: string; useSQLite: boolean }>;
  queueConsumers: unknown;
  assets: unknown;
}

export interface Runtime {
  miniflare: Miniflare;
  /** Connections to one Worker that pass no other; `once`: each for one request, since workerd closes those that were idle. */
  connect: (name: string, once?: boolean) => Promise<Pool>;
  end: () => Promise<void>;
}

/**
 * The product's Worker and those of `test/bench/workers` named in `beside`, in one workerd and over the same D1, R2 and Durable
 * Objects, each with an address of its own, so that no proxy stands before any. `own` are Durable Objects that one of those
 * beside brings itself.
 */
export async function startRuntime(
  beside: readonly string[],
  more: Record<string, string> = {},
  own: Record<string, ProductOptions["durableObjects"]> = {},
): Promise<Runtime> {
  const { workerOptions: read } = workerOptions(path.join(root, "wrangler.toml"));
  // Without assets: their router is the platform's, and would stand before some and not before others.
  const { durableObjects, queueConsumers, bindings, assets: _, ...options } = read as unknown as ProductOptions;
  const shared = {
    ...options,
    bindings: { ...bindings, ...settings, ...more },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
  const theirs = Object.fromEntries(
    Object.entries(durableObjects).map(([name, object]) => [name, { ...object, scriptName: PRODUCT }]),
  );
  const miniflare = new Miniflare({
    cf: false,
    // The product's log has a line for each request.
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.pipe(process.stderr);
    },
    workers: [
      { ...shared, durableObjects, queueConsumers, name: PRODUCT, ...asModule(PRODUCT, productCode()) },
      ...(await Promise.all(
        beside.map(async (name) => ({
          ...shared,
          durableObjects: { ...theirs, ...own[name] },
          name,
          ...asModule(name, await bundle(`test/bench/workers/${name}.ts`)),
        })),
      )),
    ] as unknown as WorkerOptions[],
  });
  await miniflare.ready;
  const pools: Pool[] = [];
  return {
    miniflare,
    async connect(name, once = false) {
      const options = { connections: CONNECTIONS, pipelining: once ? 0 : 1 };
      const pool = new Pool(await miniflare.unsafeGetDirectURL(name), options);
      pools.push(pool);
      return pool;
    },
    async end() {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await miniflare.dispose();
    },
  };
}
