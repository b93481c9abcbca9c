import { benchArrivals } from "./arrivals.ts";
import { benchRows } from "./rows.ts";

console.log("| what | figure |\n|---|---|");
await benchRows();
benchArrivals();
process.exit();
