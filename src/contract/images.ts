import * as z from "zod/mini";
import { CAPTION_MAX, type imageTypes, MAX_IMAGES } from "./bounds.ts";
import { line, prose } from "./text.ts";

export type ImageType = (typeof imageTypes)[number];

export { imageTypes, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from "./bounds.ts";

/** Far more than a style that is added to and thinned out for years will count. */
const POSITION_MAX = 1_000_000_000;

/**
 * `contentType` is accepted and ignored: the type comes from the bytes. `position` says where among the style's pictures it
 * is to hang; after the last one otherwise.
 */
export const presignInput = z.object({
  styleId: z.string(),
  filename: line(1, 255),
  contentType: z.optional(z.string()),
  position: z.optional(z.int().check(z.gte(0), z.lte(POSITION_MAX))),
});
export type PresignInput = z.input<typeof presignInput>;

export interface Presigned {
  /** PUT the bytes here within 10 minutes, with Content-Length. */
  uploadUrl: string;
  imageId: string;
  key: string;
}

/** Width, height and size are accepted and ignored: they come from the bytes. */
export const confirmInput = z.object({
  imageId: z.string(),
  width: z.optional(z.nullable(z.number())),
  height: z.optional(z.nullable(z.number())),
  sizeBytes: z.optional(z.nullable(z.number())),
});
export type ConfirmInput = z.input<typeof confirmInput>;

export const patchImageInput = z.object({
  caption: z.nullable(prose(0, CAPTION_MAX)),
});
export type PatchImageInput = z.input<typeof patchImageInput>;

const imageIds = z.array(z.string()).check(z.minLength(1), z.maxLength(MAX_IMAGES));

/** The pictures in their new order. Those that are not named stay where they hang. */
export const orderImagesInput = z.object({ imageIds });
export type OrderImagesInput = z.input<typeof orderImagesInput>;

/** Captions of several pictures. One that no longer reads `from` was changed meanwhile and stays. */
export const captionImagesInput = z.object({
  captions: z
    .array(z.object({ imageId: z.string(), from: prose(0, CAPTION_MAX), to: prose(0, CAPTION_MAX) }))
    .check(z.minLength(1), z.maxLength(MAX_IMAGES)),
});
export type CaptionImagesInput = z.input<typeof captionImagesInput>;

/** The named pictures as they are now, whether this request changed them or not; those deleted meanwhile are left out. */
export interface ImageList {
  images: StyleImage[];
}

export interface StyleImage {
  id: string;
  styleId: string;
  filename: string;
  originalUrl: string;
  thumbnailUrl: string;
  /** Pixels as displayed: EXIF orientation applied. */
  width: number;
  height: number;
  sizeBytes: number;
  mimeType: ImageType;
  /** CRC-32 of the file, unsigned: with `sizeBytes` it tells a file that is here already. */
  crc32: number;
  caption: string | null;
  /** Pictures hang by this, then by `createdAt`, then by `id`. */
  position: number;
  createdAt: string;
  /** Goes up with every change of this image. */
  rev: number;
}
