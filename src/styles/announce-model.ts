import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { modelEntity } from "../training/entity.ts";
import type { trainings } from "../training/table.ts";

/** Tells every open page which version paints new pictures; a room that does not answer costs a tab its news alone. */
export function announceModel(ctx: Ctx, styleId: string, used: typeof trainings.$inferSelect | undefined): void {
  const model = used ? modelEntity(ctx.settings, used, ctx.now()) : null;
  const told = Promise.resolve(ctx.rooms(styleId).announce({ type: "model", model }));
  ctx.waitUntil(
    told.catch((error) => log("warn", "announce.failed", { requestId: ctx.requestId, reason: describe(error) })),
  );
}
