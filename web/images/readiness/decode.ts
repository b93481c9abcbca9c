import { MEASURED_SIDE } from "./measure.ts";
import { type Box, type Pixels, shrinkPixels, within } from "./pixels.ts";

/** The browser has no canvas outside the page (Safari before 16.4). */
export class Unable extends Error {}

function canvas(width: number, height: number) {
  if (typeof OffscreenCanvas === "undefined") throw new Unable();
  const made = new OffscreenCanvas(width, height);
  const pen = made.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!pen) throw new Unable();
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  return { made, pen };
}

/** Turned upright by its EXIF; throws when it is no picture that the browser knows. */
export const decode = (source: Blob): Promise<ImageBitmap> =>
  createImageBitmap(source, { imageOrientation: "from-image" });

/**
 * A copy to measure, on white. Canvases differ in how they shrink, so the canvas goes only to twice the size and
 * the last halving is an exact average.
 */
export function readPixels(bitmap: ImageBitmap): Pixels {
  const rough = within(bitmap.width, bitmap.height, 2 * MEASURED_SIDE);
  const { pen } = canvas(rough.width, rough.height);
  pen.drawImage(bitmap, 0, 0, rough.width, rough.height);
  const pixels = pen.getImageData(0, 0, rough.width, rough.height);
  const fine = within(rough.width, rough.height, MEASURED_SIDE);
  return fine.width === rough.width ? pixels : shrinkPixels(pixels, fine.width, fine.height);
}

/** A part of a picture, or all of it, as a new file. `quality` 0–1. */
export function encode(
  bitmap: ImageBitmap,
  part: Box,
  to: { width: number; height: number },
  quality: number,
): Promise<Blob> {
  const { made, pen } = canvas(to.width, to.height);
  const { left, top, right, bottom } = part;
  pen.drawImage(bitmap, left, top, right - left, bottom - top, 0, 0, to.width, to.height);
  return made.convertToBlob({ type: "image/jpeg", quality });
}
