import type { StyleImage } from "#contract/images";
import { api } from "../api.ts";
import { openedStyle } from "../live/style-live.ts";
import { bundles, type CaptionChange } from "./bulk-captions.ts";

/** Saves many captions, nearly always in one request. @returns those that were changed elsewhere meanwhile and stay so. */
export async function writeCaptions(styleId: string, changes: readonly CaptionChange[]): Promise<StyleImage[]> {
  const kept: StyleImage[] = [];
  for (const captions of bundles(changes)) {
    const { images } = await api.captionImages(styleId, { captions });
    openedStyle(styleId)?.tell({ type: "images", images });
    const wished = new Map(captions.map(({ imageId, to }) => [imageId, to]));
    kept.push(...images.filter(({ id, caption }) => (caption ?? "") !== wished.get(id)));
  }
  return kept;
}
