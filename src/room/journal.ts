import { countingOf } from "../http/count.ts";
import { log, markOf } from "../http/log.ts";
import { ReplicateError } from "../replicate/errors.ts";
import { faultCode } from "../replicate/failure.ts";
import type { Job, Knock } from "./job.ts";

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

export function noteFault(env: Env, error: unknown): void {
  if (error instanceof ReplicateError) countingOf(env)({ what: "fault", code: String(error.status) });
}
