import { eq, sql } from "drizzle-orm";
import type { Presigned } from "../contract/images.ts";
import { MAX_IMAGES } from "../contract/styles.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { checkUrl, signUrl } from "../http/sign.ts";
import { styleDeleted } from "../styles/owned.ts";
import { styles } from "../styles/table.ts";
import { imagePrefixes } from "./entity.ts";

/** How long an upload URL is good, and how long one PUT may take. */
export const UPLOAD_MS = 10 * 60 * 1_000;

/**
 * Reserves one of the style's 40 places and signs a URL for one picture. Count and insert are one statement, so that no
 * number of requests at once goes over. Throws TOO_MANY_IMAGES.
 */
export async function presign(
  ctx: UserCtx,
  styleId: string,
  input: { filename: string; position?: number | undefined },
): Promise<Presigned> {
  const now = ctx.now();
  const id = newId(now);
  const until = now + UPLOAD_MS;
  const born = await ctx.db.all(sql`
    INSERT INTO images (id, style_id, filename, state, position, reserved_until, created_at, rev)
    SELECT ${id}, styles.id, ${input.filename}, 'reserved',
      coalesce(${input.position ?? null}, (SELECT max(position) + 1 FROM images WHERE style_id = ${styleId}), 0),
      ${until}, ${now}, 1 FROM styles
    WHERE styles.id = ${styleId} AND (
      SELECT COUNT(*) FROM images WHERE style_id = ${styleId} AND (state <> 'reserved' OR reserved_until > ${now})
    ) < ${MAX_IMAGES}
    RETURNING id`);
  if (born.length === 0) {
    const [style] = await ctx.db.select({ id: styles.id }).from(styles).where(eq(styles.id, styleId));
    if (!style) throw styleDeleted();
    throw new AppError(
      "TOO_MANY_IMAGES",
      `A style has at most ${MAX_IMAGES} pictures. Remove one, or wait for uploads that are under way.`,
    );
  }
  const ticket = new URLSearchParams({ style: styleId, user: ctx.user.id });
  return {
    uploadUrl: signUrl(ctx.settings, `/api/upload/${id}?${ticket}`, until),
    imageId: id,
    key: imagePrefixes(styleId, id)[0].slice(0, -1),
  };
}

/** What a signed upload URL permits. */
export interface Ticket {
  imageId: string;
  styleId: string;
  userId: string;
}

export const linkExpired = () =>
  new AppError("UPLOAD_LINK_EXPIRED", "This upload link is no longer good. Ask for a new one and upload again.");

/** Throws UPLOAD_LINK_INVALID or UPLOAD_LINK_EXPIRED. */
export function ticketOf(ctx: Pick<UserCtx, "settings" | "now">, imageId: string, url: string): Ticket {
  const verdict = checkUrl(ctx.settings, url, ctx.now());
  if (verdict === "expired") throw linkExpired();
  const { searchParams } = new URL(url);
  const [styleId, userId] = [searchParams.get("style"), searchParams.get("user")];
  if (verdict === "invalid" || !styleId || !userId) {
    throw new AppError(
      "UPLOAD_LINK_INVALID",
      "This upload link is not one of ours. Ask for a new one and upload again.",
    );
  }
  return { imageId, styleId, userId };
}
