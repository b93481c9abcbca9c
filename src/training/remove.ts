import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { noteRemoval } from "../styles/removals.ts";
import { retireAndErase } from "../styles/remove.ts";
import { inFlight } from "./current.ts";
import { prefixOf } from "./machine.ts";
import type { trainings } from "./table.ts";

/**
 * Deletes an ended training and the version it left, here and at the provider; pictures painted with it stay. Throws
 * TRAINING_RUNNING while it runs.
 */
export async function removeTraining(ctx: Ctx, row: typeof trainings.$inferSelect): Promise<void> {
  if (inFlight.includes(row.status)) {
    throw new AppError("TRAINING_RUNNING", "This training is running. Cancel it first, then delete it.");
  }
  const removal = { id: row.id, userId: row.userId, styleId: row.styleId, prefixes: [prefixOf(row)] };
  await noteRemoval(ctx, removal);
  await retireAndErase(ctx, removal);
}
