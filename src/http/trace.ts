import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import { countingOf } from "./count.ts";
import type { AppEnv, UserCtx } from "./ctx.ts";
import { log, markOf } from "./log.ts";

/** The route as the table of routes spells it. */
const routeOf = (c: Context): string => matchedRoutes(c).findLast(({ method }) => method !== "ALL")?.path ?? "none";

/** Whatever else a stranger writes into an address does not come into the log. */
const ID = /^[\w-]{1,40}$/;

/** The ids that stand in the address. */
function idsOf(route: string, path: string): { styleId?: string | undefined; jobId?: string | undefined } {
  const places = route.split("/");
  const parts = path.split("/");
  const at = (name: string) => {
    const part = parts[places.indexOf(`:${name}`)] ?? "";
    return ID.test(part) ? part : undefined;
  };
  return {
    styleId: at("styleId") ?? (route.startsWith("/api/styles/") ? at("id") : undefined),
    jobId: at("jobId") ?? at("trainingId") ?? (route.startsWith("/api/generations/") ? at("id") : undefined),
  };
}

/** Counts every request by its route, and writes down each that may change something: reading is what an open page does all day. */
export const traced = createMiddleware<AppEnv>(async (c, next) => {
  const begun = Date.now();
  await next();
  const { method, path } = c.req;
  const route = routeOf(c);
  const { status } = c.res;
  const tookMs = Date.now() - begun;
  countingOf(c.env)({ what: "request", method, route, status, tookMs });
  if (method === "GET" || method === "HEAD") return;
  const user = (c.var.ctx as Partial<UserCtx> | undefined)?.user;
  const facts = { requestId: c.var.requestId, method, route, status, tookMs, ...idsOf(route, path) };
  log("info", "request", { ...facts, ...(user && { user: markOf(user.id) }) });
});
