import { and, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { removals } from "./table.ts";

export type Removal = Pick<typeof removals.$inferInsert, "id" | "userId" | "styleId" | "prefixes">;

/** R2 lists and deletes at most this many keys a call. */
const PAGE = 1_000;

const MINUTE = 60_000;
/** A request that is still at work must not be raced. */
const STALLED_AFTER_MS = MINUTE;
/** A Worker makes at most 1,000 calls a run; each removal takes a handful. */
const SWEPT_AT_ONCE = 50;
/** How long a repeated DELETE still answers as the first did. */
const REMEMBERED_MS = 7 * 24 * 60 * MINUTE;

export const noteRemoval = (ctx: Pick<Ctx, "db" | "now">, removal: Removal) =>
  ctx.db
    .insert(removals)
    .values({ ...removal, requestedAt: ctx.now() })
    .onConflictDoNothing();

export const removalOf = (ctx: Pick<Ctx, "db">, userId: string, id: string) =>
  ctx.db
    .select({ id: removals.id })
    .from(removals)
    .where(and(eq(removals.id, id), eq(removals.userId, userId)));

async function eraseFiles(files: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await files.list({ prefix, limit: PAGE });
    if (objects.length > 0) await files.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}

/** The rows are gone: the files follow, and the removal is done. */
export async function finishRemoval(
  ctx: Pick<Ctx, "db" | "files" | "now">,
  removal: { id: string; prefixes: string[] },
): Promise<void> {
  for (const prefix of removal.prefixes) await eraseFiles(ctx.files, prefix);
  await ctx.db.update(removals).set({ doneAt: ctx.now() }).where(eq(removals.id, removal.id));
}

export const stalledRemovals = (ctx: Pick<Ctx, "db" | "now">) =>
  ctx.db
    .select()
    .from(removals)
    .where(and(isNull(removals.doneAt), lt(removals.requestedAt, ctx.now() - STALLED_AFTER_MS)))
    .limit(SWEPT_AT_ONCE);

/** Looks once more before forgetting: what an upload or a result wrote too late goes too. */
export async function forgetRemovals(ctx: Pick<Ctx, "db" | "files" | "now">): Promise<void> {
  const old = await ctx.db
    .select()
    .from(removals)
    .where(and(isNotNull(removals.doneAt), lt(removals.requestedAt, ctx.now() - REMEMBERED_MS)))
    .limit(SWEPT_AT_ONCE);
  for (const removal of old) {
    for (const prefix of removal.prefixes) await eraseFiles(ctx.files, prefix);
    await ctx.db.delete(removals).where(eq(removals.id, removal.id));
  }
}
