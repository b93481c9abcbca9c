import { and, eq, sql } from "drizzle-orm";
import { together } from "../db/client.ts";
import { generations } from "../generation/table.ts";
import type { Ctx } from "../http/ctx.ts";
import { usedVersion } from "../training/current.ts";
import { trainings } from "../training/table.ts";
import { announceModel } from "./announce-model.ts";
import { finishRemoval } from "./removals.ts";
import { styles } from "./table.ts";

/** Goes on with a style whose deletion was noted as a removal: its room, its rows, its files. */
export async function closeAndErase(ctx: Ctx, removal: { id: string; prefixes: string[] }): Promise<void> {
  await ctx.rooms(removal.id).close(removal.id);
  await ctx.db.delete(styles).where(eq(styles.id, removal.id));
  await finishRemoval(ctx, removal);
}

/**
 * First the room forgets an ended training and owes the provider its version's removal; then the row goes and with it the
 * choice of it, then the files. Every step may be repeated.
 */
export async function retireAndErase(
  ctx: Ctx,
  removal: { id: string; styleId: string; prefixes: string[] },
): Promise<void> {
  const { id, styleId } = removal;
  const own = eq(trainings.id, id);
  const [row] = await ctx.db
    .select({ version: trainings.remoteVersion, rev: trainings.rev })
    .from(trainings)
    .where(own);
  if (row) {
    await ctx.rooms(styleId).retire(id, row.version, row.rev + 1);
    const [, , , [kept]] = (await together(ctx.db, [
      ctx.db.delete(trainings).where(own),
      ctx.db
        .delete(generations)
        // Written out, not bound: only then does the partial index serve.
        .where(
          and(eq(generations.styleId, styleId), sql`${generations.purpose} = 'PROOF'`, eq(generations.trainingId, id)),
        ),
      ctx.db
        .update(styles)
        .set({ usedVersion: null })
        .where(and(eq(styles.id, styleId), eq(styles.usedVersion, id))),
      usedVersion(ctx, styleId),
    ])) as [unknown, unknown, unknown, (typeof trainings.$inferSelect)[]];
    announceModel(ctx, styleId, kept);
  }
  await finishRemoval(ctx, removal);
}
