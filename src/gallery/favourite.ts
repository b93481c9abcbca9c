import { eq } from "drizzle-orm";
import type { GalleryPicture } from "../contract/generation.ts";
import { asTheyStand, type PictureRow } from "../generation/standing.ts";
import type { UserCtx } from "../http/ctx.ts";
import { favourites } from "./table.ts";

/** Gives a picture its heart or takes it away; twice is as once. */
export async function setFavourite(ctx: UserCtx, row: PictureRow, favourite: boolean): Promise<GalleryPicture> {
  const { id: generationId, userId, createdAt } = row;
  if (favourite) await ctx.db.insert(favourites).values({ generationId, userId, createdAt }).onConflictDoNothing();
  else await ctx.db.delete(favourites).where(eq(favourites.generationId, generationId));
  const [picture] = await asTheyStand(ctx, [{ ...row, favourite: favourite ? 1 : 0 }]);
  return picture!;
}
