import { and, eq } from "drizzle-orm";
import type { SignedIn } from "../contract/accounts.ts";
import { type Statement, together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { log } from "../http/log.ts";
import { type Claim, SESSION_MS, signToken } from "../http/session.ts";
import { styles } from "../styles/table.ts";
import { userEntity } from "./entity.ts";
import { checkPassword } from "./password.ts";
import { sessions, users } from "./table.ts";

/** A new session's row, to be written, and the token that stands for it. */
export async function openSession(ctx: Ctx, userId: string): Promise<{ row: Statement; token: string }> {
  const now = ctx.now();
  const session = { id: newId(now), userId, createdAt: now, expiresAt: now + SESSION_MS };
  const token = await signToken(ctx.settings, { userId, sessionId: session.id }, now, session.expiresAt);
  return { row: ctx.db.insert(sessions).values(session), token };
}

/** Throws INVALID_CREDENTIALS: the same answer, after the same time, for an unknown address and a wrong password. */
export async function signIn(ctx: Ctx, input: { email: string; password: string }): Promise<SignedIn> {
  const [user] = await ctx.db.select().from(users).where(eq(users.email, input.email));
  const fits = await checkPassword(user?.password ?? null, input.password);
  if (!user || !fits) {
    throw new AppError("INVALID_CREDENTIALS", "This e-mail address and password do not belong together.");
  }
  const session = await openSession(ctx, user.id);
  await session.row;
  return { user: userEntity(user), token: session.token };
}

/** Ends the session at once, its live sockets too; ending it again changes nothing. */
export async function signOut(ctx: Ctx, claim: Claim): Promise<void> {
  const [, rooms] = (await together(ctx.db, [
    ctx.db.delete(sessions).where(and(eq(sessions.id, claim.sessionId), eq(sessions.userId, claim.userId))),
    ctx.db.select({ id: styles.id }).from(styles).where(eq(styles.userId, claim.userId)),
  ])) as [unknown, { id: string }[]];
  ctx.waitUntil(
    leaveRooms(
      ctx,
      rooms.map(({ id }) => id),
      [claim.sessionId],
    ),
  );
}

/** Closes the live sockets of sessions that have ended. A room out of reach keeps its socket: it hears, but can do nothing. */
export async function leaveRooms(ctx: Ctx, rooms: string[], sessionIds: string[]): Promise<void> {
  const left = await Promise.allSettled(rooms.map((id) => ctx.rooms(id).leave(sessionIds)));
  const silent = left.filter(({ status }) => status === "rejected").length;
  if (silent > 0) log("warn", "sign-out.room-silent", { requestId: ctx.requestId, silent });
}
