import { and, eq, gt, sql } from "drizzle-orm";
import { MAX_IMAGE_BYTES } from "../contract/images.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { imageKeys, imagePrefixes } from "./entity.ts";
import { linkExpired, type Ticket, UPLOAD_MS } from "./presign.ts";
import { receive, tooLarge, truncated } from "./receive.ts";
import { images } from "./table.ts";
import { makeThumbnail } from "./thumbnail.ts";

/** How long an uploaded picture waits for its confirm: a phone may sleep in between. */
const UNCONFIRMED_MS = 24 * 60 * 60 * 1_000;

const alreadyUploaded = () => new AppError("ALREADY_UPLOADED", "This picture is already here. Confirm it to see it.");

/** The bytes a PUT declares. Checked before the body is read. */
export function declaredLength(header: string | undefined): number {
  if (header === undefined || !/^\d+$/.test(header)) {
    throw new AppError("LENGTH_REQUIRED", "Send the file with a Content-Length header.");
  }
  const length = Number(header);
  if (length > MAX_IMAGE_BYTES) throw tooLarge();
  if (length === 0) throw truncated();
  return length;
}

/** In a reserved place, instead of the one attempt's name. */
const SEVERAL = "several";

/** Keeps the place while the bytes travel. Throws what the row says against this PUT. */
async function keepPlace(ctx: Ctx, ticket: Ticket, attempt: string): Promise<void> {
  const now = ctx.now();
  const mine = and(eq(images.id, ticket.imageId), eq(images.styleId, ticket.styleId));
  const [row] = await ctx.db
    .update(images)
    .set({
      reservedUntil: sql`CASE WHEN state = 'reserved' THEN ${now + UPLOAD_MS} ELSE reserved_until END`,
      attempt: sql`CASE WHEN state <> 'reserved' THEN attempt WHEN attempt IS NULL THEN ${attempt} ELSE ${SEVERAL} END`,
    })
    .where(and(mine, gt(images.reservedUntil, now)))
    .returning({ state: images.state });
  if (row?.state === "reserved") return;
  const [other] = row ? [row] : await ctx.db.select({ state: images.state }).from(images).where(mine);
  throw other && other.state !== "reserved" ? alreadyUploaded() : linkExpired();
}

/**
 * One picture comes in: bytes into R2, a thumbnail as the proof that they decode, then the row. Each PUT writes under a
 * name of its own and the row's UPDATE picks one, so two PUTs by one URL leave one whole picture; the other's bytes go.
 */
export async function upload(
  ctx: Ctx,
  ticket: Ticket,
  file: { length: string | undefined; body: ReadableStream<Uint8Array> | null },
): Promise<void> {
  const declared = declaredLength(file.length);
  const attempt = newId(ctx.now());
  await keepPlace(ctx, ticket, attempt);
  if (!file.body) throw truncated();
  const keys = imageKeys({ styleId: ticket.styleId, id: ticket.imageId, attempt });
  let alone: boolean;
  try {
    const picture = await receive(ctx.files, keys.original, file.body, declared);
    await makeThumbnail(ctx, keys.original, keys.thumbnail, picture);
    const { mimeType, width, height, sizeBytes, crc32 } = picture;
    const now = ctx.now();
    const reservedUntil = now + UNCONFIRMED_MS;
    const place = eq(images.id, ticket.imageId);
    const [[before], won] = await ctx.db.batch([
      ctx.db.select({ state: images.state, attempt: images.attempt }).from(images).where(place),
      ctx.db
        .update(images)
        .set({ state: "uploaded", mimeType, width, height, sizeBytes, crc32, attempt, reservedUntil })
        .where(and(place, eq(images.state, "reserved"), gt(images.reservedUntil, now)))
        .returning({ id: images.id }),
    ]);
    if (won.length === 0) throw before && before.state !== "reserved" ? alreadyUploaded() : linkExpired();
    alone = before?.attempt === attempt;
  } catch (error) {
    await ctx.files.delete([keys.original, keys.thumbnail]);
    throw error;
  }
  if (!alone) ctx.waitUntil(eraseOthers(ctx, ticket, attempt));
}

/** What an earlier PUT left that broke off after its bytes were stored. */
async function eraseOthers(ctx: Ctx, { styleId, imageId }: Ticket, attempt: string): Promise<void> {
  for (const prefix of imagePrefixes(styleId, imageId)) {
    const { objects } = await ctx.files.list({ prefix });
    const others = objects.map(({ key }) => key).filter((key) => key !== prefix + attempt);
    if (others.length > 0) await ctx.files.delete(others);
  }
}
