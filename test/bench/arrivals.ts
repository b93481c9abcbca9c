import { dice } from "../../engine/mischief.ts";

/** Replicate's own limit on creating predictions and trainings. https://replicate.com/docs/topics/predictions/rate-limits */
const CREATES_PER_MINUTE = 600;

export interface Load {
  /** Creates a day. */
  perDay: number;
  /** How many times busier the busiest hour is than the average one. */
  peak: number;
}

export interface Wait {
  /** Seconds that half, and 99 of 100, wait in the busiest hour before their create is let through. */
  median: number;
  p99: number;
  longest: number;
}

/** Poisson arrivals of one busy hour at a gate that lets one create through each 60/600 s. */
export function waitAtGate({ perDay, peak }: Load, seed: number): Wait {
  const roll = dice(seed);
  const rate = (perDay * peak) / 86_400;
  const gap = 60 / CREATES_PER_MINUTE;
  const waits: number[] = [];
  let now = 0;
  let free = 0;
  while (now < 3_600) {
    now += -Math.log(1 - roll()) / rate;
    const begins = Math.max(now, free);
    waits.push(begins - now);
    free = begins + gap;
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99), longest: at(1) };
}

export function benchArrivals(): void {
  const seconds = (s: number) => (s < 10 ? `${s.toFixed(2)} s` : `${Math.round(s)} s`);
  for (const perDay of [1_000, 30_000, 100_000, 200_000, 300_000, 400_000]) {
    const { median, p99, longest } = waitAtGate({ perDay, peak: 2.5 }, 1);
    console.log(
      `| wait for a create, ${perDay.toLocaleString("en")} a day, busiest hour 2.5 × | ${[median, p99, longest].map(seconds).join(" / ")} |`,
    );
  }
}
