import type { StyleImage } from "#contract/images";
import type { Upload } from "./queue.ts";

/** What hangs on the wall: a picture, or one on its way to its place. */
export type Hung = StyleImage | Upload;

export const isComing = (one: Hung): one is Upload => "key" in one;

/**
 * Pictures, in the order given, with uploads at their places among them. What counts is which places are taken, not by
 * which picture: an order that is not saved yet deals them out anew.
 */
export function hang(images: readonly StyleImage[], uploads: readonly Upload[]): Hung[] {
  const places = images.map(({ position }) => position).sort((a, b) => a - b);
  const coming = [...uploads].sort((a, b) => a.position - b.position);
  const wall: Hung[] = [];
  images.forEach((image, at) => {
    while (coming[0] && coming[0].position < (places[at] ?? 0)) wall.push(...coming.splice(0, 1));
    wall.push(image);
  });
  return [...wall, ...coming];
}

/** The pictures with those that `wish` names in its order, on the places they hold; the others stay where they are. */
export function inOrder(images: readonly StyleImage[], wish: readonly string[] | undefined): StyleImage[] {
  if (!wish) return [...images];
  const byId = new Map(images.map((image) => [image.id, image]));
  const named = [...new Set(wish)].flatMap((id) => byId.get(id) ?? []);
  const moves = new Set(named.map(({ id }) => id));
  let at = 0;
  return images.map((image) => (moves.has(image.id) ? (named[at++] ?? image) : image));
}

/** `ids` taken out and hung before `target` in the order they had; at the end without one. */
export function movedBefore(order: readonly string[], ids: readonly string[], target: string | undefined): string[] {
  const taken = new Set(ids);
  const moving = order.filter((id) => taken.has(id));
  // A target that moves itself gives way to the next that stays.
  const from = target === undefined ? -1 : order.indexOf(target);
  const anchor = from < 0 ? undefined : order.slice(from).find((id) => !taken.has(id));
  const rest = order.filter((id) => !taken.has(id));
  const place = anchor === undefined ? rest.length : rest.indexOf(anchor);
  return [...rest.slice(0, place), ...moving, ...rest.slice(place)];
}

/** `ids` moved together by `by` places, as far as there are places. */
export function movedBy(order: readonly string[], ids: readonly string[], by: number): string[] {
  const taken = new Set(ids);
  const moving = order.filter((id) => taken.has(id));
  const first = order.findIndex((id) => taken.has(id));
  if (first < 0) return [...order];
  const rest = order.filter((id) => !taken.has(id));
  const before = order.slice(0, first).filter((id) => !taken.has(id)).length;
  const place = Math.max(0, Math.min(rest.length, before + by));
  return [...rest.slice(0, place), ...moving, ...rest.slice(place)];
}

/** The ids from `one` to `other`, both included, whichever comes first. */
export function between(order: readonly string[], one: string, other: string): string[] {
  const [a, b] = [order.indexOf(one), order.indexOf(other)];
  if (a < 0 || b < 0) return [other];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
