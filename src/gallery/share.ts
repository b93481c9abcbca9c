import { eq, sql } from "drizzle-orm";
import type { Share, ShareInput } from "../contract/gallery.ts";
import { type GenerationCopy, prefixOf } from "../generation/machine.ts";
import { noSuchPicture } from "../generation/own.ts";
import { notBinned, shareUrlOf } from "../generation/standing.ts";
import { generations } from "../generation/table.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import type { Settings } from "../http/settings.ts";
import { shares } from "./table.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** 120 random bits, and nothing of when or whose. */
const SLUG_CHARS = 24;

const newSlug = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(SLUG_CHARS)), (byte) => alphabet[byte % 32]).join("");

/** Longer side in pixels of the picture that other sites show beside the link. */
const CARD_SIDE = 1_200;

/** The small JPEG for other sites: not all of them read WebP. It goes with the picture's other files. */
export const cardKey = (copy: Pick<GenerationCopy, "styleId" | "id">) => `${prefixOf(copy)}card.jpg`;

export type ShareRow = typeof shares.$inferSelect;

export const shareEntity = (settings: Settings, { slug, withPrompt, listed, createdAt }: ShareRow): Share => ({
  url: shareUrlOf(settings, slug),
  withPrompt,
  listed,
  createdAt: new Date(createdAt).toISOString(),
});

export const shareOf = (ctx: Ctx, generationId: string) =>
  ctx.db.select().from(shares).where(eq(shares.generationId, generationId));

async function makeCard({ files, images }: Ctx, copy: GenerationCopy, from: string): Promise<void> {
  const picture = await files.get(from);
  if (!picture) throw new AppError("NOT_FOUND", "This picture's file is no longer here.");
  const { width, height } = copy;
  const side = width >= height ? { width: Math.min(width, CARD_SIDE) } : { height: Math.min(height, CARD_SIDE) };
  const card = await images
    .input(picture.body)
    .transform({ ...side, fit: "scale-down" })
    .output({ format: "image/jpeg", quality: 88 });
  const bytes = await card.response().arrayBuffer();
  await files.put(cardKey(copy), bytes, { httpMetadata: { contentType: "image/jpeg" } });
}

/** Opens the picture's public page, or changes what it shows. Throws NOT_FOUND for a picture that never came out. */
export async function share(ctx: UserCtx, copy: GenerationCopy, input: ShareInput): Promise<Share> {
  if (copy.outputKey === null) throw noSuchPicture();
  await makeCard(ctx, copy, copy.outputKey);
  const { withPrompt, listed } = input;
  const [row] = await ctx.db
    .insert(shares)
    .values({
      slug: newSlug(),
      generationId: copy.id,
      userId: copy.userId,
      withPrompt: withPrompt ?? false,
      listed: listed ?? false,
      createdAt: ctx.now(),
    })
    .onConflictDoUpdate({
      target: shares.generationId,
      // An address that is out in the world keeps working.
      set: {
        withPrompt: withPrompt ?? sql`${shares.withPrompt}`,
        listed: listed ?? sql`${shares.listed}`,
      },
    })
    .returning();
  return shareEntity(ctx.settings, row!);
}

/** The address is dead from now on; sharing again makes another one. */
export async function revoke(ctx: UserCtx, copy: GenerationCopy): Promise<void> {
  await ctx.db.delete(shares).where(eq(shares.generationId, copy.id));
  await ctx.files.delete(cardKey(copy));
}

/** What a visitor of a share page may know: the share and its picture, unless it was revoked, deleted or is in the bin. */
export async function sharedPicture(ctx: Ctx, slug: string): Promise<{ share: ShareRow; copy: GenerationCopy } | null> {
  const [row] = await ctx.db
    .select({ share: shares, copy: generations })
    .from(shares)
    .innerJoin(generations, eq(generations.id, shares.generationId))
    .where(sql`${eq(shares.slug, slug)} AND ${notBinned}`);
  return row ?? null;
}
