import { and, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { reintroduce } from "./birth.ts";
import { generations } from "./table.ts";

/** A verb that lived would have shown its row to the room by now. */
const UNBORN_MS = 30_000;
const MOST = 200;

/** Shows rooms the pictures they were never told of, and those whose time is over. Run by the clock. */
export async function tapGenerations(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  // Written out, not bound: only then do the partial indexes serve.
  const inFlight = sql`${generations.status} IN ('PENDING', 'PROCESSING')`;
  const unborn = and(sql`${generations.rev} = 0`, lt(generations.createdAt, now - UNBORN_MS));
  const late = lt(generations.deadlineAt, now);
  const rows = await ctx.db
    .select()
    .from(generations)
    .where(and(inFlight, or(unborn, late)))
    .limit(MOST);
  for (const row of rows) {
    try {
      await reintroduce(ctx, row);
    } catch (error) {
      log("error", "generation.untapped", { jobId: row.id, reason: describe(error) });
    }
  }
  for (const roomId of new Set(rows.map((row) => row.roomId))) {
    try {
      await ctx.rooms(roomId).tap();
    } catch (error) {
      log("error", "room.untapped", { roomId, reason: describe(error) });
    }
  }
}
