import * as z from "zod/mini";
import { CAPTION_MAX, line, prose } from "./text.ts";

export const imageTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export type ImageType = (typeof imageTypes)[number];

export const MAX_IMAGE_BYTES = 10_000_000;
export const MAX_IMAGE_SIDE = 12_000;
export const MAX_IMAGE_PIXELS = 40_000_000;

/** `contentType` is accepted and ignored: the type comes from the bytes. */
export const presignInput = z.object({
  styleId: z.string(),
  filename: line(1, 255),
  contentType: z.optional(z.string()),
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
  caption: string | null;
  createdAt: string;
  /** Goes up with every change of this image. */
  rev: number;
}
