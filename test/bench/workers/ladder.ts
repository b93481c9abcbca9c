import { Hono } from "hono";
import type { AppEnv } from "../../../src/http/ctx.ts";
import { boundedBody, hardened, introduced, labelled } from "../../../src/http/front-door.ts";
import { claimOf } from "../../../src/http/guard.ts";
import { enforce, takeForUser } from "../../../src/http/limits.ts";
import { answer, learn } from "./bare.ts";

/**
 * The bare Worker again, with one more of the product's own parts on each rung: `door` is the router and its headers, `session`
 * adds the token's signature, `limiter` the count of the artist's requests beside the reads.
 */
export const RUNGS = ["door", "session", "limiter"] as const;

const rung = (name: (typeof RUNGS)[number]) =>
  new Hono<AppEnv>().use(hardened, labelled, introduced, boundedBody).get("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const read = () => answer(c.env.DB, pathname.slice(name.length + 1) + search);
    if (name === "door") return read();
    const claim = await claimOf(c);
    if (name === "session") return read();
    const [allowance, body] = await Promise.all([takeForUser(c.var.ctx, claim.userId, "read"), read()]);
    enforce(c, allowance);
    return body;
  });

const rungs = new Map<string, ReturnType<typeof rung>>(RUNGS.map((name) => [name, rung(name)]));

export default {
  fetch(request, env, context) {
    if (request.method === "PUT") return learn(request);
    const own = rungs.get(new URL(request.url).pathname.split("/")[1] ?? "");
    return own ? own.fetch(request, env, context) : new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;
