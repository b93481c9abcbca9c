import { and, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { introduce } from "./birth.ts";
import { trainings } from "./table.ts";

/** A verb that lived would have shown its row to the room by now. */
export const UNBORN_MS = 30_000;
const MOST = 100;

/** Shows rooms the trainings they were never told of, and those whose time is over. Run by the clock. */
export async function tapTrainings(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  // Written out, not bound: only then do the partial indexes serve.
  const inFlight = sql`${trainings.status} IN ('PENDING', 'QUEUED', 'PROCESSING')`;
  const unborn = and(sql`${trainings.rev} = 0`, lt(trainings.createdAt, now - UNBORN_MS));
  const late = lt(trainings.deadlineAt, now);
  const rows = await ctx.db
    .select()
    .from(trainings)
    .where(and(inFlight, or(unborn, late)))
    .limit(MOST);
  for (const row of rows) {
    try {
      await introduce(ctx, row);
      await ctx.rooms(row.styleId).tap();
    } catch (error) {
      log("error", "training.untapped", { jobId: row.id, reason: describe(error) });
    }
  }
}
