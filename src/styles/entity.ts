import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Style } from "../contract/styles.ts";
import type { Db } from "../db/client.ts";
import type { Settings } from "../http/settings.ts";
import { pictureUrl } from "../http/sign.ts";
import { imageKeys } from "../images/entity.ts";
import { asHung, images } from "../images/table.ts";
import { trainings } from "../training/table.ts";
import { statusOf } from "./status.ts";
import { styles } from "./table.ts";

/** Selects styles with what their status and cover are derived from; the caller adds the WHERE. */
export function selectStyles(db: Db) {
  const confirmed = and(eq(images.styleId, styles.id), eq(images.state, "confirmed"));
  const ofStyle = eq(trainings.styleId, styles.id);
  const kept = and(ofStyle, eq(trainings.status, "COMPLETED"));
  const firstImages = db
    .select({ place: sql`${images.id} || '/' || ${images.attempt}`.as("place") })
    .from(images)
    .where(confirmed)
    .orderBy(...asHung)
    .limit(MOSAIC);
  const lastTraining = db
    .select({ status: trainings.status })
    .from(trainings)
    .where(ofStyle)
    .orderBy(desc(trainings.createdAt), desc(trainings.id))
    .limit(1);
  const testImage = db
    .select({ key: trainings.testImageKey })
    .from(trainings)
    .where(kept)
    .orderBy(desc(trainings.completedAt))
    .limit(1);
  return db
    .select({
      id: styles.id,
      name: styles.name,
      description: styles.description,
      triggerWord: styles.triggerWord,
      strength: styles.strength,
      createdAt: styles.createdAt,
      updatedAt: styles.updatedAt,
      imageCount: sql<number>`(${db.select({ n: count() }).from(images).where(confirmed)})`.as("image_count"),
      /** JSON: `["<image>/<attempt>", …]`, as they hang. */
      firstImages: sql<string>`(SELECT json_group_array(place) FROM (${firstImages}))`.as("first_images"),
      lastTraining: sql<typeof trainings.$inferSelect.status | null>`(${lastTraining})`.as("last_training"),
      versions: sql<number>`(${db.select({ n: count() }).from(trainings).where(kept)})`.as("versions"),
      testImageKey: sql<string | null>`(${testImage})`.as("test_image_key"),
    })
    .from(styles);
}

/** The pictures of a style's card: a large one and two beside it. */
const MOSAIC = 3;

export type DescribedStyle = Awaited<ReturnType<typeof selectStyles>>[number];

export function styleEntity(settings: Settings, row: DescribedStyle, now: number): Style {
  const originals = (JSON.parse(row.firstImages) as string[]).map((place) => {
    const [id = "", attempt = ""] = place.split("/");
    return imageKeys({ styleId: row.id, id, attempt }).thumbnail;
  });
  const mosaic = [...(row.testImageKey ? [row.testImageKey] : []), ...originals].slice(0, MOSAIC);
  const mosaicUrls = mosaic.map((key) => pictureUrl(settings, key, now));
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    status: statusOf({ imageCount: row.imageCount, lastTraining: row.lastTraining, hasVersion: row.versions > 0 }),
    imageCount: row.imageCount,
    thumbnailUrl: mosaicUrls[0] ?? null,
    mosaicUrls,
    versionCount: row.versions,
    triggerWord: row.triggerWord,
    strength: row.strength,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
