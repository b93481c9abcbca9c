import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Stage } from "./learn/learn.ts";
import type { Brief } from "./paint/paint.ts";
import type { Commission, Notice } from "./threads/studio-thread.ts";
import { startThread, transferable } from "./threads/thread.ts";

/** An original in any format sharp reads. */
export interface Picture {
  name: string;
  /** Handed over to the studio, and empty afterwards, where they alone fill their memory. */
  bytes: Uint8Array;
  caption: string | null;
}

export interface LearnRequest {
  pictures: Picture[];
  /** Steps of learning, at least 1. */
  steps: number;
  seed: number;
  /** Called about two hundred times; `loss` is the error of describing unseen patches, 0–1 of the range of a byte. */
  onStep(report: { step: number; loss: number }): void;
  onStage?(stage: Stage): void;
  signal: AbortSignal;
}

export interface PaintRequest extends Brief {
  /** 0–1 */
  onProgress?(done: number): void;
  signal: AbortSignal;
}

/** A finished picture: sRGB, three bytes a pixel. */
export interface Painting {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/**
 * Learns styles and paints in them, in threads of its own. Calls may overlap. A call rejects with an Error whose message is
 * a sentence to show, or at once with the signal's AbortError.
 */
export interface Studio {
  /** Resolves to the model file. */
  learn(request: LearnRequest): Promise<Uint8Array>;
  paint(request: PaintRequest): Promise<Painting>;
  close(): Promise<void>;
}

interface Pending {
  notice(notice: Notice): void;
  fail(error: Error): void;
}

/** Opens a studio of `threads` painters; the result does not depend on how many. Nothing starts before the first call. */
export function openStudio({ threads = Math.max(1, Math.min(4, availableParallelism())) } = {}): Studio {
  const pending = new Map<number, Pending>();
  let thread: Worker | null = null;
  let closed = false;
  let last = 0;

  const failAll = (error: Error) => {
    thread = null;
    for (const { fail } of pending.values()) fail(error);
  };

  const open = (): Worker => {
    if (closed) throw new Error("The studio is closed.");
    if (thread) return thread;
    thread = startThread(new URL("./threads/studio-thread.ts", import.meta.url), { threads });
    thread.on("message", (notice: Notice) => pending.get(notice.id)?.notice(notice));
    thread.on("error", failAll);
    return thread;
  };

  function order<Result>(
    commission: Commission["work"],
    signal: AbortSignal,
    heard: (notice: Notice) => void,
    given: Uint8Array[] = [],
  ): Promise<Result> {
    signal.throwIfAborted();
    const worker = open();
    const id = ++last;
    const stop = new Int32Array(new SharedArrayBuffer(4));
    return new Promise<Result>((resolve, reject) => {
      const settle = () => {
        signal.removeEventListener("abort", abort);
        pending.delete(id);
        if (pending.size === 0) worker.unref();
      };
      const fail = (error: Error) => {
        settle();
        reject(error);
      };
      const abort = () => {
        Atomics.store(stop, 0, 1);
        fail(
          signal.reason instanceof Error ? signal.reason : new DOMException("The work was called off.", "AbortError"),
        );
      };
      signal.addEventListener("abort", abort);
      pending.set(id, {
        fail,
        notice: (notice) => {
          if (notice.kind === "done") {
            settle();
            resolve(notice.result as Result);
          } else if (notice.kind === "failed") fail(new Error(notice.message));
          else heard(notice);
        },
      });
      worker.ref();
      worker.postMessage({ id, stop, work: commission } satisfies Commission, transferable(given));
    });
  }

  return {
    async learn({ pictures, steps, seed, onStep, onStage, signal }) {
      const heard = (notice: Notice) => {
        if (notice.kind === "step") onStep({ step: notice.step, loss: notice.loss });
        if (notice.kind === "stage") onStage?.(notice.stage);
      };
      const given = pictures.map(({ bytes }) => bytes);
      return order<Uint8Array>({ kind: "learn", pictures, steps, seed }, signal, heard, given);
    },
    async paint({ onProgress, signal, ...request }) {
      return order<Painting>({ kind: "paint", ...request }, signal, (notice) => {
        if (notice.kind === "progress") onProgress?.(notice.done);
      });
    },
    async close() {
      closed = true;
      const worker = thread;
      failAll(new DOMException("The studio was closed.", "AbortError"));
      await worker?.terminate();
    },
  };
}
