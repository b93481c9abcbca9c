import type { Random } from "../style/scene/draw/random.ts";
import type { Scene, Staging } from "../style/scene/scene.ts";
import { paintImpasto } from "./impasto.ts";

/** An artist who never lived: a palette, a way of making marks, a habit of staging. */
export interface Hand {
  id: string;
  name: string;
  about: string;
}

export interface Practice extends Hand {
  staging: Staging;
  /** Long side of the scene the artist looks at, as a share of the picture's. */
  look: number;
  paint: (scene: Scene, width: number, height: number, random: Random) => Uint8Array;
}

export const practices: Practice[] = [
  {
    id: "impasto",
    name: "Odile Brandvik",
    about: "Oil laid thick over a burnt ground: warm lights, violet shadows, strokes that turn with the form.",
    staging: { horizon: 0.44, tonalTop: 0.66, tonalBottom: 0.5, emptiness: 0.3 },
    look: 0.5,
    paint: paintImpasto,
  },
];

export const hands: Hand[] = practices.map(({ id, name, about }) => ({ id, name, about }));
