import { DurableObject } from "cloudflare:workers";

export interface Allowance {
  ok: boolean;
  limit: number;
  /** Requests left in the window. */
  remaining: number;
  /** Milliseconds until the window starts anew. */
  resetMs: number;
}

interface Window {
  count: number;
  /** Unix milliseconds. */
  endsAt: number;
}

const PREFIX = "window:";

/** Of a limit: so much of a count may be forgotten when the object sleeps or falls, so that not every request is a write. */
const FORGIVEN = 0.01;

/** The answer does not wait for the disk: a count lost in a crash lets one request more pass. */
const UNCONFIRMED = { allowUnconfirmed: true };

/** Counts requests in fixed windows, one per rule; one object per user or network, so that nobody waits in another's line. */
export class Limiter extends DurableObject<Env> {
  /** As stored, or ahead of it by {@link FORGIVEN}. */
  readonly #windows = new Map<string, Window>();

  /** Counts one request against `rule`. A window starts with the first request in it. */
  async take(rule: string, limit: number, windowMs: number, now: number): Promise<Allowance> {
    const key = PREFIX + rule;
    const kept = this.#windows.get(key) ?? (await this.ctx.storage.get<Window>(key));
    const window = kept && now < kept.endsAt ? kept : { count: 0, endsAt: now + windowMs };
    this.#windows.set(key, window);
    const resetMs = window.endsAt - now;
    if (window.count >= limit) return { ok: false, limit, remaining: 0, resetMs };
    window.count += 1;
    const begins = window.count === 1;
    if (begins || window.count % Math.max(1, Math.floor(limit * FORGIVEN)) === 0) {
      this.ctx.storage.put(key, window, UNCONFIRMED);
    }
    if (begins) await this.#wakeBy(window.endsAt);
    return { ok: true, limit, remaining: limit - window.count, resetMs };
  }

  async #wakeBy(endsAt: number): Promise<void> {
    const alarmAt = await this.ctx.storage.getAlarm();
    if (alarmAt === null || alarmAt > endsAt) this.ctx.storage.setAlarm(endsAt, UNCONFIRMED);
  }

  /** Forgets the windows that ended and wakes again for the next; an object without windows stores nothing. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    const windows = await this.ctx.storage.list<Window>({ prefix: PREFIX });
    for (const [key, { endsAt }] of windows) if (endsAt <= now) this.#windows.delete(key);
    const open = [...windows].filter(([, window]) => window.endsAt > now);
    if (open.length === 0) return this.ctx.storage.deleteAll();
    const ended = [...windows.keys()].filter((key) => !open.some(([kept]) => kept === key));
    await this.ctx.storage.delete(ended);
    await this.ctx.storage.setAlarm(Math.min(...open.map(([, window]) => window.endsAt)));
  }
}
