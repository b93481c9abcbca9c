import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import {
  type AccountErasure,
  deleteAccountInput,
  type ReceiptVerdict,
  signedQuery,
  verifyReceiptInput,
} from "../contract/leaving.ts";
import type { AppEnv, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard, inPerson } from "../http/guard.ts";
import { clearSessionCookie } from "../http/session.ts";
import { checkUrl, signUrl } from "../http/sign.ts";
import { json, query } from "../http/validate.ts";
import { noSuchStyle, ofStyle, ownStyle } from "../styles/owned.ts";
import { removalOf } from "../styles/removals.ts";
import { eraseAccount, eraseStyle, KEPT_MS, standing } from "./erase.ts";
import { readReceipt, receiptKeys } from "./receipt.ts";
import { erasures } from "./table.ts";
import { accountTakeout, styleTakeout } from "./takeout.ts";

const ownOrErased = (ctx: UserCtx, c: Context) => {
  const styleId = c.req.param("id") ?? "";
  return {
    styles: ownStyle(ctx, styleId),
    erasures: ctx.db
      .select({ id: erasures.id })
      .from(erasures)
      .where(and(eq(erasures.id, styleId), eq(erasures.userId, ctx.user.id))),
    removals: removalOf(ctx, ctx.user.id, styleId),
  };
};

const openPath = (id: string) => `/api/erasures/${id}/open`;

export const leavingRoutes = new Hono<AppEnv>()
  .get("/api/takeout", guard("write"), (c) => accountTakeout(c.var.ctx))
  .get("/api/styles/:id/takeout", ofStyle("write"), (c) => styleTakeout(c.var.ctx, c.var.style))
  .delete("/api/styles/:id", guard(null, ownOrErased), async (c) => {
    const { ctx, rows } = c.var;
    const [style] = rows.styles;
    if (style) await eraseStyle(ctx, style);
    else if (rows.erasures.length + rows.removals.length === 0) throw noSuchStyle();
    return c.body(null, 204);
  })
  .delete("/api/account", guard(null), inPerson, json(deleteAccountInput), async (c) => {
    const { ctx } = c.var;
    const id = await eraseAccount(ctx, c.req.valid("json").email);
    clearSessionCookie(c, ctx.settings);
    const { search } = new URL(signUrl(ctx.settings, openPath(id), ctx.now() + KEPT_MS));
    return c.json({ id, page: `/deleted/${id}${search}` } satisfies AccountErasure, 202);
  })
  .get("/api/erasures/:id", guard("read"), async (c) =>
    c.json(await standing(c.var.ctx, c.req.param("id"), c.var.ctx.user.id)),
  )
  .get("/api/erasures/:id/open", query(signedQuery), async (c) => {
    const { ctx } = c.var;
    const { pathname, search } = new URL(c.req.url);
    const signed = pathname === openPath(c.req.param("id"));
    if (!signed || checkUrl(ctx.settings, `${ctx.settings.APP_URL}${pathname}${search}`, ctx.now()) !== "good") {
      throw new AppError("LINK_INVALID", "This link is not one of ours, or it has expired.");
    }
    return c.json(await standing(ctx, c.req.param("id"), null));
  })
  .get("/.well-known/jwks.json", async (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    return c.json(await receiptKeys(c.var.ctx.settings), 200, { "Cache-Control": "public, max-age=3600" });
  })
  .post("/api/receipts/verify", json(verifyReceiptInput), async (c) => {
    const said = await readReceipt(c.var.ctx.settings, c.req.valid("json").receipt);
    return c.json(
      (said ? { genuine: true, receipt: said } : { genuine: false, receipt: null }) satisfies ReceiptVerdict,
    );
  });
