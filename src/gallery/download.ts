import { eq } from "drizzle-orm";
import { fileStem } from "../generation/file-name.ts";
import type { GenerationCopy } from "../generation/machine.ts";
import { noSuchPicture } from "../generation/own.ts";
import { recipeOf, xmpOf } from "../generation/recipe.ts";
import { HEAD_BYTES, withXmp } from "../generation/webp.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { styles } from "../styles/table.ts";

/** The name of the style a picture was made in. */
export const styleOf = (ctx: UserCtx, styleId: string) =>
  ctx.db.select({ name: styles.name }).from(styles).where(eq(styles.id, styleId));

/** A name of ASCII letters, digits and hyphens needs no other quoting. */
export const asAttachment = (name: string): string => `attachment; filename="${name}"`;

const gone = () => new AppError("NOT_FOUND", "This picture's file is no longer here.");

async function send(
  ctx: Ctx,
  { before, after, rest }: { before: Uint8Array; after: Uint8Array; rest: ReadableStream },
  to: WritableStream,
) {
  const give = async (bytes: Uint8Array) => {
    const writer = to.getWriter();
    await writer.write(bytes);
    writer.releaseLock();
  };
  try {
    await give(before);
    await rest.pipeTo(to, { preventClose: true });
    await give(after);
    await to.close();
  } catch (error) {
    log("warn", "download.broken", { requestId: ctx.requestId, reason: describe(error) });
    await to.abort(error).catch(() => {});
  }
}

/** The picture as a file to keep: its recipe inside, streamed. Throws NOT_FOUND for one that never came out. */
export async function downloadAnswer(ctx: UserCtx, copy: GenerationCopy): Promise<Response> {
  if (copy.outputKey === null) throw noSuchPicture();
  const [style, head] = await Promise.all([
    styleOf(ctx, copy.styleId),
    ctx.files.get(copy.outputKey, { range: { offset: 0, length: HEAD_BYTES } }),
  ]);
  if (!head) throw gone();
  const name = style[0]?.name ?? "";
  const xmp = xmpOf(recipeOf(copy, name));
  const envelope = withXmp(new Uint8Array(await head.arrayBuffer()), head.size, xmp);
  const offset = envelope?.skip ?? 0;
  const stored = await ctx.files.get(copy.outputKey, { range: { offset } });
  if (!stored) throw gone();
  const length = envelope?.length ?? stored.size;
  const headers = {
    "Content-Type": "image/webp",
    "Content-Length": String(length),
    "Content-Disposition": asAttachment(`${fileStem(name, copy)}.webp`),
    "Cache-Control": "no-store",
  };
  const { readable, writable } = new FixedLengthStream(length);
  const nothing = new Uint8Array(0);
  ctx.waitUntil(
    send(ctx, { before: envelope?.before ?? nothing, after: envelope?.after ?? nothing, rest: stored.body }, writable),
  );
  return new Response(readable, { headers });
}
