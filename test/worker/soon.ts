import { vi } from "vitest";

/** Waits for what is bound to happen by itself: a frame, an alarm, a cancellation. A busy machine is given time. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 }) as Promise<T>;
