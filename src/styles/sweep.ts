import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { forgetRemovals, stalledRemovals } from "./removals.ts";
import { closeAndErase, retireAndErase } from "./remove.ts";

/** Finishes the deletions that a crash cut short. Run by the clock; one that fails does not stop the others. */
export async function sweepRemovals(ctx: Ctx): Promise<void> {
  for (const removal of await stalledRemovals(ctx)) {
    try {
      await (removal.id === removal.styleId ? closeAndErase(ctx, removal) : retireAndErase(ctx, removal));
    } catch (error) {
      log("error", "removal.stalled", { id: removal.id, reason: describe(error) });
    }
  }
  await forgetRemovals(ctx);
}
