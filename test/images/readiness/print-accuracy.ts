import { accuracy, table } from "./known-faults.ts";

/** usage: npm run prove:readiness [-- PICTURES [SIZE]] — pictures of each of the five artists, long side in pixels. */
const [count = 8, size = 512] = process.argv.slice(2).map(Number);
const began = Date.now();
const rows = await accuracy(count, size);
console.log(`${count} pictures each of five invented artists, ${size} px, every one spoilt once.\n`);
console.log(table(rows));
console.log(`\n${((Date.now() - began) / 1_000).toFixed(0)} s`);
