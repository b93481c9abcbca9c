import { and, eq, exists, inArray, isNull, sql } from "drizzle-orm";
import type { SignedIn } from "../contract/accounts.ts";
import { type Statement, together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { goodLink, linkInvalid, mailIsOff, readLink } from "../mail/links.ts";
import { oweMail } from "../mail/owe.ts";
import { postMails, postSoon } from "../mail/post.ts";
import { mailLinks } from "../mail/table.ts";
import { changeAddress } from "./change-address.ts";
import { userEntity } from "./entity.ts";
import { oweAddress } from "./follow-address.ts";
import { hashPassword } from "./password.ts";
import { taken } from "./register.ts";
import { closeSockets, endSessions, openSession } from "./sessions.ts";
import { apiTokens, identities, users } from "./table.ts";

const opening = ["reset-password", "take-back-address"] as const;

/** Throws MAIL_OFF. */
export async function askToConfirm(ctx: UserCtx): Promise<void> {
  if (!ctx.mail) throw mailIsOff();
  await oweMail(ctx, ctx.user.id, "confirm-address");
  postSoon(ctx);
}

/** The link proves the address it was sent to, the account's own or the one it moves to. Throws MAIL_LINK_INVALID and EMAIL_TAKEN. */
export async function confirmAddress(ctx: Ctx, secret: string): Promise<{ email: string }> {
  const link = await readLink(ctx, ["confirm-address", "change-address"], secret);
  const { userId, email } = link;
  if (link.purpose === "change-address") {
    await changeAddress(ctx, secret, link);
    return { email };
  }
  const now = ctx.now();
  await together(ctx.db, [
    ctx.db
      .update(users)
      .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${now})`, updatedAt: now })
      .where(and(eq(users.id, userId), eq(users.email, email))),
    ctx.db.delete(mailLinks).where(and(eq(mailLinks.userId, userId), eq(mailLinks.purpose, "confirm-address"))),
  ]);
  return { email };
}

/**
 * Owes a reset mail to whoever has this address. Everything happens after the answer: neither its words nor its time tell
 * whether there is such an account. Throws MAIL_OFF.
 */
export function forgotPassword(ctx: Ctx, email: string): void {
  if (!ctx.mail) throw mailIsOff();
  const owe = async () => {
    const [user] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!user) return;
    await oweMail(ctx, user.id, "reset-password");
    await postMails(ctx);
  };
  ctx.waitUntil(owe().catch((error: unknown) => log("error", "reset.unsent", { reason: describe(error) })));
}

/**
 * Sets the password, ends every session, API token and open reset link, and signs in here. Whoever gets the mail owns the
 * address: if it was never proved before, somebody else may have opened the account, and the providers they linked go too.
 * A link that takes an address back also gives the account that address again, and whatever was linked since goes.
 * Throws MAIL_LINK_INVALID and EMAIL_TAKEN.
 */
export async function resetPassword(
  ctx: Ctx,
  input: { token: string; password: string },
  userAgent?: string,
): Promise<SignedIn> {
  const { userId, email, purpose } = await readLink(ctx, opening, input.token);
  const takesBack = purpose === "take-back-address";
  const password = await hashPassword(input.password);
  const now = ctx.now();
  // A link used meanwhile makes each of these do nothing.
  const unused = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(mailLinks)
      .where(goodLink(ctx, opening, input.token)),
  );
  const unproved = ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), takesBack ? undefined : isNull(users.emailVerifiedAt)));
  const statements: Statement[] = [
    ...endSessions(ctx, userId, unused),
    ctx.db
      .delete(apiTokens)
      .where(and(eq(apiTokens.userId, userId), unused))
      .returning({ id: apiTokens.hash }),
    ctx.db.delete(identities).where(and(inArray(identities.userId, unproved), unused)),
    ctx.db
      .update(users)
      .set({ email, password, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${now})`, updatedAt: now })
      .where(and(eq(users.id, userId), takesBack ? undefined : eq(users.email, email), unused))
      .returning(),
    ctx.db
      .delete(mailLinks)
      .where(
        and(
          eq(mailLinks.userId, userId),
          takesBack ? undefined : inArray(mailLinks.purpose, ["reset-password", "change-address"]),
        ),
      ),
    ...(takesBack ? [oweAddress(ctx, userId)] : []),
  ];
  const answers = await together(ctx.db, statements).catch((error: unknown) => {
    throw violates(error, "users.email") ? taken() : error;
  });
  const [ended, rooms, tokens, , changed] = answers as unknown[][];
  const user = (changed as (typeof users.$inferSelect)[])[0];
  if (!user) throw linkInvalid();
  closeSockets(ctx, [[...(ended ?? []), ...(tokens ?? [])], rooms]);
  const session = await openSession(ctx, userId, userAgent);
  await together(ctx.db, [session.row, oweMail(ctx, userId, "password-changed")]);
  postSoon(ctx);
  return { user: userEntity(ctx, user), token: session.token };
}
