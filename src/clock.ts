import { sweepSessions } from "./accounts/sweep.ts";
import { sweepCustomers } from "./billing/customer-news.ts";
import { forgetEvents } from "./billing/webhook.ts";
import { sweepBin } from "./gallery/bin.ts";
import { sweepBundles } from "./gallery/bundle.ts";
import { tapGenerations } from "./generation/tap.ts";
import { type Ctx, ctxOf } from "./http/ctx.ts";
import { describe, log } from "./http/log.ts";
import { sweepInputs } from "./images/input.ts";
import { sweepUploads } from "./images/sweep.ts";
import { sweepErasures } from "./leaving/erase.ts";
import { sweepMails } from "./mail/post.ts";
import { forgetLetters } from "./operations/dead-letter.ts";
import { sweepRemovals } from "./styles/sweep.ts";
import { tapTrainings } from "./training/tap.ts";

const chores: Record<string, (ctx: Ctx) => Promise<void>> = {
  trainings: tapTrainings,
  generations: tapGenerations,
  uploads: sweepUploads,
  inputs: sweepInputs,
  removals: sweepRemovals,
  erasures: sweepErasures,
  bin: sweepBin,
  bundles: sweepBundles,
  sessions: sweepSessions,
  events: forgetEvents,
  customers: sweepCustomers,
  mails: sweepMails,
  letters: forgetLetters,
};

/** Once a minute: finishes what a crash left, whoever did it. A chore that fails does not stop the others. */
export async function sweep(env: Env, context: ExecutionContext): Promise<void> {
  const ctx = ctxOf(env, (work) => context.waitUntil(work), crypto.randomUUID());
  await Promise.all(
    Object.entries(chores).map(([name, chore]) =>
      chore(ctx).catch((error: unknown) => log("error", "sweep.failed", { chore: name, reason: describe(error) })),
    ),
  );
}
