import { and, eq, exists, ne, sql } from "drizzle-orm";
import type { ChangeAddressInput } from "../contract/account.ts";
import { together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { goodLink, linkInvalid, mailIsOff } from "../mail/links.ts";
import { oweMail } from "../mail/owe.ts";
import { postSoon } from "../mail/post.ts";
import { mailLinks } from "../mail/table.ts";
import { oweAddress } from "./follow-address.ts";
import { demandPassword } from "./password.ts";
import { taken } from "./register.ts";
import { users } from "./table.ts";

type UserRow = typeof users.$inferSelect;

/**
 * Asks the new address; until the link sent there is used nothing changes. The last one asked is the one that counts.
 * Throws MAIL_OFF, EMAIL_TAKEN, and INVALID_INPUT for a wrong present password or the same address.
 */
export async function askToChange(ctx: UserCtx, { email, current }: ChangeAddressInput, user: UserRow): Promise<void> {
  if (!ctx.mail) throw mailIsOff();
  await demandPassword(user, current);
  if (email === user.email) {
    const sentence = "This is your address already.";
    throw new AppError("INVALID_INPUT", sentence, { fields: { email: sentence } });
  }
  const known = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (known.length > 0) throw taken();
  await together(ctx.db, [
    ctx.db.delete(mailLinks).where(and(eq(mailLinks.userId, user.id), eq(mailLinks.purpose, "change-address"))),
    oweMail(ctx, user.id, "change-address", { facts: { to: email } }),
  ]);
  postSoon(ctx);
}

/**
 * The account is found at its new, proved address from now on. The one before, if it was proved, is told, with a link that
 * takes the account back: an address that nobody proved may be a stranger's. Throws MAIL_LINK_INVALID and EMAIL_TAKEN.
 */
export async function changeAddress(
  ctx: Ctx,
  secret: string,
  { userId, email, hash }: typeof mailLinks.$inferSelect,
): Promise<void> {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw linkInvalid();
  const now = ctx.now();
  const unused = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(mailLinks)
      .where(goodLink(ctx, ["change-address"], secret)),
  );
  const facts = { to: user.email, now: email };
  const answers = await together(ctx.db, [
    ctx.db
      .update(users)
      .set({ email, emailVerifiedAt: now, updatedAt: now })
      .where(and(eq(users.id, userId), eq(users.email, user.email), unused))
      .returning({ id: users.id }),
    ctx.db.delete(mailLinks).where(and(eq(mailLinks.userId, userId), ne(mailLinks.purpose, "take-back-address"))),
    oweAddress(ctx, userId),
    // Named after the link, so that using it twice at once tells it once.
    ...(user.emailVerifiedAt === null
      ? []
      : [oweMail(ctx, userId, "address-changed", { id: `address-changed:${hash}`, facts })]),
  ]).catch((error: unknown) => {
    throw violates(error, "users.email") ? taken() : error;
  });
  if ((answers[0] as unknown[]).length === 0) throw linkInvalid();
  postSoon(ctx);
}
