import { countingOf } from "../http/count.ts";
import { describe, log, markOf } from "../http/log.ts";
import { ReplicateError } from "../replicate/errors.ts";
import { faultCode } from "../replicate/failure.ts";
import type { Job, Knock } from "./job.ts";
import { isQuestion, type Owed } from "./outbox.ts";

const standing = (job: Job | null) => (job ? `${job.state.copy.status} ${job.state.purchase.phase}` : "");

/** One line for each step of a job, so that its whole way can be read by its id; one count for its end and for each fault of the provider. */
export function noteMove(env: Env, before: Job | null, { kind, state }: Job, { event }: Knock): void {
  const { copy, purchase } = state;
  const count = countingOf(env);
  if (event.type === "observed" && event.snapshot.status === "failed") {
    count({ what: "fault", code: faultCode(event.snapshot.error) });
  }
  if (standing(before) === standing({ kind, state } as Job)) return;
  const { id: jobId, styleId, status, rev } = copy;
  log("info", "room.moved", {
    ...{ styleId, jobId, user: markOf(copy.userId), kind, by: event.type, status, phase: purchase.phase, rev },
    ...(purchase.remoteId && { remoteId: purchase.remoteId }),
  });
  if (copy.completedAt === null || before === null || before.state.copy.completedAt !== null) return;
  count({ what: "job", kind, end: status, tookMs: copy.completedAt - copy.createdAt });
}

/** A debt that could not be paid; the provider's faults are counted. */
export function noteUnpaid(env: Env, job: Job | null, owed: Owed, dropped: boolean, error: unknown): void {
  if (error instanceof ReplicateError) countingOf(env)({ what: "fault", code: String(error.status) });
  const { jobId, effect, attempts } = owed;
  const level = effect.type === "settle" || (dropped && !isQuestion(effect)) ? "error" : "warn";
  const { styleId } = job?.state.copy ?? {};
  log(level, "room.unpaid", { styleId, jobId, effect: effect.type, attempts: attempts + 1, reason: describe(error) });
}
