import { workOnGeneration } from "./generation/job.ts";
import { type Ctx, ctxOf } from "./http/ctx.ts";
import { describe, log } from "./http/log.ts";
import { bury } from "./operations/dead-letter.ts";
import type { JobMessage } from "./room/message.ts";
import { workOnTraining } from "./training/job.ts";

type Work = (ctx: Ctx, roomId: string, jobId: string) => Promise<void>;

/** Every kind of message has its work: a forgotten one is a type error. */
const work: Record<JobMessage["kind"], Work> = {
  training: workOnTraining,
  generation: workOnGeneration,
};

const FIRST_S = 5;
const LONGEST_S = 120;

/** Seconds until a message whose room was out of reach comes again. */
export const retryDelay = (attempts: number): number => Math.min(LONGEST_S, FIRST_S * 2 ** (attempts - 1));

/** Takes messages of both queues, and of the two where what could not be worked on ends. */
export async function consume(batch: MessageBatch<unknown>, env: Env, context: ExecutionContext): Promise<void> {
  const ctx = ctxOf(env, (promise) => context.waitUntil(promise), crypto.randomUUID());
  const dead = batch.queue.endsWith("-dead");
  await Promise.all(
    batch.messages.map(async (message) => {
      const { kind, roomId, jobId } = (message.body ?? {}) as JobMessage;
      try {
        // A newer deployment may send what this one does not know: it comes again, and perhaps to one that does.
        if (!Object.hasOwn(work, kind)) throw new Error("a kind of message nobody knows");
        if (dead) await bury(ctx, { kind, roomId, jobId });
        else await work[kind](ctx, roomId, jobId);
        message.ack();
      } catch (error) {
        const { attempts } = message;
        log("warn", "job.retried", {
          requestId: ctx.requestId,
          queue: batch.queue,
          kind,
          jobId,
          attempts,
          reason: describe(error),
        });
        message.retry({ delaySeconds: retryDelay(attempts) });
      }
    }),
  );
}
