import { env } from "cloudflare:workers";
import { crc32 } from "node:zlib";
import { open, together } from "../../src/db/client.ts";
import { pictureKey, thumbnailKey } from "../../src/generation/machine.ts";
import { generations, keptPictures } from "../../src/generation/table.ts";
import { newId } from "../../src/http/ids.ts";
import { as, png } from "./picture.ts";
import type { Studio } from "./studio.ts";

type Row = typeof generations.$inferInsert;

let hung: Promise<Uint8Array<ArrayBuffer>> | undefined;
/** A WebP of 48 × 32 pixels. */
export const painted = () => {
  hung ??= as("image/webp", png(48, 32));
  return hung;
};

/** Finished pictures as the room would have left them, the first one oldest. `files`: with bytes to ask for. */
export async function hang(
  { artist, styleId }: Studio,
  wishes: (Partial<Row> & { prompt: string })[],
  files = false,
): Promise<string[]> {
  const begin = Date.now() - wishes.length * 1_000;
  const rows = wishes.map((wish, at): Row => {
    const createdAt = wish.createdAt ?? begin + at * 1_000;
    const id = newId(createdAt);
    return {
      id,
      userId: artist.id,
      styleId,
      roomId: styleId,
      trainingId: `t-${styleId}`,
      status: "COMPLETED",
      rev: 5,
      width: 48,
      height: 32,
      steps: 28,
      guidance: 3,
      strength: 1,
      seed: at,
      outputKey: pictureKey({ styleId, id }),
      thumbnailKey: thumbnailKey({ styleId, id }),
      startedAt: createdAt,
      completedAt: createdAt + 9_000,
      deadlineAt: createdAt + 60_000,
      ...wish,
      createdAt,
    };
  });
  const db = open(env.DB);
  for (let at = 0; at < rows.length; at += 100) {
    await together(
      db,
      rows.slice(at, at + 100).map((row) => db.insert(generations).values(row)),
    );
  }
  if (files) {
    const bytes = await painted();
    for (const { outputKey, id } of rows) {
      await env.FILES.put(outputKey!, bytes, { httpMetadata: { contentType: "image/webp" } });
      const known = { sizeBytes: bytes.length, crc32: crc32(bytes), preview: "UklGRg==" };
      await db.insert(keptPictures).values({ generationId: id, ...known });
    }
  }
  return rows.map(({ id }) => id);
}
