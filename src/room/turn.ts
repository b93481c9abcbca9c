import { isOver, isProof } from "../generation/machine.ts";
import type { Job } from "./job.ts";

/** An artist who just got something often asks for more: so long nobody else is given the brush. */
export const QUIET_MS = 10_000;
/** When paid work is under way in another room, which cannot tell us of its end. */
export const ELSEWHERE_MS = 15_000;

/** Whether a job is one the artist paid for. */
export const isPaid = (job: Job): boolean => job.kind === "training" || !isProof(job.state);

export interface Turn {
  /** Proofs under way that must make room for paid work. */
  yields: string[];
  /** Whose turn comes next, when nothing else happens first. */
  next: { id: string; userId: string; at: number } | null;
}

/**
 * Proofs stand behind everything that is paid: while any of that is in flight none is begun and those begun make room;
 * then, after a pause, one at a time in the order of their sheet. `jobs` are those in flight, `quietFrom` (Unix
 * milliseconds) is when the pause is over.
 */
export function turnOf(jobs: readonly Job[], quietFrom: number, now: number): Turn {
  const proofs = jobs.flatMap((job) => (job.kind === "generation" && isProof(job.state) ? [job.state] : []));
  const begun = proofs.filter(({ waits }) => !waits);
  if (jobs.some(isPaid)) return { yields: begun.map(({ copy }) => copy.id), next: null };
  const [first] = proofs
    .filter((state) => state.waits && !isOver(state))
    .sort((a, b) => (a.copy.id < b.copy.id ? -1 : 1));
  if (begun.length > 0 || !first) return { yields: [], next: null };
  return { yields: [], next: { id: first.copy.id, userId: first.copy.userId, at: Math.max(now, quietFrom) } };
}
