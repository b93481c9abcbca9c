import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { remembered, type Value } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard, type NoReads, type Reads, type Rows } from "../http/guard.ts";
import type { Rule } from "../http/limits.ts";
import { bodyOf } from "../http/validate.ts";
import { styles } from "./table.ts";

export type StyleRow = typeof styles.$inferSelect;

export const noSuchStyle = () => new AppError("NOT_FOUND", "There is no such style.");

/** It went while the request was under way. */
export const styleDeleted = () => new AppError("STYLE_DELETED", "This style was deleted.");

const owned = remembered((db, value: Value<"styleId" | "userId">) =>
  db
    .select()
    .from(styles)
    .where(and(eq(styles.id, value("styleId")), eq(styles.userId, value("userId")))),
);

/** For a batch. */
export const ownStyle = ({ db, user }: UserCtx, styleId: string) => owned(db, { styleId, userId: user.id });

/** The `:id` of the path. */
const inPath = (c: Context) => c.req.param("id") ?? "";

/** An id in the JSON body, read before the body is checked: an unknown one is 404 whatever else is wrong. */
export async function idInBody(c: Context, name: string): Promise<string | null> {
  const body = (await bodyOf(c).catch(() => null)) as Record<string, unknown> | null;
  const id = typeof body === "object" && body !== null && Object.hasOwn(body, name) ? body[name] : null;
  return typeof id === "string" ? id : null;
}

/** The `styleId` of the JSON body. */
export const styleInBody = (c: Context) => idInBody(c, "styleId");

/**
 * {@link guard} for what belongs to a style: it reads session, style and `reads` in one batch, leaves the artist's own
 * style in `c.var.style` and answers 404 for anybody else's. Without a style id (null) validation has the last word.
 */
export function ofStyle<R extends Reads = NoReads>(
  rule: Rule | null,
  reads?: (ctx: UserCtx, styleId: string, c: Context) => R | Promise<R>,
  idOf: (c: Context) => string | null | Promise<string | null> = inPath,
) {
  const pass = guard(rule, async (ctx, c) => {
    const styleId = await idOf(c);
    return styleId === null ? {} : { ...(await reads?.(ctx, styleId, c)), style: ownStyle(ctx, styleId) };
  });
  return createMiddleware<{ Variables: { ctx: UserCtx; rows: Rows<R>; style: StyleRow } }>((c, next) =>
    pass(c as never, async () => {
      const found = (c.var.rows as { style?: StyleRow[] }).style;
      if (found) {
        if (!found[0]) throw noSuchStyle();
        c.set("style", found[0]);
      }
      await next();
    }),
  );
}
