import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type MiddlewareHandler } from "hono";
import type { Engine } from "../engine.ts";
import { peace, readMischief, takeFault } from "../mischief.ts";
import { jsonBody, jsonLimit } from "./body.ts";
import { insufficientCredit, notFound, Refusal, throttled, unauthenticated } from "./refusal.ts";

type Bound = { Bindings: HttpBindings };

const STALL_MS = 5_000;

/** Spoils the next requests as the mischief says. */
export function faults(engine: Engine): MiddlewareHandler<Bound> {
  return async (c, next) => {
    switch (takeFault(engine.mischief, `${c.req.method} ${c.req.path}`)) {
      case "throttle":
        throw throttled(10);
      case "fail":
        throw new Refusal(500, { detail: "Internal server error" });
      case "credit":
        throw insufficientCredit();
      case "malformed":
        return c.body('{"id":"', 200, { "content-type": "application/json" });
      case "stall":
        await sleep(STALL_MS);
        return next();
      case "reset":
        c.env.incoming.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      case "swallow":
        await next();
        c.env.incoming.socket.destroy();
        c.res = RESPONSE_ALREADY_SENT;
        return;
      case undefined:
        await next();
    }
  };
}

/** GET shows, POST sets and DELETE ends what goes wrong on purpose; for a caller on this machine with a token. */
export function mischief(engine: Engine) {
  return new Hono<Bound>()
    .use(async (c, next) => {
      if (!/^(?:::1|(?:::ffff:)?127\.)/.test(c.env.incoming.socket.remoteAddress ?? "")) throw notFound();
      if (!/^(?:bearer|token) +\S+$/i.test(c.req.header("authorization") ?? "")) throw unauthenticated();
      await next();
    })
    .get("/", (c) => c.json(engine.mischief))
    .post("/", jsonLimit, async (c) => {
      const body = await jsonBody(c);
      try {
        engine.disturb(readMischief(body));
      } catch (error) {
        throw new Refusal(422, { detail: (error as Error).message });
      }
      return c.json(engine.mischief);
    })
    .delete("/", (c) => {
      engine.disturb(structuredClone(peace));
      return c.body(null, 204);
    });
}
