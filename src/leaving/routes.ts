import { Hono } from "hono";
import type { AppEnv } from "../http/ctx.ts";
import { guard } from "../http/guard.ts";
import { ofStyle } from "../styles/owned.ts";
import { accountTakeout, styleTakeout } from "./takeout.ts";

export const leavingRoutes = new Hono<AppEnv>()
  .get("/api/takeout", guard("write"), (c) => accountTakeout(c.var.ctx))
  .get("/api/styles/:id/takeout", ofStyle("write"), (c) => styleTakeout(c.var.ctx, c.var.style));
