/** So many finished jobs tell how long the next one may take. */
export const WAITS = 25;

interface Finished {
  createdAt: number;
  completedAt: number | null;
}

/** Seconds from the wish to the result, the median of finished jobs; null while there is none. */
export function medianWait(finished: readonly Finished[]): number | null {
  const waits = finished
    .map(({ createdAt, completedAt }) => (completedAt ?? createdAt) - createdAt)
    .sort((a, b) => a - b);
  const median = waits[Math.floor(waits.length / 2)];
  return median === undefined ? null : Math.ceil(median / 1_000);
}
