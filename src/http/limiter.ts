import { DurableObject } from "cloudflare:workers";

export interface Allowance {
  ok: boolean;
  /** Requests left in the window. */
  remaining: number;
  /** Milliseconds until the window starts anew. */
  resetMs: number;
}

/** Counts requests in fixed windows; one object per user or network, so that no other traffic shares its line. */
export class Limiter extends DurableObject<Env> {
  /** Counts one request against `rule`. Windows start with the first request in them; state lives as long as the object's memory plus storage. */
  async take(rule: string, limit: number, windowMs: number, now: number): Promise<Allowance> {
    const key = `window:${rule}`;
    const kept = await this.ctx.storage.get<{ from: number; count: number }>(key);
    const window = kept && now - kept.from < windowMs ? kept : { from: now, count: 0 };
    const resetMs = window.from + windowMs - now;
    if (window.count >= limit) return { ok: false, remaining: 0, resetMs };
    window.count += 1;
    await this.ctx.storage.put(key, window);
    await this.ctx.storage.setAlarm(window.from + windowMs);
    return { ok: true, remaining: limit - window.count, resetMs };
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
