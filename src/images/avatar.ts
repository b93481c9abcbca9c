import { eq } from "drizzle-orm";
import { users } from "../accounts/table.ts";
import type { UserCtx } from "../http/ctx.ts";
import { newId } from "../http/ids.ts";
import { pictureUrl } from "../http/sign.ts";
import { receive, truncated } from "./receive.ts";
import { makeThumbnail } from "./thumbnail.ts";
import { declaredLength } from "./upload.ts";

/** Everything of an artist that belongs to no style. */
const avatarPrefix = (userId: string) => `users/${userId}/avatar/`;

export const ownAvatar = (ctx: UserCtx) => ({
  avatar: ctx.db.select({ key: users.avatarKey }).from(users).where(eq(users.id, ctx.user.id)),
});

/**
 * The picture beside the artist's name: checked as every picture that comes in, and kept only as its thumbnail, which has
 * no metadata. Throws what {@link receive} refuses.
 */
export async function setAvatar(
  ctx: UserCtx,
  file: { length: string | undefined; body: ReadableStream<Uint8Array> | null },
  before: string | null,
): Promise<{ avatarUrl: string }> {
  const declared = declaredLength(file.length);
  if (!file.body) throw truncated();
  const now = ctx.now();
  const key = avatarPrefix(ctx.user.id) + newId(now);
  const original = `${key}-original`;
  try {
    await makeThumbnail(ctx, original, key, await receive(ctx.files, original, file.body, declared));
    await hang(ctx, key);
  } catch (error) {
    await ctx.files.delete([original, key]);
    throw error;
  }
  ctx.waitUntil(ctx.files.delete(before === null ? [original] : [original, before]));
  return { avatarUrl: pictureUrl(ctx.settings, key, now) };
}

/** Taking down what does not hang changes nothing. */
export async function removeAvatar(ctx: UserCtx, before: string | null): Promise<void> {
  await hang(ctx, null);
  if (before !== null) await ctx.files.delete(before);
}

const hang = (ctx: UserCtx, avatarKey: string | null) =>
  ctx.db.update(users).set({ avatarKey, updatedAt: ctx.now() }).where(eq(users.id, ctx.user.id));
