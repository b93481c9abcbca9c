import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/**
 * Gives back what this thread no longer refers to. Shared memory counts as nothing to a thread's heap (V8,
 * `BackingStore::PerIsolateAccountingLength`), so hundreds of dead megabytes never make a collection due, and each thread
 * that has seen them must collect before they are free.
 */
export function reclaim(): void {
  collect();
}
