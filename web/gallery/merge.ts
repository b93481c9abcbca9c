import type { GalleryPicture } from "#contract/generation";
import { byAge } from "./axes.ts";

/**
 * The list after its newest page was read again: what is new comes in, what the page should hold and does not is gone,
 * and what lies beyond the page stays. `whole`: the page was all there is.
 */
export function mergeTop(
  known: readonly GalleryPicture[],
  page: readonly GalleryPicture[],
  whole: boolean,
): GalleryPicture[] {
  const last = page.at(-1);
  if (whole || !last) return whole ? [...page] : [...known];
  const beyond = known.filter((picture) => byAge(picture, last) < 0);
  return [...page, ...beyond];
}

/** The list with an older page at its end; a picture that moved between two pages hangs once. */
export function addPage(known: readonly GalleryPicture[], page: readonly GalleryPicture[]): GalleryPicture[] {
  const there = new Set(known.map(({ id }) => id));
  return [...known, ...page.filter(({ id }) => !there.has(id))];
}
