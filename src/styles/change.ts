import { eq } from "drizzle-orm";
import type { Style } from "../contract/styles.ts";
import type { UserCtx } from "../http/ctx.ts";
import { newId } from "../http/ids.ts";
import { type DescribedStyle, styleEntity } from "./entity.ts";
import { styles } from "./table.ts";
import { newTriggerWord } from "./trigger-word.ts";

export async function createStyle(
  ctx: UserCtx,
  input: { name: string; description?: string | null | undefined },
): Promise<Style> {
  const now = ctx.now();
  const row = {
    id: newId(now),
    userId: ctx.user.id,
    name: input.name,
    description: input.description || null,
    triggerWord: newTriggerWord(),
    createdAt: now,
    updatedAt: now,
  };
  await ctx.db.insert(styles).values(row);
  const bare = { imageCount: 0, firstImage: null, lastTraining: null, versions: 0, testImageKey: null };
  return styleEntity(ctx.settings, { ...row, ...bare }, now);
}

/** Changes what is given and leaves the rest. */
export async function changeStyle(
  ctx: UserCtx,
  style: DescribedStyle,
  input: { name?: string | undefined; description?: string | null | undefined },
): Promise<Style> {
  const now = ctx.now();
  const changed = {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.description !== undefined && { description: input.description || null }),
    updatedAt: now,
  };
  await ctx.db.update(styles).set(changed).where(eq(styles.id, style.id));
  return styleEntity(ctx.settings, { ...style, ...changed }, now);
}
