import { and, count, eq, gt, lt, sql } from "drizzle-orm";
import type { StartInput } from "../contract/generation.ts";
import { together } from "../db/client.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { pictureUrl } from "../http/sign.ts";
import { stylePrefix } from "../styles/keys.ts";
import { finishRemoval } from "../styles/removals.ts";
import { removals, styles } from "../styles/table.ts";
import { receive, truncated } from "./receive.ts";
import { inputs } from "./table.ts";
import { makeThumbnail } from "./thumbnail.ts";
import { declaredLength } from "./upload.ts";

/** Long enough to try many sentences on it. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
/** More than anybody begins from in a day. */
const MOST = 60;
const SWEPT_AT_ONCE = 50;

/** The picture's thumbnail, beside it, so that both lie under one prefix. */
export const inputThumbnail = (key: string): string => `${key}-thumbnail`;

export const countInputs = (ctx: UserCtx, styleId: string) => ({
  inputs: ctx.db
    .select({ n: count() })
    .from(inputs)
    .where(and(eq(inputs.styleId, styleId), gt(inputs.expiresAt, ctx.now()))),
});

/**
 * A picture to begin from comes in: checked as every picture, private, and swept after a day unless a generation began from
 * it. Throws TOO_MANY_IMAGES and what {@link receive} refuses.
 */
export async function keepInput(
  ctx: UserCtx,
  styleId: string,
  held: number,
  file: { length: string | undefined; body: ReadableStream<Uint8Array> | null },
): Promise<StartInput> {
  if (held >= MOST) {
    throw new AppError(
      "TOO_MANY_IMAGES",
      `At most ${MOST} pictures to begin from a day. Use one that is here already.`,
    );
  }
  const declared = declaredLength(file.length);
  if (!file.body) throw truncated();
  const now = ctx.now();
  const id = newId(now);
  const key = `${stylePrefix(styleId)}inputs/${id}`;
  try {
    const picture = await receive(ctx.files, key, file.body, declared);
    await makeThumbnail(ctx, key, inputThumbnail(key), picture);
    const { width, height } = picture;
    await ctx.db.insert(inputs).values({ id, styleId, key, width, height, createdAt: now, expiresAt: now + KEPT_MS });
    return { id, url: pictureUrl(ctx.settings, inputThumbnail(key), now), width, height };
  } catch (error) {
    await ctx.files.delete([key, inputThumbnail(key)]);
    throw error;
  }
}

/** Drops pictures that nothing began from within a day, and those whose generations are gone. Run by the clock. */
export async function sweepInputs(ctx: Pick<Ctx, "db" | "files" | "now">): Promise<void> {
  const idle = and(
    lt(inputs.expiresAt, ctx.now()),
    sql`NOT EXISTS (SELECT 1 FROM generations WHERE generations.start_key = ${inputs.key})`,
  );
  const rows = await ctx.db
    .select({ id: inputs.id, key: inputs.key, styleId: inputs.styleId, userId: styles.userId })
    .from(inputs)
    .innerJoin(styles, eq(styles.id, inputs.styleId))
    .where(idle)
    .limit(SWEPT_AT_ONCE);
  for (const { id, key, userId } of rows) {
    const prefixes = [key ?? ""].filter((prefix) => prefix !== "");
    const still = and(eq(inputs.id, id), idle);
    // Noted and deleted under one condition: a picture that a wish just took must stay.
    const noted = ctx.db
      .select({
        id: inputs.id,
        userId: sql`${userId}`.as("user_id"),
        styleId: inputs.styleId,
        prefixes: sql`${JSON.stringify(prefixes)}`.as("prefixes"),
        requestedAt: sql`${ctx.now()}`.as("requested_at"),
        doneAt: sql`NULL`.as("done_at"),
      })
      .from(inputs)
      .where(still);
    const [, gone] = (await together(ctx.db, [
      ctx.db.insert(removals).select(noted).onConflictDoNothing(),
      ctx.db.delete(inputs).where(still).returning({ id: inputs.id }),
    ])) as [unknown, unknown[]];
    if (gone.length > 0) await finishRemoval(ctx, { id, prefixes });
  }
}
