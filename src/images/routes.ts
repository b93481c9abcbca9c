import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import {
  captionImagesInput,
  confirmInput,
  orderImagesInput,
  patchImageInput,
  presignInput,
} from "../contract/images.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { guard, inPerson } from "../http/guard.ts";
import { enforce, takeForUser } from "../http/limits.ts";
import { json } from "../http/validate.ts";
import { idInBody, ofStyle, styleInBody } from "../styles/owned.ts";
import { removalOf } from "../styles/removals.ts";
import { ownAvatar, removeAvatar, setAvatar } from "./avatar.ts";
import { changeImage, confirmImage, noSuchImage, removeImage } from "./change.ts";
import { captionImages, orderImages } from "./change-many.ts";
import type { ImageRow } from "./entity.ts";
import { fileAnswer } from "./files.ts";
import { countInputs, keepInput } from "./input.ts";
import { presign, ticketOf } from "./presign.ts";
import { setAnswer } from "./set.ts";
import { images } from "./table.ts";
import { upload } from "./upload.ts";

const imageId = (c: Context) => c.req.param("imageId") ?? "";

const named = (ctx: UserCtx, styleId: string, id: string) =>
  ctx.db
    .select()
    .from(images)
    .where(and(eq(images.id, id), eq(images.styleId, styleId)));

/** The picture a body names, so that an unknown one is 404 whatever else is wrong. */
const inBody = async (ctx: UserCtx, styleId: string, c: Context) => {
  const id = await idInBody(c, "imageId");
  return id === null ? {} : { images: named(ctx, styleId, id) };
};

const known = createMiddleware<{ Variables: { rows: { images?: ImageRow[] } } }>(async (c, next) => {
  if (c.var.rows.images?.length === 0) throw noSuchImage();
  await next();
});

const inStyle = (ctx: UserCtx, styleId: string, c: Context) => ({
  images: named(ctx, styleId, imageId(c)),
  removals: removalOf(ctx, ctx.user.id, imageId(c)),
});

const hung = (ctx: UserCtx, styleId: string) => ({
  images: ctx.db
    .select({ id: images.id, position: images.position })
    .from(images)
    .where(and(eq(images.styleId, styleId), eq(images.state, "confirmed"))),
});

/** Only a visible picture can be changed; a place that was never filled can still be given up. */
const visible = createMiddleware<{ Variables: { rows: { images: ImageRow[] }; image: ImageRow } }>(async (c, next) => {
  const [image] = c.var.rows.images;
  if (image?.state !== "confirmed") throw noSuchImage();
  c.set("image", image);
  await next();
});

export const imageRoutes = new Hono<AppEnv>()
  .post("/api/upload/presigned", ofStyle("write", undefined, styleInBody), json(presignInput), async (c) =>
    c.json(await presign(c.var.ctx, c.var.style.id, c.req.valid("json"))),
  )
  .put("/api/upload/:imageId", async (c) => {
    const { ctx } = c.var;
    const ticket = ticketOf(ctx, c.req.param("imageId"), c.req.url);
    enforce(c, await takeForUser(ctx, ticket.userId, "write"));
    await upload(ctx, ticket, { length: c.req.header("Content-Length"), body: c.req.raw.body });
    return c.body(null, 204);
  })
  .post("/api/styles/:id/images/confirm", ofStyle("write", inBody), known, json(confirmInput), async (c) =>
    c.json(await confirmImage(c.var.ctx, c.var.style.id, c.req.valid("json").imageId)),
  )
  .put("/api/styles/:id/images/order", ofStyle("write", hung), json(orderImagesInput), async (c) =>
    c.json(await orderImages(c.var.ctx, c.var.style.id, c.var.rows.images, c.req.valid("json").imageIds)),
  )
  .patch("/api/styles/:id/images", ofStyle("write"), json(captionImagesInput), async (c) =>
    c.json(await captionImages(c.var.ctx, c.var.style.id, c.req.valid("json").captions)),
  )
  .patch("/api/styles/:id/images/:imageId", ofStyle("write", inStyle), visible, json(patchImageInput), async (c) =>
    c.json(await changeImage(c.var.ctx, c.var.image, c.req.valid("json"))),
  )
  .delete("/api/styles/:id/images/:imageId", ofStyle(null, inStyle), async (c) => {
    const { ctx, rows } = c.var;
    if (rows.images[0]) await removeImage(ctx, rows.images[0]);
    else if (rows.removals.length === 0) throw noSuchImage();
    return c.body(null, 204);
  })
  .put("/api/styles/:id/input", ofStyle("write", countInputs), async (c) => {
    const { ctx, rows, style } = c.var;
    const file = { length: c.req.header("Content-Length"), body: c.req.raw.body };
    return c.json(await keepInput(ctx, style.id, rows.inputs[0]?.n ?? 0, file), 201);
  })
  .put("/api/account/avatar", guard("write", ownAvatar), inPerson, async (c) => {
    const { ctx, rows } = c.var;
    const file = { length: c.req.header("Content-Length"), body: c.req.raw.body };
    return c.json(await setAvatar(ctx, file, rows.avatar[0]?.key ?? null));
  })
  .delete("/api/account/avatar", guard(null, ownAvatar), inPerson, async (c) => {
    await removeAvatar(c.var.ctx, c.var.rows.avatar[0]?.key ?? null);
    return c.body(null, 204);
  })
  .get("/files/sets/:file{[^/]+\\.zip}", (c) =>
    setAnswer(c.var.ctx, c.req.param("file").slice(0, -".zip".length), c.req.raw),
  )
  .get("/files/:key{.+}", (c) => fileAnswer(c.var.ctx, c.req.param("key"), c.req.raw));
