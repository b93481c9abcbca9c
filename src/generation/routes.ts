import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { generateInput, listGenerationsQuery } from "../contract/generation.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { guard } from "../http/guard.ts";
import { json, query } from "../http/validate.ts";
import { noSuchStyle, ofStyle, ownStyle, type StyleRow, styleInBody } from "../styles/owned.ts";
import { removalOf } from "../styles/removals.ts";
import { generate, toGenerate } from "./generate.ts";
import { listGenerations, toList } from "./list.ts";
import { found, noSuchPicture, ownOrBinned, ownPicture } from "./own.ts";
import { cancelGeneration, removeGeneration } from "./remove.ts";
import { asTheyStand, copyOf } from "./standing.ts";
import { toStart } from "./start.ts";

const own = (ctx: UserCtx, c: Context) => ({ rows: ownPicture(ctx, c) });

const ownOrRemoved = (ctx: UserCtx, c: Context) => ({
  rows: ownOrBinned(ctx, c),
  removals: removalOf(ctx, ctx.user.id, c.req.param("id") ?? ""),
});

const whatToGenerate = async (ctx: UserCtx, styleId: string, c: Context) => ({
  ...toGenerate(ctx, styleId),
  ...(await toStart(ctx, styleId, c)),
});

/** One round trip: session, the style if one is named, and the page itself. */
const ofPage = (ctx: UserCtx, c: Context) => {
  const styleId = c.req.query("styleId");
  return { ...toList(ctx, c.req.query()), ...(styleId === undefined ? {} : { style: ownStyle(ctx, styleId) }) };
};

const inOwnStyle = createMiddleware<{ Variables: { rows: { style?: StyleRow[] } } }>((c, next) => {
  if (c.var.rows.style?.length === 0) throw noSuchStyle();
  return next();
});

export const generationRoutes = new Hono<AppEnv>()
  .post("/api/generate", ofStyle("generate", whatToGenerate, styleInBody), json(generateInput), async (c) => {
    const { ctx, rows, style } = c.var;
    return c.json(await generate(ctx, c.req.valid("json"), { ...rows, style }), 202);
  })
  .get("/api/generations", guard("read", ofPage), inOwnStyle, query(listGenerationsQuery), async (c) =>
    c.json(await listGenerations(c.var.ctx, c.req.valid("query"), c.var.rows)),
  )
  .get("/api/generations/:id", guard("read", own), async (c) =>
    c.json((await asTheyStand(c.var.ctx, [found(c.var.rows.rows)]))[0]!),
  )
  .post("/api/generations/:id/cancel", guard(null, own), async (c) =>
    c.json(await cancelGeneration(c.var.ctx, copyOf(found(c.var.rows.rows)))),
  )
  .delete("/api/generations/:id", guard(null, ownOrRemoved), async (c) => {
    const { rows, removals } = c.var.rows;
    const [row] = rows;
    if (row) await removeGeneration(c.var.ctx, copyOf(row));
    else if (removals.length === 0) throw noSuchPicture();
    return c.body(null, 204);
  });
