import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { benchDatabase } from "./flat.ts";
import { benchLive } from "./live.ts";
import { pace } from "./rounds.ts";
import { benchRoutes } from "./routes.ts";
import { benchUpload, benchZip } from "./transfers.ts";
import { benchPages, benchStart } from "./weight.ts";

/** Each part prints the tables that stand in docs/quality.md. */
const parts: Record<string, { title: string; run: () => Promise<string> }> = {
  routes: { title: "Hot routes against a bare Worker", run: benchRoutes },
  d1: { title: "The database, small and large", run: benchDatabase },
  zip: { title: "A training set as a ZIP against its objects read raw", run: benchZip },
  upload: { title: "Uploads against raw PUTs", run: benchUpload },
  live: { title: "From a webhook to a thousand pages", run: benchLive },
  start: { title: "The Worker's start", run: benchStart },
  pages: { title: "Page weight", run: benchPages },
};

/** Bytes: forty uploads of four sides in eight rounds. */
const ROOMY = 8e9;
const MEMORY = "/dev/shm";

// The disk of a shared machine is the noisiest part of it; in memory both sides are measured for what they do themselves.
function roomyFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOMY ? MEMORY : tmpdir();
}

// Miniflare begins to empty its folder when it is disposed of, and this process does not wait for it.
const folder = mkdtempSync(path.join(roomyFolder(), "artistcloner-bench-"));
process.env.TMPDIR = folder;
process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const { values } = parseArgs({ options: { only: { type: "string" }, rounds: { type: "string" } } });
const wanted = values.only?.split(",") ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. Use ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}

if (values.rounds) pace.rounds = Number(values.rounds);

const load = () => loadavg()[0]!.toFixed(1);
for (const name of wanted) {
  const { title, run } = parts[name]!;
  const begun = performance.now();
  const from = load();
  const figures = await run();
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(`\n### ${title}\n\n${figures}\n\n(${seconds} s, load of the machine ${from} to ${load()})`);
}
process.exit();
