import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { GalleryPicture, Generation } from "../contract/generation.ts";
import type { Db } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import type { Settings } from "../http/settings.ts";
import { generationEntity } from "./entity.ts";
import type { GenerationCopy } from "./machine.ts";
import { generations } from "./table.ts";

/** A row with what its owner did to it; every part is found by a primary key. */
export const pictureColumns = {
  ...getTableColumns(generations),
  favourite: sql<number>`EXISTS (SELECT 1 FROM favourites WHERE favourites.generation_id = generations.id)`.as(
    "favourite",
  ),
  preview: sql<
    string | null
  >`(SELECT preview FROM kept_pictures WHERE kept_pictures.generation_id = generations.id)`.as("preview"),
  slug: sql<string | null>`(SELECT slug FROM shares WHERE shares.generation_id = generations.id)`.as("slug"),
};

export const selectPictures = (db: Db) => db.select(pictureColumns).from(generations);

export type PictureRow = Awaited<ReturnType<typeof selectPictures>>[number];

/** The bare row, which alone may go to the room. */
export const copyOf = ({ favourite: _, preview: __, slug: ___, ...copy }: PictureRow): GenerationCopy => copy;

/** What lies in the bin is in no list. */
export const notBinned: SQL = sql`NOT EXISTS (SELECT 1 FROM bin WHERE bin.generation_id = generations.id)`;

export const shareUrlOf = (settings: Settings, slug: string): string => `${settings.APP_URL}/s/${slug}`;

const isInFlight = ({ status }: GenerationCopy) => status === "PENDING" || status === "PROCESSING";

async function news(ctx: Ctx, rows: GenerationCopy[]): Promise<Map<string, Generation>> {
  const asked = rows.filter(isInFlight);
  const answers = await Promise.all(
    [...new Set(asked.map(({ roomId }) => roomId))].map(async (room) => {
      const ids = asked.filter(({ roomId }) => roomId === room).map(({ id }) => id);
      try {
        return (await ctx.rooms(room).live(ids)).generations;
      } catch (error) {
        // The rows alone are true, if a little old.
        log("warn", "room.silent", { requestId: ctx.requestId, roomId: room, reason: describe(error) });
        return [];
      }
    }),
  );
  return new Map(answers.flat().map((one) => [one.id, one]));
}

/** Rows as their rooms know them: those in flight are asked for, and the higher rev wins. */
export async function asTheyStand(ctx: Ctx, rows: PictureRow[]): Promise<GalleryPicture[]> {
  const live = await news(ctx, rows);
  return rows.map(({ favourite, preview, slug, ...row }) => {
    const copy = generationEntity(ctx.settings, row, ctx.now());
    const known = live.get(row.id);
    const stands = known && known.rev >= copy.rev ? known : copy;
    const shareUrl = slug === null ? null : shareUrlOf(ctx.settings, slug);
    return { ...stands, favourite: favourite === 1, preview, shareUrl };
  });
}
