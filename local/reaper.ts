import { createInterface } from "node:readline";
import { signalGroup } from "./group.ts";

/** Reads `+group` and `-group`, one a line: process groups to end once the writer is gone. */
const groups = new Set<number>();
const orders = createInterface({ input: process.stdin });

orders.on("line", (order) => {
  const group = Number(order.slice(1));
  if (order.startsWith("+")) groups.add(group);
  else groups.delete(group);
});

// The pipe closes however its owner ended, even by SIGKILL; what still runs then has nobody to stop it.
orders.on("close", () => {
  for (const group of groups) signalGroup(group, "SIGKILL");
  process.exit(0);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
