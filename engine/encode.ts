import sharp from "sharp";
import type { Painting } from "./style/studio.ts";

export const MADE_BY = "ArtistCloner local engine";

export type Format = "webp" | "jpg" | "png";

/**
 * A painting as a picture file that says who made it.
 * @param quality 0–100, not for png; 0 is taken as 1
 */
export async function encode(
  painting: Painting,
  format: Format,
  quality: number,
  description: string,
): Promise<Buffer> {
  const { width, height, rgb } = painting;
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } }).withExif({
    IFD0: { Software: MADE_BY, ImageDescription: description },
  });
  const level = { quality: Math.max(1, quality) };
  if (format === "png") return picture.png().toBuffer();
  return format === "jpg" ? picture.jpeg(level).toBuffer() : picture.webp(level).toBuffer();
}
