import { and, eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import type { AppEnv, Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { guard } from "../http/guard.ts";
import { log } from "../http/log.ts";
import { readBounded } from "../replicate/bounded.ts";
import { isGenuine } from "../replicate/secret.ts";
import { claimedBy } from "../replicate/signature.ts";
import { readSnapshot } from "../replicate/snapshot.ts";
import type { Run } from "../replicate/wire.ts";
import { styles } from "../styles/table.ts";

/** A training's webhook repeats its whole log; half of this was seen. */
const MAX_WEBHOOK_BYTES = 10_000_000;

const ownStyle = (ctx: UserCtx, c: Context) => ({
  styles: ctx.db
    .select({ id: styles.id })
    .from(styles)
    .where(and(eq(styles.id, c.req.param("id") ?? ""), eq(styles.userId, ctx.user.id))),
});

function runOf(body: Uint8Array): Run<unknown> {
  let run: unknown;
  try {
    run = JSON.parse(new TextDecoder().decode(body));
  } catch {
    run = null;
  }
  const { id, status } = (run ?? {}) as Partial<Run<unknown>>;
  if (typeof id !== "string" || typeof status !== "string") throw new AppError("INVALID_INPUT", "This is not a run.");
  return run as Run<unknown>;
}

function refused({ count }: Ctx): AppError {
  count({ what: "webhook", from: "replicate", verdict: "refused" });
  return new AppError("WEBHOOK_REFUSED", "The signature does not fit.");
}

export const roomRoutes = new Hono<AppEnv>()
  .get("/api/styles/:id/live", guard(null, ownStyle), async (c) => {
    const { ctx, rows } = c.var;
    const [style] = rows.styles;
    if (!style) throw new AppError("NOT_FOUND", "There is no such style.");
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      throw new AppError("UPGRADE_REQUIRED", "This address speaks WebSocket alone.");
    }
    const headers = {
      Upgrade: "websocket",
      "X-User-Id": ctx.user.id,
      "X-Session-Id": ctx.user.sessionId ?? ctx.user.tokenHash ?? "",
      "X-Style-Owner": "yes",
    };
    const answer = await ctx.rooms(style.id).fetch(c.req.url, { headers });
    if (answer.status === 410) throw new AppError("STYLE_DELETED", "This style was deleted.");
    return answer;
  })
  .post("/api/webhooks/replicate/:styleId/:jobId", async (c) => {
    const { ctx } = c.var;
    const headers = { get: (name: string) => c.req.header(name) ?? null };
    if (claimedBy(headers, ctx.now() / 1_000).verdict) throw refused(ctx);
    const declared = Number(c.req.header("Content-Length") ?? 0);
    const body =
      declared > MAX_WEBHOOK_BYTES ? null : await readBounded(c.req.raw.body ?? new Blob().stream(), MAX_WEBHOOK_BYTES);
    if (!body) throw new AppError("BODY_TOO_LARGE", "A webhook has at most 10 MB.");
    const genuine = await isGenuine(ctx.settings, headers, body, ctx.now()).catch((error: unknown) => {
      throw new AppError("UNAVAILABLE", "The signature cannot be checked now. Try again.", { reason: error });
    });
    if (!genuine) throw refused(ctx);
    const { styleId, jobId } = c.req.param();
    const snapshot = readSnapshot(runOf(body));
    const webhookId = c.req.header("webhook-id") ?? "";
    const token = c.req.query("token") ?? "";
    const ignored = await ctx.rooms(styleId).hear(jobId, webhookId, token, snapshot);
    ctx.count({ what: "webhook", from: "replicate", verdict: ignored === null ? "heard" : "ignored" });
    const { remoteId, status } = snapshot;
    log("info", "webhook.heard", { requestId: ctx.requestId, styleId, jobId, webhookId, remoteId, status, ignored });
    return c.json({ ignored });
  });
