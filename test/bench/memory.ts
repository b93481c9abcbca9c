import { readdirSync, readFileSync } from "node:fs";

const field = (file: string, name: string): string | undefined =>
  new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(readFileSync(file, "utf8"))?.[1];

/** Process id of the workerd that this process started. Linux alone tells. */
export function workerdId(): number {
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = `/proc/${id}/status`;
      if (field(status, "PPid") === String(process.pid) && field(status, "Name") === "workerd") return Number(id);
    } catch {
      // It ended while the list was read.
    }
  }
  throw new Error("There is no workerd under this process.");
}

/** Bytes of memory that a process holds. */
export const memoryOf = (id: number): number => 1_024 * Number(field(`/proc/${id}/status`, "VmRSS"));

/** Runs `work` and answers by how many bytes the process grew at most meanwhile. */
export async function growthDuring(id: number, work: () => Promise<unknown>): Promise<number> {
  const before = memoryOf(id);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(id));
  }, 10);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return Math.max(most, memoryOf(id)) - before;
}
