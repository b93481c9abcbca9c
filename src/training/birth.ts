import type { TrainingStatus } from "../contract/training.ts";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { styleDeleted } from "../styles/owned.ts";
import type { trainings } from "./table.ts";

type Row = typeof trainings.$inferSelect;

/** Shows a row to its room; the room takes it once. */
export async function introduce(ctx: Ctx, { set: _, name: __, ...copy }: Row) {
  const { frame } = await ctx.rooms(copy.styleId).apply(copy.id, {
    kind: "training",
    event: { type: "requested", copy },
  });
  return frame?.type === "training" ? frame.training : null;
}

/**
 * Introduces a row just written and answers its status. A room out of reach costs delay, never the job: the clock
 * introduces rows that nobody did. Throws STYLE_DELETED when the style was deleted meanwhile; the hold is given back.
 */
export async function birth(ctx: Ctx, row: Row): Promise<TrainingStatus> {
  const known = await introduce(ctx, row).catch((error: unknown) => {
    log("warn", "training.unborn", { requestId: ctx.requestId, jobId: row.id, reason: describe(error) });
    return null;
  });
  if (known?.status === "CANCELED") throw styleDeleted();
  return known?.status ?? row.status;
}
