import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { stylePrefix } from "../styles/keys.ts";
import { noteRemoval } from "../styles/removals.ts";
import { retireAndErase } from "../styles/remove.ts";
import { inFlight } from "./current.ts";
import { prefixOf } from "./machine.ts";
import type { trainings } from "./table.ts";

/** Where the files of a version's proofs lie: their ids begin with its own. */
const proofsPrefix = ({ styleId, id }: { styleId: string; id: string }) => `${stylePrefix(styleId)}generations/${id}p`;

/**
 * Deletes an ended training and the version it left, here and at the provider, with its proofs; pictures painted with it stay. Throws
 * TRAINING_RUNNING while it runs.
 */
export async function removeTraining(ctx: Ctx, row: typeof trainings.$inferSelect): Promise<void> {
  if (inFlight.includes(row.status)) {
    throw new AppError("TRAINING_RUNNING", "This training is running. Cancel it first, then delete it.");
  }
  const removal = {
    id: row.id,
    userId: row.userId,
    styleId: row.styleId,
    prefixes: [prefixOf(row), proofsPrefix(row)],
  };
  await noteRemoval(ctx, removal);
  await retireAndErase(ctx, removal);
}
