import { crc32 } from "node:zlib";
import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { withTriggerWord } from "../styles/trigger-word.ts";
import { trainings } from "../training/table.ts";
import { imageKeys } from "./entity.ts";
import { linkEnd } from "./files.ts";
import { images } from "./table.ts";
import { type Part, zipAnswer } from "./zip-answer.ts";

const extensions = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;

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

/** A training's pictures and captions as a flat ZIP, streamed from R2 as it is asked for: never stored, never held in memory. */
export async function setAnswer(ctx: Ctx, trainingId: string, request: Request): Promise<Response> {
  linkEnd(ctx, request.url);
  const parts = await partsOf(ctx, trainingId);
  if (!parts) throw new AppError("NOT_FOUND", "There is no such training set.");
  return zipAnswer(ctx, parts, request, { trainingId });
}
