import { and, eq, lt, sql } from "drizzle-orm";
import { together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { finishRemoval } from "../styles/removals.ts";
import { removals, styles } from "../styles/table.ts";
import { imagePrefixes } from "./entity.ts";
import { images } from "./table.ts";

/** A Worker makes at most 1,000 calls a run; each place takes a handful. */
const SWEPT_AT_ONCE = 50;

/**
 * Frees the places that were reserved and never filled, and drops pictures that nobody confirmed within a day, with what
 * broken uploads left in R2. Run by the clock.
 */
export async function sweepUploads(ctx: Pick<Ctx, "db" | "files" | "now">): Promise<void> {
  const stale = and(sql`${images.state} <> 'confirmed'`, lt(images.reservedUntil, ctx.now()));
  const rows = await ctx.db
    .select({ id: images.id, styleId: images.styleId, userId: styles.userId })
    .from(images)
    .innerJoin(styles, eq(styles.id, images.styleId))
    .where(stale)
    .limit(SWEPT_AT_ONCE);
  for (const { id, styleId, userId } of rows) {
    const prefixes = imagePrefixes(styleId, id);
    const still = and(eq(images.id, id), stale);
    // Noted and deleted under one condition: a picture confirmed a moment ago must lose nothing.
    const noted = ctx.db
      .select({
        id: images.id,
        userId: sql`${userId}`.as("user_id"),
        styleId: images.styleId,
        prefixes: sql`${JSON.stringify(prefixes)}`.as("prefixes"),
        requestedAt: sql`${ctx.now()}`.as("requested_at"),
        doneAt: sql`NULL`.as("done_at"),
      })
      .from(images)
      .where(still);
    const [, gone] = (await together(ctx.db, [
      ctx.db.insert(removals).select(noted).onConflictDoNothing(),
      ctx.db.delete(images).where(still).returning({ id: images.id }),
    ])) as [unknown, unknown[]];
    if (gone.length > 0) await finishRemoval(ctx, { id, prefixes });
  }
}
