import { findSite } from "../../local/demo/site.ts";
import { audit } from "./audit.ts";

/** `npm run lighthouse [-- path]`: five runs on Home, or on another page that is open to all, and the median of their performance. */
const TIMES = 5;

const site = await findSite(undefined, process.env, console.log, new AbortController().signal);
const audits = await audit(new URL(process.argv[2] ?? "/", site.url).href, TIMES);
for (const { scores, metrics, faults } of audits) console.log(scores, metrics, ...faults);
const performance = audits.map(({ scores }) => scores.performance).sort((a, b) => a - b);
console.log(`Performance, median of ${TIMES}: ${performance[Math.floor(TIMES / 2)]}`);
await site.stack?.stop();
process.exit(audits.some(({ faults }) => faults.length > 0) ? 1 : 0);
