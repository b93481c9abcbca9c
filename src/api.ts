import { Hono } from "hono";
import type { Health } from "./contract/health.ts";
import { AppError } from "./http/errors.ts";
import { answerProblem } from "./http/problem.ts";

export type Variables = { requestId: string };

const routes = new Hono<{ Bindings: Env; Variables: Variables }>()
  .use(async (c, next) => {
    c.set("requestId", crypto.randomUUID());
    await next();
    c.header("X-Request-Id", c.get("requestId"));
  })
  .get("/api/health", (c) => c.json({ ok: true, version: "dev" } satisfies Health));

routes.notFound((c) =>
  answerProblem(c, new AppError("NOT_FOUND", "There is nothing at this address."), c.get("requestId")),
);
routes.onError((error, c) => answerProblem(c, error, c.get("requestId")));

export const api = routes;
export type Api = typeof routes;
