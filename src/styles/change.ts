import { and, count, eq, sql } from "drizzle-orm";
import { stylesAllowed, tooManyStyles } from "../billing/limits.ts";
import type { Plan } from "../contract/accounts.ts";
import type { Style } from "../contract/styles.ts";
import { together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { newId } from "../http/ids.ts";
import { type DescribedStyle, styleEntity } from "./entity.ts";
import { styles } from "./table.ts";
import { newTriggerWord } from "./trigger-word.ts";

/** Keeps what was just inserted only while the artist has at most `most` styles. @returns what was taken back. */
const beyond = (ctx: UserCtx, id: string, most: number) => {
  const kept = ctx.db.select({ n: count() }).from(styles).where(eq(styles.userId, ctx.user.id));
  return ctx.db
    .delete(styles)
    .where(and(eq(styles.id, id), sql`(${kept}) > ${most}`))
    .returning({ id: styles.id });
};

/** Insert and count are one transaction, so that no number of requests at once goes over. Throws PLAN_LIMIT. */
export async function createStyle(
  ctx: UserCtx,
  input: { name: string; description?: string | null | undefined },
  plan: Plan,
): Promise<Style> {
  const now = ctx.now();
  const row = {
    id: newId(now),
    userId: ctx.user.id,
    name: input.name,
    description: input.description || null,
    triggerWord: newTriggerWord(),
    usedVersion: null,
    strength: null,
    createdAt: now,
    updatedAt: now,
  };
  const most = stylesAllowed(ctx.settings, plan);
  const insert = ctx.db.insert(styles).values(row);
  const [, refused] = await together(ctx.db, most === null ? [insert] : [insert, beyond(ctx, row.id, most)]);
  if (most !== null && (refused as unknown[]).length > 0) throw tooManyStyles(plan, most);
  const bare = { imageCount: 0, firstImages: "[]", lastTraining: null, versions: 0, testImageKey: null };
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
