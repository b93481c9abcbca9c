import { type Raster, resize } from "../../../engine/style/pixels/raster.ts";

/** A picture brought to a size: its longer side in pixels. What is compared is compared at one size. */
export function atSize(picture: Raster, size: number): Raster {
  const factor = size / Math.max(picture.width, picture.height);
  return resize(picture, Math.round(picture.width * factor), Math.round(picture.height * factor));
}
