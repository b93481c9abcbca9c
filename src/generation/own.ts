import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { notBinned, selectPictures } from "./standing.ts";
import { generations } from "./table.ts";

export const noSuchPicture = () => new AppError("NOT_FOUND", "There is no such picture.");

const named = (ctx: UserCtx, c: Context) =>
  and(eq(generations.id, c.req.param("id") ?? ""), eq(generations.userId, ctx.user.id));

/** The artist's own picture named in the path, in the bin or not. */
export const ownOrBinned = (ctx: UserCtx, c: Context) => selectPictures(ctx.db).where(named(ctx, c));

/** The artist's own picture named in the path. */
export const ownPicture = (ctx: UserCtx, c: Context) => selectPictures(ctx.db).where(and(named(ctx, c), notBinned));

/** Throws NOT_FOUND for no row. */
export function found<Row>([row]: Row[]): Row {
  if (!row) throw noSuchPicture();
  return row;
}
