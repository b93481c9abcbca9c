import path from "node:path";
import { parseArgs } from "node:util";
import { type Result, soak } from "./round.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1,2,3" },
    kills: { type: "string", default: "100" },
    artists: { type: "string", default: "3" },
    port: { type: "string", default: "8890" },
    /** Seeds at once, each on its own ports. */
    lanes: { type: "string", default: "1" },
    out: { type: "string", default: "soak-output" },
  },
});

const list = (counts: Record<string, number>) =>
  Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, times]) => `${what} ${times}`)
    .join(", ") || "none";
const seconds = (ms: number | undefined) => `${((ms ?? 0) / 1_000).toFixed(1)} s`;
const quantile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function report(result: Result): void {
  const { recovery } = result;
  console.log(`\n## Seed ${result.seed}\n`);
  const rows: [string, string][] = [
    ["kills", list(result.kills)],
    ["of these, while something was under way", String(result.windows)],
    ["cut short in the middle of", list(result.cut)],
    [
      "site back after, median / 95 % / longest",
      [0.5, 0.95, 1].map((share) => seconds(quantile(recovery, share))).join(" / "),
    ],
    ["everything at rest after", seconds(result.restMs)],
    ["the artists did", list(result.did)],
    ["the provider was told to do", list(result.faults)],
    ["jobs bought again after the provider's own failure", String(result.boughtTwice)],
    ["runs the engine took up again", String(result.resumed)],
    ["laws broken", String(result.violations.length)],
  ];
  for (const [what, how] of rows) console.log(`| ${what} | ${how} |`);
  for (const sentence of result.violations.slice(0, 50)) console.log(`- ${sentence}`);
}

const seeds = values.seeds.split(",").map(Number);
let broken = 0;

async function lane(place: number): Promise<void> {
  const port = Number(values.port) + 2 * place;
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    const folder = path.resolve(values.out, `seed-${seed}`);
    const [kills, artists] = [Number(values.kills), Number(values.artists)];
    const result = await soak({ seed, kills, artists, port, enginePort: port + 1, folder }, (line) =>
      console.log(line),
    );
    report(result);
    broken += result.violations.length;
  }
}

await Promise.all(Array.from({ length: Number(values.lanes) }, (_, place) => lane(place)));
process.exitCode = broken > 0 ? 1 : 0;
process.exit();
