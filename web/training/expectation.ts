import type { FinishedRun } from "#contract/training";
import { count, spell } from "../ui/say.ts";

export interface Expectation {
  /** Seconds from the click to the proof. */
  low: number;
  high: number;
  /** How many finished runs it is read from. */
  runs: number;
  /** None of them was of about this length: it is worked out from other lengths. */
  scaled: boolean;
}

/** Runs up to so many times longer or shorter take about as long. */
const ALIKE = 1.5;
/** The middle of what was measured: a single slow or lucky run does not speak. */
const LOW = 0.1;
const HIGH = 0.9;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/**
 * How long a training of so many steps will take, from this deployment's finished runs alone; null while there is none.
 * Runs of other lengths bound it: some of their time grows with the steps and some does not, so the truth lies between
 * their own time and their time in proportion.
 */
export function expectationOf(runs: readonly FinishedRun[], steps: number): Expectation | null {
  const alike = runs.filter((run) => Math.max(run.steps / steps, steps / run.steps) <= ALIKE);
  const heard = alike.length > 0 ? alike : runs;
  if (heard.length === 0) return null;
  const scaled = alike.length === 0;
  const bounds = heard.map(({ seconds, steps: had }) => (scaled ? [seconds, (seconds * steps) / had] : [seconds]));
  return {
    low: quantile(
      bounds.map((pair) => Math.min(...pair)),
      LOW,
    ),
    high: quantile(
      bounds.map((pair) => Math.max(...pair)),
      HIGH,
    ),
    runs: heard.length,
    scaled,
  };
}

/** "12 to 19 min", "40 s to 2 min", or one time where both ends are told alike. */
export function rangeWords({ low, high }: Pick<Expectation, "low" | "high">): string {
  const [from, to] = [spell(low), spell(high)];
  if (from === to) return `about ${to}`;
  const unit = / (s|min|h)$/;
  const sameUnit = unit.exec(from)?.[1] === unit.exec(to)?.[1] && !from.includes(" h ");
  return `${sameUnit ? from.replace(unit, "") : from} to ${to}`;
}

/** "Learns in 12 to 19 min, measured on 37 finished runs here." */
export function expectationWords(told: Expectation | null): string {
  if (!told) return "Nobody has trained here yet, so nobody knows how long it takes.";
  const runs = told.runs === 1 ? "one finished run" : count(told.runs, "finished run");
  const how = told.scaled ? "worked out from" : "measured on";
  return `Learns in ${rangeWords(told)}, ${how} ${runs}${told.scaled ? " of other lengths" : " here"}.`;
}
