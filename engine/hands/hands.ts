import type { Random } from "../style/scene/draw/random.ts";
import type { Scene, Staging } from "../style/scene/scene.ts";
import { paintDots } from "./dots.ts";
import { paintGouache } from "./gouache.ts";
import { paintImpasto } from "./impasto.ts";
import { paintWash } from "./wash.ts";
import { printWoodblock } from "./woodblock.ts";

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
  {
    id: "woodblock",
    name: "Sen Hayakori",
    about:
      "Prints from cherry planks: flat blues and earths with a wiped gradation, a blue-black key line, paper that breathes.",
    staging: { horizon: 0.6, tonalTop: 0.72, tonalBottom: 0.56, emptiness: 0.66 },
    look: 0.7,
    paint: printWoodblock,
  },
  {
    id: "gouache",
    name: "Paloma Estwick",
    about: "Gouache on cream board: warm flat shapes with a slit of bare board between them, shadows dragged in dry.",
    staging: { horizon: 0.56, tonalTop: 0.74, tonalBottom: 0.6, emptiness: 0.5 },
    look: 0.7,
    paint: paintGouache,
  },
  {
    id: "wash",
    name: "Wren Ashgrove",
    about:
      "Ink and wash on rough paper: thin greys and earths that pool at their edges, a broken pen line, much left white.",
    staging: { horizon: 0.52, tonalTop: 0.86, tonalBottom: 0.66, emptiness: 0.8 },
    look: 0.65,
    paint: paintWash,
  },
  {
    id: "dots",
    name: "Lucien Tarrow",
    about: "Small touches of pure colour on a cream ground, each tone split into its neighbours and its opposite.",
    staging: { horizon: 0.4, tonalTop: 0.68, tonalBottom: 0.56, emptiness: 0.3 },
    look: 0.5,
    paint: paintDots,
  },
];

export const hands: Hand[] = practices.map(({ id, name, about }) => ({ id, name, about }));
