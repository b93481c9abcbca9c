import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { manyInput, patchGenerationInput, shareInput } from "../contract/gallery.ts";
import { found, ownPicture } from "../generation/own.ts";
import { copyOf, type PictureRow } from "../generation/standing.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { guard } from "../http/guard.ts";
import { json } from "../http/validate.ts";
import { putIntoBin, restore } from "./bin.ts";
import { bundle, bundleAnswer } from "./bundle.ts";
import { downloadAnswer } from "./download.ts";
import { setFavourite } from "./favourite.ts";
import { revoke, share, shareEntity, shareOf } from "./share.ts";

const own = (ctx: UserCtx, c: Context) => ({ rows: ownPicture(ctx, c) });

const ownAndShare = (ctx: UserCtx, c: Context) => ({
  rows: ownPicture(ctx, c),
  shares: shareOf(ctx, c.req.param("id") ?? ""),
});

/** 404 for a picture that is not there comes before 400. */
const mine = () => guard("write", own);

const isThere = createMiddleware<{ Variables: { rows: { rows: PictureRow[] } } }>((c, next) => {
  found(c.var.rows.rows);
  return next();
});

export const galleryRoutes = new Hono<AppEnv>()
  .post("/api/generations/bin", guard("write"), json(manyInput), async (c) =>
    c.json(await putIntoBin(c.var.ctx, c.req.valid("json").ids)),
  )
  .post("/api/generations/restore", guard("write"), json(manyInput), async (c) =>
    c.json(await restore(c.var.ctx, c.req.valid("json").ids)),
  )
  .post("/api/generations/zip", guard("write"), json(manyInput), async (c) =>
    c.json(await bundle(c.var.ctx, c.req.valid("json").ids), 201),
  )
  .get("/files/zips/:file{[^/]+\\.zip}", (c) =>
    bundleAnswer(c.var.ctx, c.req.param("file").slice(0, -".zip".length), c.req.raw),
  )
  .patch("/api/generations/:id", mine(), isThere, json(patchGenerationInput), async (c) =>
    c.json(await setFavourite(c.var.ctx, found(c.var.rows.rows), c.req.valid("json").favourite)),
  )
  .get("/api/generations/:id/file", guard(null, own), (c) => downloadAnswer(c.var.ctx, copyOf(found(c.var.rows.rows))))
  .get("/api/generations/:id/share", guard("read", ownAndShare), (c) => {
    const { ctx, rows } = c.var;
    found(rows.rows);
    return c.json({ share: rows.shares[0] ? shareEntity(ctx.settings, rows.shares[0]) : null });
  })
  .post("/api/generations/:id/share", mine(), isThere, json(shareInput), async (c) =>
    c.json(await share(c.var.ctx, copyOf(found(c.var.rows.rows)), c.req.valid("json"))),
  )
  .delete("/api/generations/:id/share", guard(null, own), async (c) => {
    await revoke(c.var.ctx, copyOf(found(c.var.rows.rows)));
    return c.body(null, 204);
  });
