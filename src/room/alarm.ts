/** Ended jobs and seen webhook ids leave the room after a day: by then no webhook comes any more. */
export const KEPT_MS = 24 * 60 * 60 * 1_000;

export interface Clocks {
  /** The earliest time a job in flight must be looked at. */
  job: number | null;
  /** The earliest time a debt is due. */
  debt: number | null;
  /** When the next proof may begin. */
  turn: number | null;
  /** When the oldest thing that may leave was last touched. */
  oldest: number | null;
}

/** When the room must wake, in Unix milliseconds; null when it may sleep for good. Never in the past. */
export function nextWake({ job, debt, turn, oldest }: Clocks, now: number): number | null {
  const times = [job, debt, turn, oldest === null ? null : oldest + KEPT_MS].filter((time) => time !== null);
  return times.length === 0 ? null : Math.max(now, Math.min(...times));
}
