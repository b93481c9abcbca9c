import { crc32 } from "node:zlib";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Bundle } from "../contract/gallery.ts";
import { fileStem } from "../generation/file-name.ts";
import { noSuchPicture } from "../generation/own.ts";
import { recipeOf } from "../generation/recipe.ts";
import { notBinned } from "../generation/standing.ts";
import { generations, keptPictures } from "../generation/table.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { signUrl } from "../http/sign.ts";
import { linkEnd } from "../images/files.ts";
import { type Part, zipAnswer } from "../images/zip-answer.ts";
import { styles } from "../styles/table.ts";
import { asAttachment } from "./download.ts";
import { bundles } from "./table.ts";

/** Long enough for a slow line to begin twice. */
const LINK_MS = 60 * 60 * 1_000;
/** A ZIP without ZIP64 ends here, with room for its headers. */
const MOST_BYTES = 4_000_000_000;

const among = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

const kept = (db: Ctx["db"], userId: string, ids: readonly string[]) =>
  db
    .select({ copy: generations, styleName: sql<string>`${styles.name}`.as("style_name"), file: keptPictures })
    .from(generations)
    .innerJoin(styles, eq(styles.id, generations.styleId))
    .leftJoin(keptPictures, eq(keptPictures.generationId, generations.id))
    .where(
      and(
        inArray(generations.id, among(ids)),
        eq(generations.userId, userId),
        eq(generations.status, "COMPLETED"),
        notBinned,
      ),
    )
    .orderBy(desc(generations.createdAt), desc(generations.id));

type Kept = Awaited<ReturnType<typeof kept>>[number];

/** Promises an archive of the artist's finished pictures among `ids`. Throws NOT_FOUND when none is. */
export async function bundle(ctx: UserCtx, ids: readonly string[]): Promise<Bundle> {
  const rows = await kept(ctx.db, ctx.user.id, ids);
  if (rows.length === 0) throw noSuchPicture();
  const now = ctx.now();
  const expiresAt = now + LINK_MS;
  const id = newId(now);
  const generationIds = rows.map(({ copy }) => copy.id);
  await ctx.db.insert(bundles).values({ id, userId: ctx.user.id, generationIds, expiresAt });
  const url = signUrl(ctx.settings, `/files/zips/${id}.zip`, expiresAt);
  return { url, pictures: rows.length, expiresAt: new Date(expiresAt).toISOString() };
}

/** Size and CRC-32 of a picture that was kept before they were noted; null when the file is gone. */
async function measure(ctx: Ctx, key: string): Promise<{ sizeBytes: number; crc32: number } | null> {
  const object = await ctx.files.get(key);
  if (!object) return null;
  let crc = 0;
  for await (const bytes of object.body) crc = crc32(bytes, crc);
  return { sizeBytes: object.size, crc32: crc };
}

async function partsOf(ctx: Ctx, rows: readonly Kept[]): Promise<Part[]> {
  const used = new Map<string, number>();
  const parts: Part[] = [];
  const recipes: unknown[] = [];
  for (const { copy, styleName, file } of rows) {
    const known = copy.outputKey === null ? null : (file ?? (await measure(ctx, copy.outputKey)));
    if (copy.outputKey === null || !known) continue;
    const stem = fileStem(styleName, copy);
    const times = (used.get(stem) ?? 0) + 1;
    used.set(stem, times);
    const name = `${times === 1 ? stem : `${stem}-${times}`}.webp`;
    parts.push({ name, sizeBytes: known.sizeBytes, crc32: known.crc32, key: copy.outputKey });
    recipes.push({ file: name, ...recipeOf(copy, styleName) });
  }
  const text = new TextEncoder().encode(`${JSON.stringify(recipes, null, 2)}\n`);
  return [{ name: "recipes.json", sizeBytes: text.length, crc32: crc32(text), text }, ...parts];
}

/** The archive of a signed link, with what the artist still has of it. */
export async function bundleAnswer(ctx: Ctx, id: string, request: Request): Promise<Response> {
  linkEnd(ctx, request.url);
  const [row] = await ctx.db.select().from(bundles).where(eq(bundles.id, id));
  if (!row) throw new AppError("NOT_FOUND", "This download is over. Ask for it again in the gallery.");
  const parts = await partsOf(ctx, await kept(ctx.db, row.userId, row.generationIds));
  if (parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MOST_BYTES) {
    throw new AppError("BODY_TOO_LARGE", "These pictures are more than 4 GB together. Choose fewer at once.");
  }
  const day = new Date(ctx.now()).toISOString().slice(0, 10);
  return zipAnswer(
    ctx,
    parts,
    request,
    { bundleId: id },
    { "Content-Disposition": asAttachment(`pictures-${day}.zip`) },
  );
}

/** Forgets the promises whose links are over. Run by the clock. */
export async function sweepBundles(ctx: Pick<Ctx, "db" | "now">): Promise<void> {
  await ctx.db.delete(bundles).where(lt(bundles.expiresAt, ctx.now()));
}
