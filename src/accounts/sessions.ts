import { and, eq, type SQL } from "drizzle-orm";
import type { Statement } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { newId } from "../http/ids.ts";
import { log } from "../http/log.ts";
import { SESSION_MS, signToken } from "../http/session.ts";
import { styles } from "../styles/table.ts";
import { sessions } from "./table.ts";

/** Browsers say about 150 characters; what is longer is no browser's. */
const USER_AGENT_MAX = 400;

/** A new session's row, to be written, and the token that stands for it. */
export async function openSession(
  ctx: Ctx,
  userId: string,
  userAgent?: string,
): Promise<{ row: Statement; token: string }> {
  const now = ctx.now();
  const session: typeof sessions.$inferInsert = {
    id: newId(now),
    userId,
    createdAt: now,
    expiresAt: now + SESSION_MS,
    userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null,
    seenAt: now,
  };
  const token = await signToken(ctx.settings, { userId, sessionId: session.id }, now, session.expiresAt);
  return { row: ctx.db.insert(sessions).values(session), token };
}

/** Statements that end the sessions of an artist, those that fit `which` alone. {@link closeSockets} reads what they answer. */
export const endSessions = (ctx: Ctx, userId: string, which?: SQL): [Statement, Statement] => [
  ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), which))
    .returning({ id: sessions.id }),
  roomsOf(ctx, userId),
];

/** The rooms in which an artist may sit. */
export const roomsOf = (ctx: Ctx, userId: string) =>
  ctx.db.select({ id: styles.id }).from(styles).where(eq(styles.userId, userId));

/** What ended loses its live sockets too; the answer does not wait for it. */
export function closeSockets(ctx: Ctx, [ended, rooms]: readonly unknown[]): void {
  const idsOf = (rows: unknown) => (rows as { id: string }[]).map(({ id }) => id);
  ctx.waitUntil(leaveRooms(ctx, idsOf(rooms), idsOf(ended)));
}

/** A room out of reach keeps its socket: it hears, but can do nothing. */
export async function leaveRooms(ctx: Ctx, rooms: string[], seats: string[]): Promise<void> {
  if (seats.length === 0) return;
  const left = await Promise.allSettled(rooms.map((id) => ctx.rooms(id).leave(seats)));
  const silent = left.filter(({ status }) => status === "rejected").length;
  if (silent > 0) log("warn", "sign-out.room-silent", { requestId: ctx.requestId, silent });
}
