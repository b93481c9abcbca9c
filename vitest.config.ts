import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** Bytes; a container's default of 64 MB is too little for the uploads. */
const ROOMY = 1e9;
const MEMORY = "/dev/shm";

// Workerd's databases and buckets wait for the disk at every write: in memory the same tests take half the time.
if (existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize > ROOMY) process.env.TMPDIR = MEMORY;
}

/** Milliseconds: a machine shared with other work is slow, not wrong. */
const PATIENCE = 30_000;

const lightPasswords = {
  alias: [{ find: /.*\/password-cost\.ts$/, replacement: path.join(root, "test/worker/light-password-cost.ts") }],
};

/** What the Worker and its tests import from packages whose files are many. */
const bundled = [
  "@hono/zod-validator",
  "bowser",
  "drizzle-orm",
  "drizzle-orm/d1",
  "drizzle-orm/sqlite-core",
  "fast-check",
  "fflate",
  "hono",
  "hono/body-limit",
  "hono/cookie",
  "hono/factory",
  "hono/html",
  "hono/route",
  "hono/secure-headers",
  "jose",
  "oauth4webapi",
  "postal-mime",
  "replicate",
  "stripe",
  "zod",
  "zod/mini",
];

const inWorkerd = (
  name: string,
  groupOrder: number,
  files: { include: string[]; exclude?: string[] },
  resolve: { alias?: { find: RegExp; replacement: string }[] } = {},
) => ({
  resolve,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        cf: false,
        // Not the built page: these tests run while it is being built.
        assets: { directory: path.join(root, "web/public"), binding: "ASSETS" },
        // Empty, for tests that grow a database from its first release.
        d1Databases: ["OLD_DB"],
        // Tests hand messages over themselves: when, as often and in the order they mean to.
        queueConsumers: Object.fromEntries(
          ["training-jobs", "generation-jobs"].map((queue) => [queue, { maxBatchSize: 100, maxBatchTimeout: 60 }]),
        ),
        bindings: {
          APP_URL: "http://artistcloner.test",
          SESSION_SECRET: "test-session-secret-of-at-least-32-bytes",
          SIGNING_SECRET: "test-signing-secret-of-at-least-32-bytes",
          REPLICATE_API_TOKEN: "r8_test",
          OPERATORS: "operator@example.com",
          REPLICATE_URL: "http://replicate.test/v1",
          TEST_MIGRATIONS: await readD1Migrations(path.join(root, "migrations")),
        },
      },
    })),
  ],
  test: {
    name,
    ...files,
    setupFiles: ["./test/worker/setup.ts"],
    globalSetup: ["./test/worker/providers.ts"],
    // One file instead of the hundreds that each would be read, rewritten and sent into workerd by itself.
    deps: { optimizer: { ssr: { enabled: true, include: bundled } } },
    isolate: false,
    // A workerd each; a third would cost more to start than it saves.
    maxWorkers: 2,
    sequence: { groupOrder },
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
  },
});

const journeys = (
  name: string,
  groupOrder: number,
  files: { include: string[]; exclude?: string[] },
  beside: string[],
) => ({
  test: {
    name,
    ...files,
    globalSetup: ["test/journeys/stack.ts", ...beside],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // A busy machine is slow to show what is bound to come.
    expect: { poll: { timeout: PATIENCE } },
    // They share one engine, and wait more than they work.
    maxWorkers: 2,
    sequence: { groupOrder },
  },
});

/**
 * Three kinds of tests, told apart by their file's ending:
 * `*.worker.test.ts` in workerd, `*.journey.ts` in a browser on the real stack, `*.test.ts` in Node.
 * Those with `slow` in their ending wait for a clock or paint much: `npm test` runs them, `npm run check` does not.
 * Those with `long` in their ending kill stacks or walk the whole site: `npm run test:long` runs them, `npm test` does not.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{worker,slow,long}.test.ts"],
          // Modules load once for all files: a file that changes one puts it back.
          isolate: false,
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: "proof",
          include: ["test/**/*.slow.test.ts"],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      inWorkerd(
        "worker",
        2,
        { include: ["test/**/*.worker.test.ts"], exclude: ["test/**/*.slow.worker.test.ts"] },
        lightPasswords,
      ),
      inWorkerd("slow", 3, { include: ["test/**/*.slow.worker.test.ts"] }),
      {
        test: {
          name: "long",
          include: ["test/**/*.long.test.ts"],
          fileParallelism: false,
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          sequence: { groupOrder: 5 },
        },
      },
      journeys(
        "journey",
        4,
        { include: ["test/journeys/*.journey.ts"], exclude: ["test/journeys/*.long.journey.ts"] },
        [],
      ),
      journeys("long-journey", 6, { include: ["test/journeys/*.long.journey.ts"] }, ["test/journeys/shop.ts"]),
    ],
  },
});
