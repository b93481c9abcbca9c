import { Hono } from "hono";
import { chooseProofInput, orderProofsInput } from "../../contract/proofs.ts";
import type { AppEnv } from "../../http/ctx.ts";
import { json } from "../../http/validate.ts";
import { ofStyle } from "../../styles/owned.ts";
import { askForProofs, chooseProof, showProofs, toShowProofs } from "./sheets.ts";

export const proofRoutes = new Hono<AppEnv>()
  .get("/api/styles/:id/proofs", ofStyle("read", toShowProofs), async (c) =>
    c.json(await showProofs(c.var.ctx, c.var.style, c.var.rows)),
  )
  .post("/api/styles/:id/proofs", ofStyle("generate", toShowProofs), json(orderProofsInput), async (c) => {
    await askForProofs(c.var.ctx, c.var.style, c.req.valid("json"), c.var.rows);
    return c.body(null, 202);
  })
  .put("/api/styles/:id/proof", ofStyle("write"), json(chooseProofInput), async (c) =>
    c.json(await chooseProof(c.var.ctx, c.var.style, c.req.valid("json").proofId)),
  );
