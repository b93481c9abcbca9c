import { Worker } from "node:worker_threads";

/**
 * Starts a TypeScript module in a thread of its own, under tsx, vitest or plain Node alike: a thread does not inherit the
 * loader of its parent, so a small script registers one first.
 */
export function startThread(module: URL, data: object = {}): Worker {
  const thread = new Worker(new URL("./thread.mjs", import.meta.url), {
    workerData: { ...data, module: module.href },
    execArgv: [],
  });
  thread.unref();
  return thread;
}

/** The memory of those arrays that fill theirs alone: it can change threads without a copy. */
export function transferable(arrays: Uint8Array[]): ArrayBuffer[] {
  const buffers = arrays
    .filter(({ buffer, byteLength }) => buffer.byteLength === byteLength)
    .map(({ buffer }) => buffer);
  return [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
