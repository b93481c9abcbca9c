import type { StyleImage } from "#contract/images";
import type { Looked } from "./readiness.ts";
import { fileOf, keyOf, uploadsOf } from "./uploader.ts";

/** The pictures of a style as readiness sees them: those that hang by their thumbnails, those on their way by their files. */
export function lookedOf(styleId: string, images: readonly StyleImage[]): Looked[] {
  const hanging = images.map(({ id, thumbnailUrl, width, height }) => {
    return { id, before: keyOf(id), source: thumbnailUrl, width, height };
  });
  const here = new Set(images.map(({ id }) => keyOf(id)));
  const coming = uploadsOf(styleId).flatMap(({ key, phase }) => {
    const source = fileOf(key);
    return source && phase !== "done" && phase !== "failed" && !here.has(key) ? [{ id: key, source }] : [];
  });
  return [...hanging, ...coming];
}
