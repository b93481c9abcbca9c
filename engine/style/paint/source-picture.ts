import { decode, scale } from "../learn/decode.ts";

/** The picture and mask of a request at the size of the painting. */
export interface SourcePicture {
  /** sRGB, three bytes a pixel: the decoded bytes themselves if the picture already has the painting's size. */
  rgb: Uint8Array;
  /** 1 where the painting may change; null without a mask. */
  open: Uint8Array | null;
}

/** @throws Error with a sentence if the picture or its mask cannot be read, or the mask leaves nothing to paint */
export async function readSource(
  image: Uint8Array,
  mask: Uint8Array | undefined,
  width: number,
  height: number,
): Promise<SourcePicture> {
  const rgb = await at(image, "to start from", width, height);
  if (!mask) return { rgb, open: null };
  const white = await at(mask, "of the mask", width, height);
  const open = new Uint8Array(width * height);
  for (let i = 0; i < open.length; i++) open[i] = white[i * 3] + white[i * 3 + 1] + white[i * 3 + 2] > 382 ? 1 : 0;
  if (!open.includes(1)) throw new Error("The mask is black everywhere: white marks what may change.");
  return { rgb, open };
}

async function at(bytes: Uint8Array, name: string, width: number, height: number): Promise<Uint8Array> {
  // 4096: an upload is larger than the painting at most by a phone's camera.
  const picture = await decode(name, bytes, 4096);
  if (picture.width === width && picture.height === height) return picture.rgb;
  return scale(picture, width, height);
}
