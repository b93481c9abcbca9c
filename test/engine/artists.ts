import { hands } from "../../engine/hands/hands.ts";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import type { Artist } from "./measures/exhibition.ts";
import { fourHands, paintOriginal as paintPlain, subjects } from "./measures/four-hands.ts";

/** At least four artists who never lived: the engine's own hands, and plain ones for as long as those are fewer. */
export function artists(size: number, works: number): Artist[] {
  const known = hands.map(({ id, name }) => ({
    name,
    works,
    paint: (work: number) => paintOriginal(id, work, { size }),
  }));
  const plain = fourHands.map((hand) => ({
    name: hand.name,
    works: Math.min(works, subjects.length),
    paint: (work: number) => {
      const caption = subjects[work]!;
      return { width: size, height: size, rgb: paintPlain(hand, caption, size), caption };
    },
  }));
  return [...known, ...plain.slice(0, Math.max(0, 4 - known.length))];
}
