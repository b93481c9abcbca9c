import { eq } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { stylePrefix } from "./keys.ts";
import { finishRemoval, noteRemoval } from "./removals.ts";
import { styles } from "./table.ts";

/**
 * First the room refuses further work, cancels what runs and gives back what it held; then the rows go, then the files.
 * Every step may be repeated, and the sweep goes on where a crash stopped.
 */
export async function removeStyle(ctx: Ctx, style: { id: string; userId: string }): Promise<void> {
  const removal = { id: style.id, userId: style.userId, styleId: style.id, prefixes: [stylePrefix(style.id)] };
  await noteRemoval(ctx, removal);
  await closeAndErase(ctx, removal);
}

export async function closeAndErase(ctx: Ctx, removal: { id: string; prefixes: string[] }): Promise<void> {
  await ctx.rooms(removal.id).close(removal.id);
  await ctx.db.delete(styles).where(eq(styles.id, removal.id));
  await finishRemoval(ctx, removal);
}
