import { open } from "../db/client.ts";
import { generationPrefix, settleGeneration } from "../generation/effects.ts";
import { orderProofs, waitsForPaidWork } from "../generation/proofs/effects.ts";
import { settingsOf } from "../http/settings.ts";
import { providerOf } from "../replicate/client.ts";
import { settleTraining, trainingPrefix } from "../training/effects.ts";
import { isOurs, type Job, type Knock, type SharedEvent } from "./job.ts";
import type { JobMessage } from "./message.ts";
import { type Debt, isKnown } from "./outbox.ts";

/** What came of a payment: an event for the same job, or jobs that were born by it. */
export type Paid = { event: SharedEvent } | { births: Knock[] } | null;

/** Pays one debt of a room. Throws when it was not paid; every effect may be done twice. */
export async function pay(env: Env, debt: Debt, job: Job | null, taken: () => ReadonlySet<string>): Promise<Paid> {
  if (!isKnown(debt)) throw new Error("a debt of another release");
  const provider = providerOf(settingsOf(env));
  if (debt.type === "cancel-remote") return provider.cancel(debt.kind, debt.remoteId).then(() => null);
  if (debt.type === "forget") return provider.forget(debt.version).then(() => null);
  if (debt.type === "prove") {
    const births = await orderProofs(open(env.DB), settingsOf(env), debt, Date.now());
    return { births: births.map((birth) => ({ kind: "generation", event: { type: "requested", ...birth } })) };
  }
  if (!job) return null;
  switch (debt.type) {
    case "settle":
      await settle(env, job);
      return null;
    case "enqueue":
      await queueOf(env, job).send(messageOf(job), { delaySeconds: Math.ceil(debt.delayMs / 1_000) });
      return null;
    case "ask":
      return { event: { type: "observed", token: null, snapshot: await provider.see(debt.kind, debt.remoteId) } };
    case "look": {
      const { token, kind } = debt;
      const since = (job.state.purchase.claimedAt ?? 0) - CLOCKS_APART_MS;
      const others = taken();
      const runs = await provider.newest(kind);
      const run = runs.find((one) => one.createdAt >= since && !others.has(one.remoteId) && isOurs(job, one));
      return { event: run ? { type: "observed", token, snapshot: run, guessed: true } : { type: "not-found", token } };
    }
    case "sweep":
      await sweep(env, job.kind === "training" ? trainingPrefix(job.state.copy) : generationPrefix(job.state.copy));
      return null;
  }
}

/** How far the provider's clock may be behind ours. */
const CLOCKS_APART_MS = 10_000;

function settle(env: Env, job: Job): Promise<void> {
  const books = { db: open(env.DB), now: Date.now };
  return job.kind === "training" ? settleTraining(books, job.state.copy) : settleGeneration(books, job.state.copy);
}

const queueOf = (env: Env, { kind }: Job): Queue => (kind === "training" ? env.TRAINING_JOBS : env.GENERATION_JOBS);

const messageOf = (job: Job): JobMessage => ({
  kind: job.kind,
  roomId: job.kind === "training" ? job.state.copy.styleId : job.state.copy.roomId,
  jobId: job.state.copy.id,
});

async function sweep(env: Env, prefix: string): Promise<void> {
  const { objects } = await env.FILES.list({ prefix });
  if (objects.length > 0) await env.FILES.delete(objects.map(({ key }) => key));
}

/** Whether the artist waits for anything paid, here or in another room; a database that does not answer says yes. */
export const isAwaited = (env: Env, userId: string): Promise<boolean> =>
  waitsForPaidWork(open(env.DB), userId).catch(() => true);
