import type { Context } from "hono";
import type { Problem } from "../contract/errors.ts";
import type { AppEnv } from "./ctx.ts";
import { AppError, statusOf } from "./errors.ts";
import { describe, log } from "./log.ts";

/** The only place where an error becomes an answer: a sentence, a code and the request id; never a stack. */
export function answerProblem(c: Context<AppEnv>, error: unknown): Response {
  const requestId = c.get("requestId");
  const known =
    error instanceof AppError
      ? error
      : new AppError("INTERNAL", "Something went wrong on our side. Try again in a moment.", { reason: error });
  const status = statusOf[known.code];
  if (status >= 500) {
    log("error", "request.failed", { requestId, code: known.code, path: c.req.path, reason: describe(known.reason) });
  }
  const body: Problem = { error: known.message, code: known.code, requestId };
  if (known.fields) body.fields = known.fields;
  if (known.retryAfter !== undefined) c.header("Retry-After", String(Math.ceil(known.retryAfter)));
  return c.json(body, status);
}
