import type { Worker } from "node:worker_threads";
import type { Answer, Order, Works } from "./crew-thread.ts";
import { startThread, transferable } from "./thread.ts";

/** A job thrown to whichever thread is free, or kept for one. */
interface Job {
  order: Order;
  thread: number | null;
  given: Uint8Array[];
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Threads that share the loops over pixels. What they compute does not depend on how many they are. */
export class Crew {
  readonly size: number;
  private readonly threads: Worker[];
  private readonly busy: (Job | null)[];
  private queue: Job[] = [];

  constructor(size: number) {
    this.size = size;
    this.busy = Array.from({ length: size }, () => null);
    this.threads = this.busy.map((_, i) => {
      const thread = startThread(new URL("./crew-thread.ts", import.meta.url));
      thread.on("message", (answer: Answer) => {
        const job = this.busy[i];
        this.busy[i] = null;
        if ("error" in answer) job?.reject(new Error(answer.error));
        else job?.resolve(answer.result);
        this.pump();
      });
      thread.on("error", (error) => {
        for (const job of [...this.busy, ...this.queue]) job?.reject(error);
        this.queue = [];
      });
      return thread;
    });
  }

  /**
   * Runs a work in a thread: the given one (its number modulo the size), or the next that is free.
   * @param given parts of the input that are handed over rather than copied
   */
  run<Name extends keyof Works>(
    name: Name,
    input: Parameters<Works[Name]>[0],
    thread: number | null = null,
    given: Uint8Array[] = [],
  ): Promise<Awaited<ReturnType<Works[Name]>>> {
    return new Promise((resolve, reject) => {
      this.queue.push({
        order: { name, input },
        thread: thread === null ? null : thread % this.size,
        given,
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      this.pump();
    });
  }

  /** Gives every thread the same input. */
  async all<Name extends keyof Works>(name: Name, input: Parameters<Works[Name]>[0]): Promise<void> {
    await Promise.all(this.threads.map((_, thread) => this.run(name, input, thread)));
  }

  private pump(): void {
    for (let i = 0; i < this.size; i++) {
      if (this.busy[i]) continue;
      const at = this.queue.findIndex(({ thread }) => thread === null || thread === i);
      const job = this.queue[at];
      if (!job) continue;
      this.queue.splice(at, 1);
      this.busy[i] = job;
      this.threads[i].postMessage(job.order, transferable(job.given));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }
}
