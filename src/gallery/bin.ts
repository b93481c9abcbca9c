import { and, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import type { Binned, Restored } from "../contract/gallery.ts";
import { together } from "../db/client.ts";
import { noSuchPicture } from "../generation/own.ts";
import { removeGeneration } from "../generation/remove.ts";
import { generations } from "../generation/table.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { bin } from "./table.ts";

/** Time to change one's mind, on another device too. */
export const BINNED_MS = 10 * 60 * 1_000;

/** A Worker makes at most 1,000 calls a run; each deletion takes a handful. */
const SWEPT_AT_ONCE = 50;

/** The ids as one bound value: D1 takes at most 100 of them. */
const among = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

type Place = { id: string; roomId: string };

/** The bin is already true; a room that does not answer costs an open tab its news. */
async function tell(ctx: Ctx, places: readonly Place[], type: "binned" | "restored"): Promise<void> {
  const rooms = new Map<string, string[]>();
  for (const { id, roomId } of places) rooms.set(roomId, [...(rooms.get(roomId) ?? []), id]);
  await Promise.all(
    Array.from(rooms, ([roomId, ids]) =>
      Promise.resolve(ctx.rooms(roomId).bin(ids, type)).catch((error: unknown) =>
        log("warn", "room.silent", { requestId: ctx.requestId, roomId, reason: describe(error) }),
      ),
    ),
  );
}

/** Takes finished pictures out of every list; those that are in flight are passed over. Throws NOT_FOUND when none is left. */
export async function putIntoBin(ctx: UserCtx, ids: readonly string[]): Promise<Binned> {
  const dueAt = ctx.now() + BINNED_MS;
  const mine = and(
    inArray(generations.id, among(ids)),
    eq(generations.userId, ctx.user.id),
    notInArray(generations.status, ["PENDING", "PROCESSING"]),
  );
  const [, places] = (await together(ctx.db, [
    ctx.db
      .insert(bin)
      .select(
        ctx.db
          .select({
            generationId: sql<string>`${generations.id}`.as("generation_id"),
            userId: generations.userId,
            dueAt: sql<number>`${dueAt}`.as("due_at"),
          })
          .from(generations)
          .where(mine),
      )
      .onConflictDoUpdate({ target: bin.generationId, set: { dueAt } }),
    ctx.db.select({ id: generations.id, roomId: generations.roomId }).from(generations).where(mine),
  ])) as [unknown, Place[]];
  if (places.length === 0) throw noSuchPicture();
  await tell(ctx, places, "binned");
  return { ids: places.map(({ id }) => id), dueAt: new Date(dueAt).toISOString() };
}

/** Brings pictures back that are still in the bin. Throws NOT_FOUND when none is. */
export async function restore(ctx: UserCtx, ids: readonly string[]): Promise<Restored> {
  const mine = and(inArray(bin.generationId, among(ids)), eq(bin.userId, ctx.user.id));
  const [places] = (await together(ctx.db, [
    ctx.db
      .select({ id: generations.id, roomId: generations.roomId })
      .from(bin)
      .innerJoin(generations, eq(generations.id, bin.generationId))
      .where(mine),
    ctx.db.delete(bin).where(mine),
  ])) as [Place[], unknown];
  if (places.length === 0) throw noSuchPicture();
  await tell(ctx, places, "restored");
  return { ids: places.map(({ id }) => id) };
}

/** Deletes for good what is due. Run by the clock. */
export async function sweepBin(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ generation: generations })
    .from(bin)
    .innerJoin(generations, eq(generations.id, bin.generationId))
    .where(lt(bin.dueAt, ctx.now()))
    .limit(SWEPT_AT_ONCE);
  for (const { generation } of due) {
    try {
      await removeGeneration(ctx, generation);
    } catch (error) {
      log("error", "bin.stuck", { id: generation.id, reason: describe(error) });
    }
  }
}
