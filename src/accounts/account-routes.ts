import { Hono } from "hono";
import { changeAddressInput, newTokenInput, patchAccountInput, setPasswordInput } from "../contract/account.ts";
import type { AppEnv } from "../http/ctx.ts";
import { guard, inPerson } from "../http/guard.ts";
import { enforce, networkOf, takeForMail, takeForSignIn } from "../http/limits.ts";
import { json } from "../http/validate.ts";
import {
  accountEntity,
  changeAccount,
  endSession,
  ownAccount,
  ownUser,
  setPassword,
  signOutOthers,
} from "./account.ts";
import { askToChange } from "./change-address.ts";
import { askToConfirm } from "./mailed.ts";
import { makeToken, revokeToken } from "./tokens.ts";

/** What Settings does. An API token reads pictures and asks for work; the account itself is its person's. */
export const settingsRoutes = new Hono<AppEnv>()
  .get("/api/account", guard("read", ownAccount), inPerson, (c) => c.json(accountEntity(c.var.ctx, c.var.rows)))
  .patch("/api/account", guard("write", ownAccount), inPerson, json(patchAccountInput), async (c) =>
    c.json(await changeAccount(c.var.ctx, c.req.valid("json"), c.var.rows)),
  )
  .put("/api/account/password", guard("write", ownUser), inPerson, json(setPasswordInput), async (c) => {
    const { ctx, rows } = c.var;
    const user = rows.user[0]!;
    // Whoever found an open browser must not try passwords any faster than at the door.
    enforce(c, await takeForSignIn(ctx, networkOf(c), user.email));
    await setPassword(ctx, c.req.valid("json"), user);
    return c.body(null, 204);
  })
  .put("/api/account/address", guard("write", ownUser), inPerson, json(changeAddressInput), async (c) => {
    const { ctx, rows } = c.var;
    const user = rows.user[0]!;
    const input = c.req.valid("json");
    enforce(c, await takeForSignIn(ctx, networkOf(c), user.email));
    enforce(c, await takeForMail(ctx, networkOf(c), input.email));
    await askToChange(ctx, input, user);
    return c.body(null, 202);
  })
  .post("/api/account/confirm-address", guard("write", ownUser), inPerson, async (c) => {
    const { ctx, rows } = c.var;
    enforce(c, await takeForMail(ctx, networkOf(c), rows.user[0]!.email));
    await askToConfirm(ctx);
    return c.body(null, 202);
  })
  .delete("/api/account/sessions", guard(null), inPerson, async (c) => {
    await signOutOthers(c.var.ctx);
    return c.body(null, 204);
  })
  .delete("/api/account/sessions/:id", guard(null), inPerson, async (c) => {
    await endSession(c.var.ctx, c.req.param("id"));
    return c.body(null, 204);
  })
  .post("/api/account/tokens", guard("write"), inPerson, json(newTokenInput), async (c) =>
    c.json(await makeToken(c.var.ctx, c.req.valid("json")), 201),
  )
  .delete("/api/account/tokens/:id", guard(null), inPerson, async (c) => {
    await revokeToken(c.var.ctx, c.req.param("id"));
    return c.body(null, 204);
  });
