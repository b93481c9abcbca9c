import { eq, lt } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { log } from "../http/log.ts";
import { deadLetters } from "./table.ts";

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

export type Letter = Pick<typeof deadLetters.$inferSelect, "kind" | "roomId" | "jobId">;

/** A message that failed to the end: it is written down, and its room decides whether the job can still live without it. */
export async function bury(ctx: Ctx, letter: Letter): Promise<void> {
  log("error", "job.given-up", { jobId: letter.jobId, kind: letter.kind });
  const buriedAt = ctx.now();
  await ctx.db
    .insert(deadLetters)
    .values({ ...letter, buriedAt })
    .onConflictDoUpdate({ target: deadLetters.jobId, set: { buriedAt } });
  await ctx.rooms(letter.roomId).tell(letter.jobId, { type: "given-up" });
}

/** Has the letter's room look at all it owes, as its clock would. Harmless for a job that has ended. Throws NOT_FOUND. */
export async function tryAgain(ctx: Ctx, jobId: string): Promise<void> {
  const [letter] = await ctx.db
    .update(deadLetters)
    .set({ triedAt: ctx.now() })
    .where(eq(deadLetters.jobId, jobId))
    .returning();
  if (!letter) throw new AppError("NOT_FOUND", "There is no such letter.");
  await ctx.rooms(letter.roomId).tap();
}

/** Run by the clock. */
export async function forgetLetters(ctx: Ctx): Promise<void> {
  await ctx.db.delete(deadLetters).where(lt(deadLetters.buriedAt, ctx.now() - KEPT_MS));
}
