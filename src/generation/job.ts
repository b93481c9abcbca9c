import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { buy } from "../replicate/buy.ts";
import { providerOf } from "../replicate/client.ts";
import { keep } from "../replicate/keep.ts";
import { fetchPicture } from "../replicate/output.ts";
import type { PurchaseEvent } from "../replicate/purchase.ts";
import { type GenerationCopy, type GenerationState, pictureKey, thumbnailKey } from "./machine.ts";
import { paintOrder } from "./order.ts";

/** Pixels of the longer side, enough for a card on a dense screen. */
const THUMBNAIL_SIDE = 512;

/** Does whatever this picture waits for, and tells its room. Throws only when the room itself is out of reach. */
export async function workOnGeneration(ctx: Ctx, roomId: string, jobId: string): Promise<void> {
  const room = ctx.rooms(roomId);
  const job = await room.claim(jobId);
  if (job?.kind !== "generation") return;
  const event = await work(ctx, job.state);
  if (event) await room.apply(jobId, { kind: "generation", event });
}

async function work(ctx: Ctx, state: GenerationState): Promise<PurchaseEvent | null> {
  const { phase, token, output } = state.purchase;
  if (!token) return null;
  if (phase === "claimed") {
    return buy(token, () => providerOf(ctx.settings).paint(paintOrder(ctx.settings.APP_URL, state)));
  }
  const url = output?.files[0];
  if (phase !== "keeping" || !url) return null;
  return keep(
    token,
    () => keepPicture(ctx, state.copy, url),
    (error) => log("warn", "generation.not-kept", { jobId: state.copy.id, reason: describe(error) }),
  );
}

async function keepPicture({ files, images }: Ctx, copy: GenerationCopy, url: string): Promise<void> {
  const picture = await fetchPicture(url);
  const small = await images
    .input(new Blob([picture]).stream())
    .transform({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: "scale-down" })
    .output({ format: "image/webp" });
  const thumbnail = await small.response().arrayBuffer();
  const httpMetadata = { contentType: "image/webp" };
  await Promise.all([
    files.put(pictureKey(copy), picture, { httpMetadata }),
    files.put(thumbnailKey(copy), thumbnail, { httpMetadata }),
  ]);
}
