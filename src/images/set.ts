import { crc32 } from "node:zlib";
import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { withTriggerWord } from "../styles/trigger-word.ts";
import { trainings } from "../training/table.ts";
import { imageKeys } from "./entity.ts";
import { linkEnd } from "./files.ts";
import { images } from "./table.ts";
import { directory, localHeader, type ZipEntry, zipLength } from "./zip.ts";

const extensions = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;

type Part = ZipEntry & ({ key: string } | { text: Uint8Array });

/** The frozen list as files, in its order; a picture the artist deleted since is left out: deleted means deleted. */
async function partsOf(ctx: Ctx, trainingId: string): Promise<Part[] | null> {
  const [training] = await ctx.db.select().from(trainings).where(eq(trainings.id, trainingId));
  if (!training) return null;
  const rows = await ctx.db
    .select({ id: images.id, attempt: images.attempt })
    .from(images)
    .where(and(eq(images.styleId, training.styleId), sql`${images.attempt} IS NOT NULL`));
  const attempts = new Map(rows.map(({ id, attempt }) => [id, attempt]));
  return training.set.flatMap((image, at): Part[] => {
    const attempt = attempts.get(image.imageId);
    if (!attempt) return [];
    const stem = String(at + 1).padStart(4, "0");
    const text = new TextEncoder().encode(withTriggerWord(image.caption, training.triggerWord));
    const { original } = imageKeys({ styleId: training.styleId, id: image.imageId, attempt });
    return [
      { name: `${stem}.${extensions[image.type]}`, sizeBytes: image.sizeBytes, crc32: image.crc32, key: original },
      { name: `${stem}.txt`, sizeBytes: text.length, crc32: crc32(text), text },
    ];
  });
}

async function write(ctx: Ctx, parts: Part[], to: WritableStream<Uint8Array>): Promise<void> {
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

/** A training's pictures and captions as a flat ZIP, streamed from R2 as it is asked for: never stored, never held in memory. */
export async function setAnswer(ctx: Ctx, trainingId: string, request: Request): Promise<Response> {
  linkEnd(ctx, request.url);
  const parts = await partsOf(ctx, trainingId);
  if (!parts) throw new AppError("NOT_FOUND", "There is no such training set.");
  const length = zipLength(parts);
  const headers = { "Content-Type": "application/zip", "Content-Length": String(length), "Cache-Control": "no-store" };
  if (request.method === "HEAD") return new Response(null, { headers });
  const { readable, writable } = new FixedLengthStream(length);
  ctx.waitUntil(
    write(ctx, parts, writable).catch(async (error) => {
      log("warn", "set.broken", { requestId: ctx.requestId, trainingId, reason: describe(error) });
      await writable.abort(error).catch(() => {});
    }),
  );
  return new Response(readable, { headers });
}
