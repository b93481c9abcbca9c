import { likeness } from "./layout.ts";
import type { Measures } from "./measure.ts";
import { colourDistance } from "./palette.ts";

/** Shared drawing, −1 to 1: recompressed, resized, mirrored and cropped twins measure 0.82 to 1, one scene painted twice up to 0.78. */
export const TWIN_LIKENESS = 0.8;
/** ΔE: further apart they are two colourings of one drawing, which is a series and not a mistake. */
export const TWIN_COLOURS = 14;

/** Keeps what two pictures share, since measures never change: 780 pairs are compared once and not at every change of the set. */
export type Known = Map<string, number>;

function shared(one: Measures, other: Measures, known: Known): number {
  const key = one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = colourDistance(one.slices, other.slices) > TWIN_COLOURS ? -1 : likeness(one.layout, other.layout);
  known.set(key, value);
  return value;
}

/** Sharper first, then larger; ‰ of the long side and megapixels weigh so that a clear difference of either decides. */
const worth = ({ edges, width, height, inside }: Measures) =>
  Math.sqrt(Math.min(width * height, 4_000_000)) / 500 - (edges ?? 1) * 1.5 - (inside ? 0.5 : 0);

/** Groups of the same picture, the one to keep first; the set's order otherwise. */
export function twins(set: readonly Measures[], known: Known = new Map()): Measures[][] {
  const group = set.map((_, at) => at);
  const root = (at: number): number => (group[at] === at ? at : root(group[at] ?? at));
  set.forEach((one, at) => {
    for (let other = at + 1; other < set.length; other++) {
      const second = set[other];
      if (second && shared(one, second, known) >= TWIN_LIKENESS) group[root(other)] = root(at);
    }
  });
  const groups = new Map<number, Measures[]>();
  set.forEach((measures, at) => {
    groups.set(root(at), [...(groups.get(root(at)) ?? []), measures]);
  });
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((same) => same.sort((a, b) => worth(b) - worth(a)));
}
