import { and, eq, lt, sql } from "drizzle-orm";
import { together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { finishRemoval, noteRemoval } from "../styles/removals.ts";
import { styles } from "../styles/table.ts";
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
  for (const row of rows) {
    const removal = { ...row, prefixes: imagePrefixes(row.styleId, row.id) };
    const [, gone] = (await together(ctx.db, [
      noteRemoval(ctx, removal),
      ctx.db
        .delete(images)
        .where(and(eq(images.id, row.id), stale))
        .returning({ id: images.id }),
    ])) as [unknown, unknown[]];
    if (gone.length > 0) await finishRemoval(ctx, removal);
  }
}
