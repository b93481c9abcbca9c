/** What is known of a child that is being kept alive. Times are Unix milliseconds. */
export interface Sight {
  phase: "starting" | "up";
  /** When this run of it was launched. */
  launchedAt: number;
  /** Runs in a row that ended before they had been up for a minute. */
  falls: number;
  /** False until it has answered for the first time ever. */
  proven: boolean;
  /** Unanswered questions in a row. */
  missed: number;
  /** Looks in a row that found fewer of its processes than it had when it came up. */
  thin: number;
}

export type Seen =
  | { is: "ended"; how: string }
  | { is: "answer" }
  | { is: "silence"; why: string }
  | { is: "thinned" }
  | { is: "whole" };

export type Act =
  | { do: "wait" }
  | { do: "announce" }
  | { do: "restart"; why: string; pauseMs: number }
  | { do: "give up"; why: string };

/** A cold start takes 3 s on two idle cores; twenty times that is no longer a slow machine. */
export const START_MS = 60_000;
/** One lost answer may be a busy machine. */
const SILENCES = 2;
/** A reload of the Worker replaces a process, so one look may find it missing. */
const THIN_LOOKS = 2;
const STABLE_MS = 60_000;
const FIRST_STARTS = 3;
const PAUSES_MS = [0, 500, 1_000, 2_000] as const;
/** The longest pause: with a start of 3 s a child is never away much longer than it must be. */
const LONGEST_PAUSE_MS = 4_000;

export const launched = (now: number, before?: Sight): Sight => ({
  phase: "starting",
  launchedAt: now,
  falls: before?.falls ?? 0,
  proven: before?.proven ?? false,
  missed: 0,
  thin: 0,
});

function fallen(sight: Sight, now: number, why: string): [Sight, Act] {
  const earlier = sight.phase === "up" && now - sight.launchedAt > STABLE_MS ? 0 : sight.falls;
  const next = { ...sight, falls: earlier + 1 };
  if (!sight.proven && next.falls >= FIRST_STARTS) return [next, { do: "give up", why }];
  return [next, { do: "restart", why, pauseMs: PAUSES_MS[earlier] ?? LONGEST_PAUSE_MS }];
}

/** Decides what to do about a child after one look at it. */
export function watch(sight: Sight, seen: Seen, now: number): [Sight, Act] {
  if (seen.is === "ended") return fallen(sight, now, `ended (${seen.how})`);
  if (sight.phase === "starting") {
    if (seen.is === "answer") return [{ ...sight, phase: "up", proven: true }, { do: "announce" }];
    if (seen.is === "silence" && now - sight.launchedAt > START_MS) {
      return fallen(sight, now, `did not answer within ${START_MS / 1_000} s (${seen.why})`);
    }
    return [sight, { do: "wait" }];
  }
  const next = { ...sight };
  if (seen.is === "answer") next.missed = 0;
  if (seen.is === "silence") next.missed += 1;
  if (seen.is === "whole") next.thin = 0;
  if (seen.is === "thinned") next.thin += 1;
  if (seen.is === "silence" && next.missed >= SILENCES) return fallen(next, now, `stopped answering (${seen.why})`);
  if (next.thin >= THIN_LOOKS) return fallen(next, now, "lost a process");
  return [next, { do: "wait" }];
}
