import { Hono } from "hono";
import type { Operations } from "../contract/operations.ts";
import type { AppEnv } from "../http/ctx.ts";
import { guard } from "../http/guard.ts";
import { tryAgain } from "./dead-letter.ts";
import { onlyOperators, operations, operationsReads } from "./state.ts";

export const operationsRoutes = new Hono<AppEnv>()
  .get("/api/operations", guard("read", operationsReads), (c) => {
    onlyOperators(c.var.ctx, c.var.rows.user[0]);
    return c.json(operations(c.var.rows) satisfies Operations);
  })
  .post(
    "/api/operations/dead-letters/:jobId",
    guard("write", (ctx) => ({ user: operationsReads(ctx).user })),
    async (c) => {
      onlyOperators(c.var.ctx, c.var.rows.user[0]);
      await tryAgain(c.var.ctx, c.req.param("jobId"));
      return c.body(null, 204);
    },
  );
