import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { type AppEnv, ctxOf } from "./ctx.ts";
import { AppError } from "./errors.ts";

/** Every JSON body is small; what is bigger is not for us. */
const MAX_BODY_BYTES = 64 * 1_024;

/** Answers of the Worker are data and pictures, never documents: nothing in them may run, frame or be framed. */
export const hardened = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
  xFrameOptions: "DENY",
});

/** Every answer, a refusal too, says its request's id; what is not said to be cacheable is never stored. */
export const labelled = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", crypto.randomUUID());
  await next();
  c.header("X-Request-Id", c.get("requestId"));
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
});

export const introduced = createMiddleware<AppEnv>((c, next) => {
  c.set(
    "ctx",
    ctxOf(c.env, (work) => c.executionCtx.waitUntil(work), c.get("requestId")),
  );
  return next();
});

/** The receipt of an account names each version, file set and link of all its styles. */
const MAX_RECEIPT_BYTES = 1_024 * 1_024;

const upTo = (maxSize: number, said: string) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("BODY_TOO_LARGE", `That is too much at once: send at most ${said}.`);
    },
  });
const bounded = upTo(MAX_BODY_BYTES, "64 KB");
const roomy = upTo(MAX_RECEIPT_BYTES, "1 MB");

/** Uploads and webhooks bring their own bounds. */
export const boundedBody = createMiddleware<AppEnv>((c, next) =>
  /^\/api\/(?:upload\/(?!presigned$)|webhooks\/|account\/avatar$|styles\/[^/]+\/input$)/.test(c.req.path)
    ? next()
    : (c.req.path === "/api/receipts/verify" ? roomy : bounded)(c, next),
);
