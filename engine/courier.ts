import { setTimeout as sleep } from "node:timers/promises";
import { signWebhook } from "#replicate/signature";
import type { WebhookEvent } from "#replicate/wire";
import { token } from "./ids.ts";
import { dice, type Mischief } from "./mischief.ts";
import type { Run } from "./runs.ts";
import { within } from "./within.ts";

/** Milliseconds between two webhooks of a run for output or logs; start and completed are never held back. */
export const THROTTLE = 500;
/** Seconds before each further try of a terminal webhook: the last about a minute after the end. */
export const RETRIES = [1, 3, 7, 15, 30];
/** Milliseconds a receiver may take. */
const PATIENCE = 10_000;

export interface CourierOptions {
  secret: string;
  mischief(): Mischief;
  /** The run as it is now. */
  find(id: string): Run | undefined;
  /** A run's JSON, exactly as GET answers it. */
  body(run: Run): string;
  /** The terminal webhook was taken, or will not be tried again. */
  settled(id: string): void;
  now(): number;
  /** Seconds; for tests. */
  retries?: readonly number[];
}

interface Round {
  /** The end of the last intermediate delivery: the next one of the run waits for it. */
  last: Promise<unknown>;
  sentAt: number;
  timer: NodeJS.Timeout | undefined;
  /** The held back delivery tells of an output, which must not be dropped. */
  output: boolean;
}

/** Carries webhooks: signed, in order for one run, and only the terminal one more than once. */
export class Courier {
  readonly #rounds = new Map<string, Round>();
  readonly #stop = new AbortController();
  readonly #options: CourierOptions;
  #dice = dice(1);

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  reseed(seed: number): void {
    this.#dice = dice(seed);
  }

  announce(run: Run, event: WebhookEvent): void {
    if (run.webhook === null || !run.events.includes(event) || this.#stop.signal.aborted) return;
    if (event === "completed") {
      this.#complete(run, run.webhook);
      return;
    }
    const round = this.#round(run.id);
    if (event === "start") {
      this.#pass(run, round);
      return;
    }
    if (event === "output") round.output = true;
    if (round.timer !== undefined) return;
    const wait = Math.max(0, round.sentAt + THROTTLE - this.#options.now());
    round.timer = setTimeout(() => {
      round.timer = undefined;
      this.#pass(this.#options.find(run.id) ?? run, round);
    }, wait).unref();
  }

  /** Sends nothing more; what is owed stays owed. */
  close(): void {
    this.#stop.abort();
    for (const { timer } of this.#rounds.values()) clearTimeout(timer);
    this.#rounds.clear();
  }

  #round(id: string): Round {
    const known = this.#rounds.get(id);
    if (known) return known;
    const round: Round = { last: Promise.resolve(), sentAt: 0, timer: undefined, output: false };
    this.#rounds.set(id, round);
    return round;
  }

  #pass(run: Run, round: Round): void {
    round.sentAt = this.#options.now();
    round.output = false;
    const url = run.webhook ?? "";
    const id = `msg_${token()}`;
    const body = this.#options.body(run);
    const shuffled = this.#options.mischief().webhooks.shuffleMs > 0;
    const before = shuffled ? Promise.resolve() : round.last;
    round.last = before.then(() => this.#deliver(url, id, body)).catch(() => {});
  }

  #complete(run: Run, url: string): void {
    const round = this.#round(run.id);
    clearTimeout(round.timer);
    if (round.output) this.#pass(run, round);
    this.#rounds.delete(run.id);
    const id = run.owed ?? `msg_${token()}`;
    const body = this.#options.body(run);
    const shuffled = this.#options.mischief().webhooks.shuffleMs > 0;
    (shuffled ? Promise.resolve() : round.last)
      .then(() => this.#insist(url, id, body))
      .then(() => this.#options.settled(run.id))
      .catch(() => {});
  }

  async #insist(url: string, id: string, body: string): Promise<void> {
    for (const wait of [0, ...(this.#options.retries ?? RETRIES)]) {
      if (wait > 0) await sleep(wait * 1000, undefined, { signal: this.#stop.signal, ref: false });
      if (await this.#deliver(url, id, body)) return;
    }
  }

  /** @returns false when the receiver was not there or refused, which is worth another try. */
  async #deliver(url: string, id: string, body: string): Promise<boolean> {
    const { lose, repeat, delayMs, shuffleMs } = this.#options.mischief().webhooks;
    if (lose > 0 && this.#dice() < lose) return true;
    const copies = Array.from({ length: repeat + 1 }, async () => {
      const wait = delayMs + this.#dice() * shuffleMs;
      if (wait > 0) await sleep(wait, undefined, { signal: this.#stop.signal, ref: false });
      return this.#post(url, id, body);
    });
    return (await Promise.all(copies)).every(Boolean);
  }

  async #post(url: string, id: string, body: string): Promise<boolean> {
    const timestamp = String(Math.floor(this.#options.now() / 1000));
    const signature = await signWebhook(this.#options.secret, { id, timestamp, body });
    try {
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": signature,
        },
        body,
        signal: within(this.#stop.signal, PATIENCE),
      });
      await answer.body?.cancel();
      return answer.status < 400;
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      return false;
    }
  }
}
