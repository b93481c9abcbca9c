import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startStack } from "../../local/stack.ts";
import { attackBodies, attackQueries } from "./bodies.ts";
import { attackEchoes } from "./echoes.ts";
import { fingerprint, prepare } from "./ground.ts";
import { attackLinks } from "./links.ts";
import { type Findings, print, Tally } from "./report.ts";
import { attackFromElsewhere, attackRoutes, routes } from "./routes.ts";
import { attackHeaders, attackSignIn, searchLogs } from "./surface.ts";
import { attackUploads } from "./uploads.ts";
import { attackWebhooks } from "./webhooks.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "8895" }, only: { type: "string" } } });
const folder = mkdtempSync(path.join(tmpdir(), "artistcloner-attack-"));

console.log("Preparing a site with a victim who has one of everything.");
const ground = await prepare(Number(values.port), folder);
await ground.stack.stop();
const before = await fingerprint(ground);
ground.stack = await startStack({ settings: ground.settings, say: () => {} });

const parts: Record<string, () => Promise<Findings | Findings[]>> = {
  routes: () => attackRoutes(ground),
  elsewhere: () => attackFromElsewhere(ground),
  headers: () => attackHeaders(ground),
  webhooks: () => attackWebhooks(ground),
  links: () => attackLinks(ground),
  uploads: () => attackUploads(ground),
  bodies: () => attackBodies(ground),
  queries: () => attackQueries(ground),
  echoes: () => attackEchoes(ground),
  signIn: () => attackSignIn(ground),
};
const wanted = values.only?.split(",") ?? Object.keys(parts);
const findings: Findings[] = [];
for (const name of wanted) {
  const begun = Date.now();
  const found = (await parts[name]?.()) ?? [];
  findings.push(...[found].flat());
  console.log(`${name}: done in ${Math.round((Date.now() - begun) / 1_000)} s`);
}
findings.push(searchLogs(ground));
await ground.stack.stop();

const after = await fingerprint(ground);
const rows = new Tally("the victim's rows, table by table");
for (const [table, print] of Object.entries(before)) {
  rows.count(after[table] === print ? "unchanged" : "changed");
  // A sign-in of the victim's own is part of the attack on sign-in and of the look at cookies.
  rows.expect(after[table] === print || table === "sessions", `the table ${table} changed`);
}
findings.push(rows);

console.log(`\n${routes.length} routes.`);
print(findings);
rmSync(folder, { recursive: true, force: true });
process.exit(findings.some(({ breaches }) => breaches.length > 0) ? 1 : 0);
