import { and, eq, sql } from "drizzle-orm";
import type { StyleImage } from "../contract/images.ts";
import type { Frame } from "../contract/live.ts";
import { together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { finishRemoval, noteRemoval } from "../styles/removals.ts";
import { type ImageRow, imageEntity, imagePrefixes, isStored } from "./entity.ts";
import { images } from "./table.ts";

export const noSuchImage = () => new AppError("NOT_FOUND", "There is no such picture.");

/** The change is already true; a room that does not answer costs a tab its news, not the artist the change. */
export function tell(ctx: UserCtx, styleId: string, frame: Frame): void {
  const told = Promise.resolve(ctx.rooms(styleId).announce(frame));
  ctx.waitUntil(
    told.catch((error) => log("warn", "announce.failed", { requestId: ctx.requestId, reason: describe(error) })),
  );
}

function announced(ctx: UserCtx, row: ImageRow | undefined): StyleImage {
  if (!row || !isStored(row)) throw noSuchImage();
  const image = imageEntity(ctx.settings, row, ctx.now());
  tell(ctx, row.styleId, { type: "image", image });
  return image;
}

/** Makes an uploaded picture visible; confirming again answers the same. Throws NOT_FOUND or NOT_UPLOADED. */
export async function confirmImage(ctx: UserCtx, styleId: string, imageId: string): Promise<StyleImage> {
  const mine = and(eq(images.id, imageId), eq(images.styleId, styleId));
  const [[changed], [row]] = (await together(ctx.db, [
    ctx.db
      .update(images)
      .set({ state: "confirmed" })
      .where(and(mine, eq(images.state, "uploaded")))
      .returning(),
    ctx.db.select().from(images).where(mine),
  ])) as [ImageRow[], ImageRow[]];
  if (changed) return announced(ctx, changed);
  if (!row) throw noSuchImage();
  if (!isStored(row)) {
    throw new AppError("NOT_UPLOADED", "This picture has not arrived yet. Upload it first, then confirm it.");
  }
  return imageEntity(ctx.settings, row, ctx.now());
}

export async function changeImage(
  ctx: UserCtx,
  image: ImageRow,
  input: { caption: string | null },
): Promise<StyleImage> {
  const [row] = await ctx.db
    .update(images)
    .set({ caption: input.caption || null, rev: sql`${images.rev} + 1` })
    .where(eq(images.id, image.id))
    .returning();
  return announced(ctx, row);
}

export async function removeImage(ctx: UserCtx, image: ImageRow): Promise<void> {
  const { id, styleId, rev } = image;
  const removal = { id, userId: ctx.user.id, styleId, prefixes: imagePrefixes(styleId, id) };
  await together(ctx.db, [noteRemoval(ctx, removal), ctx.db.delete(images).where(eq(images.id, id))]);
  tell(ctx, styleId, { type: "image-removed", imageId: id, rev: rev + 1 });
  await finishRemoval(ctx, removal);
}
