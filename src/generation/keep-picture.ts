import { crc32 } from "node:zlib";
import { violates } from "../db/constraint.ts";
import type { Ctx } from "../http/ctx.ts";
import { fetchPicture } from "../replicate/output.ts";
import { type GenerationCopy, pictureKey, thumbnailKey } from "./machine.ts";
import { keptPictures } from "./table.ts";
import { withoutMetadata } from "./webp.ts";

/** Pixels of the longer side, enough for a card on a dense screen. */
const THUMBNAIL_SIDE = 512;
/** Pixels of the longer side: about 100 bytes, blurred to the size of a card. */
const PREVIEW_SIDE = 12;

/** One side is given and the other follows: two would let some decoders fill the rest with black. */
async function smaller(
  images: ImagesBinding,
  picture: ArrayBuffer | Uint8Array<ArrayBuffer>,
  { width, height }: GenerationCopy,
  most: number,
): Promise<ArrayBuffer> {
  const side = width >= height ? { width: Math.min(width, most) } : { height: Math.min(height, most) };
  const result = await images
    .input(new Blob([picture]).stream())
    .transform({ ...side, fit: "scale-down" })
    .output({ format: "image/webp" });
  return result.response().arrayBuffer();
}

/** Copies a finished picture from the provider, without the metadata it came with; may be done twice. */
export async function keepPicture({ db, files, images }: Ctx, copy: GenerationCopy, url: string): Promise<void> {
  const picture = withoutMetadata(await fetchPicture(url));
  const thumbnail = await smaller(images, picture, copy, THUMBNAIL_SIDE);
  const preview = Buffer.from(await smaller(images, thumbnail, copy, PREVIEW_SIDE)).toString("base64");
  const httpMetadata = { contentType: "image/webp" };
  const known = { sizeBytes: picture.length, crc32: crc32(picture), preview };
  await Promise.all([
    files.put(pictureKey(copy), picture, { httpMetadata }),
    files.put(thumbnailKey(copy), thumbnail, { httpMetadata }),
    db
      .insert(keptPictures)
      .values({ generationId: copy.id, ...known })
      .onConflictDoUpdate({ target: keptPictures.generationId, set: known })
      .catch((error: unknown) => {
        // Deleted meanwhile: the room sweeps what was written.
        if (!violates(error, "FOREIGN KEY")) throw error;
      }),
  ]);
}
