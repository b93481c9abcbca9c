import { asc, desc, eq, ne } from "drizzle-orm";
import type { Account, PatchAccountInput, SetPasswordInput } from "../contract/account.ts";
import { together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { oweMail } from "../mail/owe.ts";
import { postSoon } from "../mail/post.ts";
import { deviceOf } from "./device.ts";
import { userEntity } from "./entity.ts";
import { demandPassword, hashPassword } from "./password.ts";
import { closeSockets, endSessions } from "./sessions.ts";
import { apiTokens, identities, sessions, users } from "./table.ts";
import { tokenEntity } from "./tokens.ts";

type UserRow = typeof users.$inferSelect;

const iso = (at: number) => new Date(at).toISOString();

export const ownUser = (ctx: UserCtx) => ({ user: ctx.db.select().from(users).where(eq(users.id, ctx.user.id)) });

/** The reads of all that Settings shows: one batch with the guard's. */
export const ownAccount = (ctx: UserCtx) => ({
  ...ownUser(ctx),
  identities: ctx.db
    .select()
    .from(identities)
    .where(eq(identities.userId, ctx.user.id))
    .orderBy(asc(identities.provider)),
  sessions: ctx.db.select().from(sessions).where(eq(sessions.userId, ctx.user.id)),
  tokens: ctx.db.select().from(apiTokens).where(eq(apiTokens.userId, ctx.user.id)).orderBy(desc(apiTokens.createdAt)),
});

interface AccountRows {
  user: UserRow[];
  identities: (typeof identities.$inferSelect)[];
  sessions: (typeof sessions.$inferSelect)[];
  tokens: (typeof apiTokens.$inferSelect)[];
}

export function accountEntity(ctx: UserCtx, rows: AccountRows): Account {
  const user = rows.user[0]!;
  const now = ctx.now();
  return {
    user: userEntity(ctx, user),
    hasPassword: user.password !== null,
    notifications: { styleReady: user.mailsStyleReady, trainingFailed: user.mailsTrainingFailed },
    identities: rows.identities.map(({ provider, email, createdAt }) => ({
      provider,
      email,
      linkedAt: iso(createdAt),
    })),
    sessions: rows.sessions
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ id, userAgent, createdAt, seenAt }) => ({
        id,
        ...deviceOf(userAgent),
        // The one that asks is seen this moment.
        ...(id === ctx.user.sessionId
          ? { current: true, seenAt: iso(now) }
          : { current: false, seenAt: iso(seenAt ?? createdAt) }),
        createdAt: iso(createdAt),
      }))
      .sort((a, b) => Number(b.current) - Number(a.current) || b.seenAt.localeCompare(a.seenAt)),
    tokens: rows.tokens.map(tokenEntity),
  };
}

/** Answers the account as it is afterwards; its rows were read by the guard. */
export async function changeAccount(ctx: UserCtx, input: PatchAccountInput, rows: AccountRows): Promise<Account> {
  const { name, notifications } = input;
  const [user] = await ctx.db
    .update(users)
    .set({
      ...(name === undefined ? {} : { name }),
      ...(notifications?.styleReady === undefined ? {} : { mailsStyleReady: notifications.styleReady }),
      ...(notifications?.trainingFailed === undefined ? {} : { mailsTrainingFailed: notifications.trainingFailed }),
      updatedAt: ctx.now(),
    })
    .where(eq(users.id, ctx.user.id))
    .returning();
  return accountEntity(ctx, { ...rows, user: user ? [user] : rows.user });
}

/** Every other session ends; this one stays. Throws INVALID_INPUT for a wrong present password. */
export async function setPassword(ctx: UserCtx, input: SetPasswordInput, user: UserRow): Promise<void> {
  await demandPassword(user, input.current);
  const password = await hashPassword(input.password);
  const [ended, rooms] = await together(ctx.db, [
    ...endOthers(ctx),
    ctx.db.update(users).set({ password, updatedAt: ctx.now() }).where(eq(users.id, user.id)),
    oweMail(ctx, user.id, "password-changed"),
  ]);
  closeSockets(ctx, [ended, rooms]);
  postSoon(ctx);
}

const endOthers = (ctx: UserCtx) => endSessions(ctx, ctx.user.id, ne(sessions.id, ctx.user.sessionId ?? ""));

/** Signs out everywhere else; the live sockets there close too. */
export async function signOutOthers(ctx: UserCtx): Promise<void> {
  closeSockets(ctx, await together(ctx.db, endOthers(ctx)));
}

/** Ends one session of the artist's own; one that is gone changes nothing. */
export async function endSession(ctx: UserCtx, sessionId: string): Promise<void> {
  closeSockets(ctx, await together(ctx.db, endSessions(ctx, ctx.user.id, eq(sessions.id, sessionId))));
}
