import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { directory, localHeader, type ZipEntry, zipLength } from "./zip.ts";

/** A file of the archive: in R2 under `key`, or short enough to be here already. */
export type Part = ZipEntry & ({ key: string } | { text: Uint8Array });

async function write(ctx: Ctx, parts: readonly Part[], to: WritableStream<Uint8Array>): Promise<void> {
  const give = async (bytes: Uint8Array) => {
    const writer = to.getWriter();
    await writer.write(bytes);
    writer.releaseLock();
  };
  for (const part of parts) {
    await give(localHeader(part));
    if ("text" in part) {
      await give(part.text);
      continue;
    }
    const object = await ctx.files.get(part.key);
    if (!object) throw new Error(`${part.name} is no longer stored`);
    await object.body.pipeTo(to, { preventClose: true });
  }
  await give(directory(parts));
  await to.close();
}

/** Streams the parts from R2 as they are asked for: never stored as one, never held in memory. `what` goes to the log alone. */
export function zipAnswer(
  ctx: Ctx,
  parts: readonly Part[],
  request: Request,
  what: Record<string, string>,
  more: Record<string, string> = {},
): Response {
  const length = zipLength(parts);
  const headers = {
    "Content-Type": "application/zip",
    "Content-Length": String(length),
    "Cache-Control": "no-store",
    ...more,
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  const { readable, writable } = new FixedLengthStream(length);
  ctx.waitUntil(
    write(ctx, parts, writable).catch(async (error) => {
      log("warn", "zip.broken", { requestId: ctx.requestId, ...what, reason: describe(error) });
      await writable.abort(error).catch(() => {});
    }),
  );
  return new Response(readable, { headers });
}
