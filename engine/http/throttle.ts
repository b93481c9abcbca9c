/** A bucket that fills steadily: a short burst may empty it. */
class Bucket {
  #left: number;
  #filledAt: number;
  readonly #perMinute: number;

  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute;
    this.#left = perMinute;
    this.#filledAt = now;
  }

  /** Takes one if there is one. `wait` is in seconds, 0 when one was there. */
  take(now: number): { remaining: number; wait: number } {
    const filled = ((now - this.#filledAt) * this.#perMinute) / 60_000;
    this.#left = Math.min(this.#perMinute, this.#left + Math.max(0, filled));
    this.#filledAt = now;
    if (this.#left < 1) return { remaining: 0, wait: Math.ceil(((1 - this.#left) * 60) / this.#perMinute) };
    this.#left -= 1;
    return { remaining: Math.floor(this.#left), wait: 0 };
  }
}

/** Replicate's limits: 600 new predictions a minute, 3000 of everything else. */
export class Throttle {
  readonly #predictions: Bucket;
  readonly #others: Bucket;

  constructor(now: number) {
    this.#predictions = new Bucket(600, now);
    this.#others = new Bucket(3000, now);
  }

  take(method: string, path: string, now: number): { remaining: number; wait: number } {
    const creates = method === "POST" && path.endsWith("/predictions");
    return (creates ? this.#predictions : this.#others).take(now);
  }
}
