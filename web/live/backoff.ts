const FIRST_MS = 500;
/** A person who waits longer than this presses reload. */
const LONGEST_MS = 20_000;

/** Milliseconds to wait before try number `attempt` (from 0): doubling, half of it by chance (`random` in [0, 1)). */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}
