import type { GalleryPicture } from "#contract/generation";

type Wish = Pick<GalleryPicture, "styleId" | "prompt">;

const wishOf = ({ styleId, prompt }: Wish) => `${styleId}\n${prompt}`;

/** Whether two pictures are takes of one wish: the same words in the same style. */
export const sameWish = (a: Wish, b: Wish): boolean => wishOf(a) === wishOf(b);

/** The first picture of each wish, in the order of the list: the axis of ← and →. */
export function leadersOf<P extends Wish>(pictures: readonly P[]): P[] {
  const seen = new Set<string>();
  return pictures.filter((picture) => {
    const wish = wishOf(picture);
    if (seen.has(wish)) return false;
    seen.add(wish);
    return true;
  });
}

type Aged = Wish & Pick<GalleryPicture, "id" | "createdAt">;

export const byAge = (a: Pick<Aged, "id" | "createdAt">, b: Pick<Aged, "id" | "createdAt">): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;

/** All takes of a picture's wish, the first one first: the axis of ↑ and ↓. */
export function takesOf<P extends Aged>(all: readonly P[], picture: P): P[] {
  const takes = new Map(all.filter((other) => sameWish(other, picture)).map((take) => [take.id, take]));
  takes.set(picture.id, picture);
  return [...takes.values()].sort(byAge);
}

/** Some of a row around one place, as many as fit: `most`, fewer only when there are fewer. */
export function around<P>(row: readonly P[], at: number, most: number): P[] {
  const first = Math.max(0, Math.min(at - Math.floor((most - 1) / 2), row.length - most));
  return row.slice(first, first + most);
}
