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
};

export const isStored = (row: ImageRow): row is StoredImage => row.state !== "reserved" && row.crc32 !== null;

export const originalKey = (styleId: string, imageId: string): string => `${stylePrefix(styleId)}images/${imageId}`;
export const thumbnailKey = (styleId: string, imageId: string): string =>
  `${stylePrefix(styleId)}thumbnails/${imageId}`;

export const imageEntity = (settings: Settings, row: StoredImage, now: number): StyleImage => ({
  id: row.id,
  styleId: row.styleId,
  filename: row.filename,
  originalUrl: pictureUrl(settings, originalKey(row.styleId, row.id), now),
  thumbnailUrl: pictureUrl(settings, thumbnailKey(row.styleId, row.id), now),
  width: row.width,
  height: row.height,
  sizeBytes: row.sizeBytes,
  mimeType: row.mimeType,
  caption: row.caption,
  createdAt: new Date(row.createdAt).toISOString(),
  rev: row.rev,
});
