import { and, eq, sql } from "drizzle-orm";
import { type ApiToken, MAX_TOKENS, type NewApiToken } from "../contract/account.ts";
import { together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { newApiToken, secretHash } from "../http/session.ts";
import { closeSockets, roomsOf } from "./sessions.ts";
import { apiTokens } from "./table.ts";

const iso = (at: number) => new Date(at).toISOString();

export const tokenEntity = (row: Omit<typeof apiTokens.$inferSelect, "hash">): ApiToken => ({
  id: row.id,
  name: row.name,
  createdAt: iso(row.createdAt),
  usedAt: row.usedAt === null ? null : iso(row.usedAt),
});

/** The answer tells the token, for the only time. Count and insert are one statement. Throws TOO_MANY_TOKENS. */
export async function makeToken(ctx: UserCtx, { name }: { name: string }): Promise<NewApiToken> {
  const now = ctx.now();
  const token = newApiToken(ctx.user.id);
  const row = { id: newId(now), name, createdAt: now, usedAt: null, userId: ctx.user.id };
  const born = await ctx.db.all(sql`
    INSERT INTO api_tokens (id, user_id, name, hash, created_at)
    SELECT ${row.id}, ${row.userId}, ${name}, ${secretHash(token)}, ${now}
    WHERE (SELECT COUNT(*) FROM api_tokens WHERE user_id = ${row.userId}) < ${MAX_TOKENS}
    RETURNING id`);
  if (born.length === 0) {
    throw new AppError(
      "TOO_MANY_TOKENS",
      `An account has at most ${MAX_TOKENS} API tokens. Revoke one you no longer use.`,
    );
  }
  return { token, apiToken: tokenEntity(row) };
}

/** The token is refused from the next request on and its live sockets close; one that is gone changes nothing. */
export async function revokeToken(ctx: UserCtx, id: string): Promise<void> {
  closeSockets(
    ctx,
    await together(ctx.db, [
      ctx.db
        .delete(apiTokens)
        .where(and(eq(apiTokens.id, id), eq(apiTokens.userId, ctx.user.id)))
        .returning({ id: apiTokens.hash }),
      roomsOf(ctx, ctx.user.id),
    ]),
  );
}
