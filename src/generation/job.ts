import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { signUrl } from "../http/sign.ts";
import { buy } from "../replicate/buy.ts";
import { providerOf } from "../replicate/client.ts";
import { keep } from "../replicate/keep.ts";
import type { PurchaseEvent } from "../replicate/purchase.ts";
import { keepPicture } from "./keep-picture.ts";
import type { GenerationCopy, GenerationState } from "./machine.ts";
import { paintOrder } from "./order.ts";

/** Does whatever this picture waits for, and tells its room. Throws only when the room itself is out of reach. */
export async function workOnGeneration(ctx: Ctx, roomId: string, jobId: string): Promise<void> {
  const room = ctx.rooms(roomId);
  const job = await room.claim(jobId);
  if (job?.kind !== "generation") return;
  const event = await work(ctx, job.state);
  const { requestId } = ctx;
  const remote = event?.type === "submitted" && { remoteId: event.remoteId };
  log("info", "job.worked", { requestId, styleId: job.state.copy.styleId, jobId, did: event?.type, ...remote });
  if (event) await room.apply(jobId, { kind: "generation", event });
}

/** Good for as long as the job may live: the provider may queue, and fetch more than once. */
const startUrl = ({ settings }: Ctx, { startKey, deadlineAt }: GenerationCopy): string | null =>
  startKey ? signUrl(settings, `/files/${startKey}`, deadlineAt) : null;

async function work(ctx: Ctx, state: GenerationState): Promise<PurchaseEvent | null> {
  const { phase, token, output } = state.purchase;
  if (!token) return null;
  if (phase === "claimed") {
    const order = paintOrder(ctx.settings.APP_URL, state, startUrl(ctx, state.copy));
    return buy(
      token,
      () => providerOf(ctx.settings).paint(order),
      ({ status, outcome }) => {
        ctx.count({ what: "fault", code: String(status) });
        log("warn", "generation.not-bought", { requestId: ctx.requestId, jobId: state.copy.id, status, outcome });
      },
    );
  }
  const url = output?.files[0];
  if (phase !== "keeping" || !url) return null;
  return keep(
    token,
    () => keepPicture(ctx, state.copy, url),
    (error) => log("warn", "generation.not-kept", { jobId: state.copy.id, reason: describe(error) }),
  );
}
