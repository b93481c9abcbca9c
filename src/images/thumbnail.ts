import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { type Received, unreadable } from "./receive.ts";
import { Sniffer } from "./sniff.ts";

/** Sharp enough for a card on a dense screen; a tenth of the bytes of an original. */
const LONG_SIDE = 512;

/** What shows a picture of EXIF orientation 1–8 upright: first mirrored from left to right or not, then turned clockwise. */
const mirrors = [false, false, true, false, true, true, false, true, false];
const turns = [0, 0, 0, 180, 180, 270, 90, 90, 270] as const;

/**
 * The service's own troubles: a usage limit, an origin out of reach, a resizer that failed or ran out of time.
 * https://developers.cloudflare.com/images/reference/troubleshooting/
 */
const OUTAGES = new Set([9422, 9504, 9505, 9510, 9522, 9524, 9529]);

/** A service that was never heard said nothing about the picture either. */
const UNHEARD = /network connection lost|internal error/i;

const isOutage = (error: unknown): boolean =>
  error instanceof Error && ("code" in error ? OUTAGES.has(Number(error.code)) : UNHEARD.test(error.message));

const unavailable = (reason: unknown) =>
  new AppError(
    "UNAVAILABLE",
    "Pictures cannot be looked at just now. Nothing is wrong with yours: try again in a moment.",
    { reason },
  );

/** Says "orientation 1" in passing: whether a decoder turns pictures by itself then makes no difference. */
function neutral(at: number): TransformStream<Uint8Array, Uint8Array> {
  let offset = 0;
  return new TransformStream({
    transform(chunk, controller) {
      const inside = at - offset;
      offset += chunk.length;
      if (inside < 0 || inside >= chunk.length) return controller.enqueue(chunk);
      const changed = chunk.slice();
      changed[inside] = 1;
      controller.enqueue(changed);
    },
  });
}

/**
 * Makes the thumbnail (WebP, upright, without metadata) of the original at `from` and keeps it at `to`. That it can be made
 * is the proof that the pixels decode. Throws IMAGE_UNREADABLE, or UNAVAILABLE when nobody could look.
 */
export async function makeThumbnail(
  ctx: Pick<Ctx, "files" | "images" | "requestId">,
  from: string,
  to: string,
  picture: Received,
): Promise<void> {
  const original = await ctx.files.get(from);
  if (!original) throw unreadable();
  const { orientation, orientationAt, width, height } = picture;
  const bytes = orientationAt === null ? original.body : original.body.pipeThrough(neutral(orientationAt));
  const size = width >= height ? { width: Math.min(width, LONG_SIDE) } : { height: Math.min(height, LONG_SIDE) };
  let thumbnail: Uint8Array;
  try {
    let work = ctx.images.input(bytes);
    if (mirrors[orientation]) work = work.transform({ flip: "h" });
    if (turns[orientation]) work = work.transform({ rotate: turns[orientation] });
    const result = await work.transform({ ...size, fit: "scale-down" }).output({ format: "image/webp" });
    thumbnail = new Uint8Array(await result.response().arrayBuffer());
    const whole = new Sniffer();
    whole.push(thumbnail);
    if (whole.state !== "complete") throw new Error(`the decoder broke off after ${thumbnail.length} bytes`);
  } catch (error) {
    log("warn", "thumbnail.refused", { requestId: ctx.requestId, reason: describe(error) });
    throw isOutage(error) ? unavailable(error) : unreadable();
  }
  await ctx.files.put(to, thumbnail, { httpMetadata: { contentType: "image/webp" } });
}
