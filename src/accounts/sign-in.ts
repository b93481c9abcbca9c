import { eq } from "drizzle-orm";
import type { SignedIn } from "../contract/accounts.ts";
import { together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import type { SessionClaim } from "../http/session.ts";
import { userEntity } from "./entity.ts";
import { checkPassword } from "./password.ts";
import { closeSockets, endSessions, openSession } from "./sessions.ts";
import { sessions, users } from "./table.ts";

/** Throws INVALID_CREDENTIALS: the same answer, after the same time, for an unknown address and a wrong password. */
export async function signIn(
  ctx: Ctx,
  input: { email: string; password: string },
  userAgent?: string,
): Promise<SignedIn> {
  const [user] = await ctx.db.select().from(users).where(eq(users.email, input.email));
  const fits = await checkPassword(user?.password ?? null, input.password);
  if (!user || !fits) {
    throw new AppError("INVALID_CREDENTIALS", "This e-mail address and password do not belong together.");
  }
  const session = await openSession(ctx, user.id, userAgent);
  await session.row;
  return { user: userEntity(ctx, user), token: session.token };
}

/** Ends the session at once, its live sockets too; ending it again changes nothing. */
export async function signOut(ctx: Ctx, { userId, sessionId }: SessionClaim): Promise<void> {
  closeSockets(ctx, await together(ctx.db, endSessions(ctx, userId, eq(sessions.id, sessionId))));
}
