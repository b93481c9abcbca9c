import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { type ImageType, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from "#contract/images";
import { MAX_IMAGES, MIN_IMAGES } from "#contract/styles";
import { CAPTION_MAX } from "#contract/text";
import { Refusal } from "../refusal.ts";

export interface Picture {
  filename: string;
  type: ImageType;
  bytes: Uint8Array;
  caption: string | null;
}

const accepted: Record<string, ImageType> = { jpeg: "image/jpeg", png: "image/png", webp: "image/webp" };
const readable = /\.(?:jpe?g|png|webp|tiff?|gif|avif)$/i;
/** Long side of a picture that had to be made smaller: more than any trainer looks at. */
const SMALLER_SIDE = 4_096;

async function captionBeside(file: string): Promise<string | null> {
  const text = await readFile(file.replace(/\.[^.]+$/, ".txt"), "utf8").catch(() => "");
  return text.trim().slice(0, CAPTION_MAX) || null;
}

async function readPicture(file: string): Promise<Picture | null> {
  const bytes = await readFile(file);
  const about = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (!about) return null;
  const { width, height, format } = about;
  const type = accepted[format];
  const fits =
    bytes.length <= MAX_IMAGE_BYTES && Math.max(width, height) <= MAX_IMAGE_SIDE && width * height <= MAX_IMAGE_PIXELS;
  const caption = await captionBeside(file);
  const filename = path.basename(file);
  if (type && fits) return { filename, type, bytes, caption };
  const smaller = await sharp(bytes, { limitInputPixels: false })
    .rotate()
    .resize({ width: SMALLER_SIDE, height: SMALLER_SIDE, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 92 })
    .toBuffer();
  return { filename: filename.replace(/\.[^.]+$/, ".jpg"), type: "image/jpeg", bytes: smaller, caption };
}

/**
 * The pictures of a folder in the order of their names, each with the text of a .txt file of the same name as its caption.
 * What a site would not take is turned into a JPEG that it does. `left` names files that are no pictures or are too many.
 */
export async function readFolder(folder: string): Promise<{ pictures: Picture[]; left: string[] }> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new Refusal(`There is no folder ${folder}.`);
  const names = (await readdir(folder)).filter((name) => readable.test(name)).sort();
  const pictures: Picture[] = [];
  const left: string[] = [];
  for (const name of names) {
    const picture = pictures.length < MAX_IMAGES ? await readPicture(path.join(folder, name)) : null;
    if (picture) pictures.push(picture);
    else left.push(name);
  }
  if (pictures.length < MIN_IMAGES) {
    throw new Refusal(
      `The folder ${folder} holds ${pictures.length} pictures that can be read; training needs ${MIN_IMAGES} to ${MAX_IMAGES}.`,
    );
  }
  return { pictures, left };
}
