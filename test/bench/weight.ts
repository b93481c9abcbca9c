import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { BUDGET, filesOf, gzipped, pagesOf, sitemap } from "../web/page-weight.ts";
import { median, pace, table } from "./rounds.ts";
import { productCode, wrangler } from "./runtime.ts";

const PROFILE = path.join(tmpdir(), `startup-${process.pid}.cpuprofile`);
const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

/** Milliseconds of work, waiting left out, until the Worker's own code has run once. */
function startup(): number {
  wrangler("check", "startup", "--outfile", PROFILE);
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(PROFILE, "utf8")) as Profile;
  rmSync(PROFILE);
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id));
  const worked = samples.map((id, at) => (idle.has(id) ? 0 : (timeDeltas[at] ?? 0)));
  return worked.reduce((sum, one) => sum + one, 0) / 1_000;
}

/** The Worker's start and size. */
export async function benchStart(): Promise<string> {
  const starts = Array.from({ length: Math.min(pace.rounds, 3) }, startup);
  const code = Buffer.from(productCode());
  return table(
    ["the Worker", "figure", "the platform's limit"],
    [
      ["start-up, median of `wrangler check startup`", `${median(starts).toFixed(0)} ms`, "1,000 ms"],
      ["bundle, as it is sent", `${kB(code.length)}, ${kB(gzipSync(code).length)} gzip`, "10,000 kB gzip"],
    ],
  );
}

/** JavaScript of the first load of each page of the last build. */
export async function benchPages(): Promise<string> {
  const rows = pagesOf(sitemap()).map(([route, modules]) => {
    const bytes = filesOf(modules).reduce((sum, file) => sum + gzipped(file), 0);
    return [`\`${route}\``, kB(bytes), kB(route === "/" ? BUDGET.home : BUDGET.any)];
  });
  return table(["page", "JavaScript at first load, gzip", "budget"], rows);
}
