import type { Ask, Kind, Questions, Tell } from "./protocol.ts";

export class WorkbenchProblem extends Error {
  /** `unable`: the browser lacks what it takes. `network`: the picture could not be fetched. `broken`: anything else. */
  readonly reason: "unable" | "network" | "broken";
  constructor(reason: WorkbenchProblem["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** Pictures are decoded, measured, judged, converted and cropped there, never on the page's own thread. */
export interface Workbench {
  /** Rejects with {@link WorkbenchProblem}, or with the signal's reason once it is aborted. */
  ask<K extends Kind>(kind: K, what: Questions[K]["ask"], signal?: AbortSignal): Promise<Questions[K]["answer"]>;
  /** A file on its way became a picture of the style: what is known of it goes with it. */
  rename(from: string, to: string): void;
  forget(ids: string[]): void;
  close(): void;
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (reason: unknown) => void;
}

/** The part of a `Worker` that is used, so that tests can stand in for it. */
export interface Line {
  postMessage(ask: Ask): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Tell>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

const start = (): Line => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }) as Line;

export function openWorkbench(line: Line = start()): Workbench {
  const waiting = new Map<number, Waiting>();
  let turns = 0;
  let dead = false;
  const fail = () => {
    dead = true;
    for (const { reject } of waiting.values()) reject(new WorkbenchProblem("unable"));
    waiting.clear();
  };
  line.onmessage = ({ data }) => {
    const asked = waiting.get(data.turn);
    waiting.delete(data.turn);
    if (data.kind === "failed") asked?.reject(new WorkbenchProblem(data.reason));
    else asked?.resolve(data.answer as never);
  };
  line.onerror = fail;

  return {
    ask: (kind, what, signal) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(new WorkbenchProblem("unable"));
        if (signal?.aborted) return reject(signal.reason);
        const turn = ++turns;
        const stop = () => {
          if (!waiting.delete(turn)) return;
          line.postMessage({ kind: "stop", turn });
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", stop, { once: true });
        const settled =
          <T>(act: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener("abort", stop);
            act(value);
          };
        waiting.set(turn, { resolve: settled(resolve), reject: settled(reject) });
        line.postMessage({ ...what, kind, turn } as Ask);
      }),
    rename: (from, to) => line.postMessage({ kind: "rename", from, to }),
    forget: (ids) => line.postMessage({ kind: "forget", ids }),
    close: () => {
      line.terminate();
      fail();
    },
  };
}

let bench: Workbench | undefined;

/** The page's one workbench, opened with the first picture. */
export function workbench(): Workbench {
  bench ??= openWorkbench();
  return bench;
}
