import { hands } from "../../engine/hands/hands.ts";
import { paintOriginal } from "../../engine/hands/paint-originals.ts";
import type { Artist } from "./measures/exhibition.ts";

/** The engine's own hands, as artists to learn from. */
export const artists = (size: number, works: number): Artist[] =>
  hands.map(({ id, name }) => ({ name, works, paint: (work) => paintOriginal(id, work, { size }) }));
