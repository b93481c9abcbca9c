import type { StyleImage } from "../contract/images.ts";
import type { Settings } from "../http/settings.ts";
import { pictureUrl } from "../http/sign.ts";
import { stylePrefix } from "../styles/keys.ts";
import type { images } from "./table.ts";

export type ImageRow = typeof images.$inferSelect;

/** A row whose bytes are in R2: everything that came from them is known. */
export type StoredImage = ImageRow & {
  mimeType: NonNullable<ImageRow["mimeType"]>;
  width: number;
  height: number;
  sizeBytes: number;
  crc32: number;
  attempt: string;
};

export const isStored = (row: ImageRow): row is StoredImage => row.state !== "reserved" && row.attempt !== null;

/** Everything R2 holds of one image lies under these two. */
export const imagePrefixes = (styleId: string, imageId: string): [originals: string, thumbnails: string] => [
  `${stylePrefix(styleId)}images/${imageId}/`,
  `${stylePrefix(styleId)}thumbnails/${imageId}/`,
];

export function imageKeys(image: { styleId: string; id: string; attempt: string }) {
  const [originals, thumbnails] = imagePrefixes(image.styleId, image.id);
  return { original: originals + image.attempt, thumbnail: thumbnails + image.attempt };
}

export function imageEntity(settings: Settings, row: StoredImage, now: number): StyleImage {
  const keys = imageKeys(row);
  return {
    id: row.id,
    styleId: row.styleId,
    filename: row.filename,
    originalUrl: pictureUrl(settings, keys.original, now),
    thumbnailUrl: pictureUrl(settings, keys.thumbnail, now),
    width: row.width,
    height: row.height,
    sizeBytes: row.sizeBytes,
    mimeType: row.mimeType,
    crc32: row.crc32,
    caption: row.caption,
    position: row.position,
    createdAt: new Date(row.createdAt).toISOString(),
    rev: row.rev,
  };
}
