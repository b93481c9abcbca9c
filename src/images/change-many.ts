import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { ImageList } from "../contract/images.ts";
import { type Statement, together } from "../db/client.ts";
import type { UserCtx } from "../http/ctx.ts";
import { tell } from "./change.ts";
import { type ImageRow, imageEntity, isStored } from "./entity.ts";
import { asHung, images } from "./table.ts";

interface Place {
  id: string;
  position: number;
}

/**
 * The places that `wanted` take: those they hold already, dealt out anew, so that pictures that are not named stay where
 * they are. Ids that do not hang and repetitions are passed over.
 */
export function placesOf(hung: readonly Place[], wanted: readonly string[]): Place[] {
  const held = new Map(hung.map(({ id, position }) => [id, position]));
  const ids = [...new Set(wanted)].filter((id) => held.has(id));
  const free = ids.map((id) => held.get(id) ?? 0).sort((a, b) => a - b);
  let last = -1;
  return ids.map((id, at) => {
    last = Math.max(free[at] ?? 0, last + 1);
    return { id, position: last };
  });
}

/** Hangs the pictures in the order of their ids: one statement, so two at once leave one order or the other. */
export async function orderImages(
  ctx: UserCtx,
  styleId: string,
  hung: readonly Place[],
  wanted: readonly string[],
): Promise<ImageList> {
  const places = placesOf(hung, wanted);
  const place = (name: keyof Place) => sql`place.value ->> ${sql.raw(`'${name}'`)}`;
  const update = ctx.db
    .update(images)
    .set({ position: place("position"), rev: sql`${images.rev} + 1` })
    .from(sql`json_each(${JSON.stringify(places)}) AS place`)
    .where(and(eq(images.id, place("id")), eq(images.styleId, styleId), ne(images.position, place("position"))));
  return change(
    ctx,
    styleId,
    places.map(({ id }) => id),
    update,
  );
}

/** Writes captions where they still read as the writer saw them: what somebody changed meanwhile is never overwritten. */
export async function captionImages(
  ctx: UserCtx,
  styleId: string,
  captions: readonly { imageId: string; from: string; to: string }[],
): Promise<ImageList> {
  const wish = (name: "imageId" | "from" | "to") => sql`wish.value ->> ${sql.raw(`'${name}'`)}`;
  const reads = sql`coalesce(${images.caption}, '')`;
  const update = ctx.db
    .update(images)
    .set({ caption: sql`nullif(${wish("to")}, '')`, rev: sql`${images.rev} + 1` })
    .from(sql`json_each(${JSON.stringify(captions)}) AS wish`)
    .where(
      and(
        eq(images.id, wish("imageId")),
        eq(images.styleId, styleId),
        eq(images.state, "confirmed"),
        eq(reads, wish("from")),
        ne(reads, wish("to")),
      ),
    );
  return change(
    ctx,
    styleId,
    captions.map(({ imageId }) => imageId),
    update,
  );
}

async function change(ctx: UserCtx, styleId: string, ids: readonly string[], update: Statement): Promise<ImageList> {
  const read = ctx.db
    .select()
    .from(images)
    .where(and(eq(images.styleId, styleId), eq(images.state, "confirmed"), inArray(images.id, [...ids])))
    .orderBy(...asHung);
  const [, rows] = (await together(ctx.db, [update, read])) as [unknown, ImageRow[]];
  const list = rows.filter(isStored).map((row) => imageEntity(ctx.settings, row, ctx.now()));
  if (list.length > 0) tell(ctx, styleId, { type: "images", images: list });
  return { images: list };
}
