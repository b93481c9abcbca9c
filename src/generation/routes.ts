import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { generateInput, listGenerationsQuery } from "../contract/generation.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard } from "../http/guard.ts";
import { json, query } from "../http/validate.ts";
import { ofStyle, styleInBody } from "../styles/owned.ts";
import { removalOf } from "../styles/removals.ts";
import { generate, toGenerate } from "./generate.ts";
import { asTheyStand, listGenerations } from "./list.ts";
import { cancelGeneration, removeGeneration } from "./remove.ts";
import { generations } from "./table.ts";

const own = (ctx: UserCtx, c: Context) => {
  const id = c.req.param("id") ?? "";
  return {
    rows: ctx.db
      .select()
      .from(generations)
      .where(and(eq(generations.id, id), eq(generations.userId, ctx.user.id))),
    removals: removalOf(ctx, ctx.user.id, id),
  };
};

const inQuery = (c: Context) => c.req.query("styleId") ?? null;

const noSuchPicture = () => new AppError("NOT_FOUND", "There is no such picture.");

function found<Row>([row]: Row[]): Row {
  if (!row) throw noSuchPicture();
  return row;
}

export const generationRoutes = new Hono<AppEnv>()
  .post("/api/generate", ofStyle("generate", toGenerate, styleInBody), json(generateInput), async (c) => {
    const { ctx, rows, style } = c.var;
    return c.json(await generate(ctx, c.req.valid("json"), { ...rows, style }), 202);
  })
  .get("/api/generations", ofStyle("read", undefined, inQuery), query(listGenerationsQuery), async (c) =>
    c.json(await listGenerations(c.var.ctx, c.req.valid("query"))),
  )
  .get("/api/generations/:id", guard("read", own), async (c) =>
    c.json((await asTheyStand(c.var.ctx, [found(c.var.rows.rows)]))[0]!),
  )
  .post("/api/generations/:id/cancel", guard(null, own), async (c) =>
    c.json(await cancelGeneration(c.var.ctx, found(c.var.rows.rows))),
  )
  .delete("/api/generations/:id", guard(null, own), async (c) => {
    const { rows, removals } = c.var.rows;
    const [row] = rows;
    if (row) await removeGeneration(c.var.ctx, row);
    else if (removals.length === 0) throw noSuchPicture();
    return c.body(null, 204);
  });
