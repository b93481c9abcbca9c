import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import { remembered, type Value } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { notBinned, selectPictures } from "./standing.ts";
import { generations } from "./table.ts";

export const noSuchPicture = () => new AppError("NOT_FOUND", "There is no such picture.");

const named = (value: Value<"id" | "userId">) =>
  and(eq(generations.id, value("id")), eq(generations.userId, value("userId")));

const present = remembered((db, value: Value<"id" | "userId">) =>
  selectPictures(db).where(and(named(value), notBinned)),
);
const presentOrBinned = remembered((db, value: Value<"id" | "userId">) => selectPictures(db).where(named(value)));

const asked = ({ user }: UserCtx, c: Context) => ({ id: c.req.param("id") ?? "", userId: user.id });

/** The artist's own picture named in the path, in the bin or not. */
export const ownOrBinned = (ctx: UserCtx, c: Context) => presentOrBinned(ctx.db, asked(ctx, c));

/** The artist's own picture named in the path. */
export const ownPicture = (ctx: UserCtx, c: Context) => present(ctx.db, asked(ctx, c));

/** Throws NOT_FOUND for no row. */
export function found<Row>([row]: Row[]): Row {
  if (!row) throw noSuchPicture();
  return row;
}
