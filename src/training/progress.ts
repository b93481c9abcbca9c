import type { LossPoint } from "../contract/training.ts";

/** As the contract promises to the page. */
const MAX_POINTS = 200;

/** Thins a curve evenly to at most 200 points; the first and the last stay. */
export function thin(points: LossPoint[]): LossPoint[] {
  if (points.length <= MAX_POINTS) return points;
  const stride = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, i) => points[Math.round(i * stride)]).filter((point) => !!point);
}

/** Seconds until the last step at the run's own speed; null while that is unknown. */
export const remainingSeconds = (step: number, steps: number, stepsPerSecond: number | null): number | null =>
  stepsPerSecond ? Math.ceil(Math.max(0, steps - step) / stepsPerSecond) : null;
