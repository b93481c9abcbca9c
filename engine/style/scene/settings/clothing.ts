import type { Figure } from "../parts/people/body.ts";
import type { Person } from "../read/persons.ts";
import type { Reading } from "../read/reading.ts";
import type { Stage } from "../stage.ts";

/** Clothes the `i`th person of a picture, with what the prompt puts into the hands. */
export const clothe = (
  stage: Stage,
  reading: Reading,
  { kind, old, trade }: Person,
  i: number,
): Pick<Figure, "kind" | "old" | "trade" | "dress" | "book" | "carries"> => ({
  kind,
  old,
  trade,
  dress: i + stage.random.branch("dress").whole(0, 6),
  book: reading.reads || reading.wishes.has("book"),
  carries: reading.carries,
});
