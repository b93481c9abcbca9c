import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { pace } from "./rounds.ts";
import { benchRoutes } from "./routes.ts";

/** Each part prints the tables that stand in docs/quality.md. */
const parts: Record<string, { title: string; run: () => Promise<string> }> = {
  routes: { title: "Hot routes against a bare Worker", run: benchRoutes },
};

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
