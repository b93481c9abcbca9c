import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal } from "#replicate/wire";
import type { Courier } from "./courier.ts";
import { token } from "./ids.ts";
import { type Mischief, takeFailure } from "./mischief.ts";
import { type Run, type RunEvent, type RunKind, transition } from "./runs.ts";
import type { Store } from "./store.ts";

/** Milliseconds a prediction may paint. Trainings have no limit known. */
const PREDICTION_LIMIT = 30 * 60_000;
/** Milliseconds between two looks for what has expired, when nobody asks. */
const ROUND = 30_000;
/** The longest a timer can wait. */
const LONGEST = 2 ** 31 - 1;

/** What a job has at hand. It ends by its promise; a rejection's message becomes the run's error. */
export interface Bench {
  run: Run;
  signal: AbortSignal;
  tell(text: string): void;
}
export type Job = (bench: Bench) => Promise<NonNullable<Run["output"]>>;

export interface ForemanOptions {
  store: Store;
  courier: Courier;
  jobs: Record<RunKind, Job>;
  mischief(): Mischief;
  now(): number;
  report(sentence: string): void;
}

/** Takes runs through their lives: one training and one prediction at a time, oldest first. */
export class Foreman {
  readonly #options: ForemanOptions;
  readonly #busy = new Map<RunKind, { id: string; stop: AbortController; done: Promise<void> }>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #deadlines = new Map<string, NodeJS.Timeout>();
  /** The last write of each run in flight: what it announces waits for it, so that news keep their order. */
  readonly #told = new Map<string, Promise<void>>();
  #round: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ForemanOptions) {
    this.#options = options;
  }

  /** Takes up what a former process left: runs in flight begin again, owed webhooks go out. */
  resume(): void {
    for (const run of this.#options.store.runs.all()) {
      if (run.status === "processing") this.apply(run.id, { type: "interrupt", at: this.#options.now() });
      else if (run.owed !== null) this.#options.courier.announce(run, "completed");
      this.#arm(run);
    }
    this.#round = setInterval(() => this.sweep(), ROUND).unref();
    this.pump();
  }

  /** Resolves once the run is on disk. */
  async take(run: Run): Promise<void> {
    await this.#options.store.runs.put(run);
    this.#arm(run);
    this.pump();
  }

  find(id: string): Run | undefined {
    this.sweep();
    return this.#options.store.runs.get(id);
  }

  /** Oldest first. */
  list(kind: RunKind): Run[] {
    this.sweep();
    return this.#options.store.runs.all().filter((run) => run.kind === kind);
  }

  apply(id: string, event: RunEvent): Run | undefined {
    const { store, courier } = this.#options;
    const run = store.runs.get(id);
    if (!run) return undefined;
    const step = transition(run, event);
    if ("ignored" in step) return run;
    const ended = step.announce.includes("completed");
    const awaited = ended && step.run.webhook !== null && step.run.events.includes("completed");
    const next = awaited ? { ...step.run, owed: `msg_${token()}` } : step.run;
    store.runs.hold(next);
    const kept = event.type === "log" ? (this.#told.get(id) ?? Promise.resolve()) : this.#keep(next);
    if (!isTerminal(next.status)) this.#told.set(id, kept);
    if (ended) this.#end(next);
    kept.then(() => {
      for (const one of step.announce) courier.announce(next, one);
      if (ended) this.#notify(id);
    });
    return next;
  }

  /** Resolves with the run once it ended, or as it is after `milliseconds`. */
  async wait(id: string, milliseconds: number): Promise<Run | undefined> {
    const run = this.find(id);
    if (!run || isTerminal(run.status)) return run;
    await new Promise<void>((resolve) => {
      const watchers = this.#watchers.get(id) ?? new Set();
      const timer = setTimeout(done, milliseconds);
      function done() {
        clearTimeout(timer);
        watchers.delete(done);
        resolve();
      }
      this.#watchers.set(id, watchers.add(done));
    });
    return this.find(id);
  }

  /** The terminal webhook has arrived, or never will. */
  settle(id: string): void {
    const run = this.#options.store.runs.get(id);
    if (run) void this.#keep({ ...run, owed: null });
  }

  /** Ends what is past its deadline, and removes the data of what ended an hour ago. */
  sweep(): void {
    const now = this.#options.now();
    const oldest = now - this.#options.mischief().retentionMs;
    for (const run of this.#options.store.runs.all()) {
      if (run.completedAt === null) {
        if (run.deadlineAt !== null && run.deadlineAt <= now) this.apply(run.id, { type: "deadline", at: now });
      } else if (!run.dataRemoved && run.completedAt <= oldest) {
        this.apply(run.id, { type: "expire" });
        void this.#clear(run);
      }
    }
  }

  /** Starts what may start. */
  pump(): void {
    for (const kind of ["prediction", "training"] as const) {
      if (this.#closed || this.#busy.has(kind) || this.#options.mischief().stuck.includes(kind)) continue;
      const waiting = this.#options.store.runs.all().filter((run) => run.kind === kind && run.status === "starting");
      const next = waiting.sort((one, other) => one.createdAt - other.createdAt)[0];
      if (next) this.#begin(next);
    }
  }

  /** Stops the work, keeping every run so that the next process resumes it. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#round);
    for (const timer of this.#deadlines.values()) clearTimeout(timer);
    for (const watchers of this.#watchers.values()) for (const done of watchers) done();
    const busy = [...this.#busy.values()];
    for (const { stop } of busy) stop.abort();
    await Promise.race([Promise.all(busy.map(({ done }) => done)), sleep(500, undefined, { ref: false })]);
  }

  #begin(run: Run): void {
    const early = takeFailure(this.#options.mischief(), run.kind, false);
    if (early !== undefined) {
      this.apply(run.id, { type: "fail", at: this.#options.now(), error: early });
      queueMicrotask(() => this.pump());
      return;
    }
    const stop = new AbortController();
    const done = this.#work(run, stop).finally(() => {
      this.#busy.delete(run.kind);
      this.pump();
    });
    this.#busy.set(run.kind, { id: run.id, stop, done });
  }

  async #work(waiting: Run, stop: AbortController): Promise<void> {
    const { jobs, mischief, now, report } = this.#options;
    const id = waiting.id;
    const run = this.apply(id, { type: "start", at: now() }) ?? waiting;
    const limit = setTimeout(() => {
      this.apply(id, { type: "fail", at: now(), error: "Prediction timed out" });
    }, PREDICTION_LIMIT).unref();
    if (run.kind === "training") clearTimeout(limit);
    try {
      if (mischief().slowMs > 0) await sleep(mischief().slowMs, undefined, { signal: stop.signal, ref: false });
      const failure = takeFailure(mischief(), run.kind, true);
      if (failure !== undefined) throw new Error(failure);
      const tell = (text: string) => void this.apply(id, { type: "log", text });
      const output = await jobs[run.kind]({ run, signal: stop.signal, tell });
      if (stop.signal.aborted) return;
      this.apply(id, { type: "output", output });
      this.apply(id, { type: "succeed", at: now() });
    } catch (error) {
      if (stop.signal.aborted) return;
      const sentence = error instanceof Error ? error.message : String(error);
      report(`The ${run.kind} ${id} failed: ${sentence}`);
      this.apply(id, { type: "fail", at: now(), error: sentence });
    } finally {
      clearTimeout(limit);
    }
  }

  #end(run: Run): void {
    this.#told.delete(run.id);
    clearTimeout(this.#deadlines.get(run.id));
    this.#deadlines.delete(run.id);
    const busy = this.#busy.get(run.kind);
    if (busy?.id === run.id) busy.stop.abort();
    if (run.output === null) void this.#clear(run);
  }

  #arm(run: Run): void {
    if (run.deadlineAt === null || isTerminal(run.status)) return;
    const wait = Math.min(Math.max(0, run.deadlineAt - this.#options.now()), LONGEST);
    this.#deadlines.set(run.id, setTimeout(() => this.sweep(), wait).unref());
  }

  #notify(id: string): void {
    for (const done of this.#watchers.get(id) ?? []) done();
    this.#watchers.delete(id);
  }

  async #keep(run: Run): Promise<void> {
    try {
      await this.#options.store.runs.put(run);
    } catch (error) {
      this.#options.report(`The ${run.kind} ${run.id} could not be written: ${(error as Error).message}`);
    }
  }

  async #clear(run: Run): Promise<void> {
    await rm(this.#options.store.delivery(run.token), { recursive: true, force: true }).catch(() => {});
  }
}
