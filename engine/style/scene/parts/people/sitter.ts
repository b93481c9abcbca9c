import { inLight, type Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { place, shifted } from "../../draw/path.ts";
import type { Person } from "../../read/persons.ts";
import type { Stage } from "../../stage.ts";
import { type Coat, drape, dyed, stuff } from "./drapery.ts";

/** Somebody who sits for a portrait. */
export interface Sitter {
  /** Middle of the head, and its height from chin to crown. */
  x: number;
  y: number;
  size: number;
  kind: Person["kind"];
  old: boolean;
  turn: "back" | "lost" | "profile";
  hands: "down" | "folded" | "raised";
  hat: "straw" | "felt" | "cap" | "scarf" | undefined;
  shawl: boolean;
  beard: boolean;
  glasses: boolean;
}

/** A sitter with light and colours. Coordinates are shares of the head's height about its middle. */
export interface Bust {
  stage: Stage;
  sitter: Sitter;
  at: (path: Path) => Path;
  worn: Coat;
  shawl: Coat;
  hair: Coat;
  skin: Coat;
  linen: Coat;
  straw: Coat;
  dark: Coat;
  cover: (path: Path, coat: Coat, how: Cover) => void;
}

/** How a stuff lies on an outline, in shares of the head's height: its middle, half-width, lean, folds and their direction. */
export interface Cover {
  role?: "cloth" | "skin" | "hair" | "sail";
  middle?: number;
  half?: number;
  lean?: number;
  folds?: number;
  along?: number;
}

const depth = 0.9;
const cloths: Lab[] = [
  [38, 10, -22],
  [46, 40, 26],
  [34, -14, 4],
  [62, 14, 42],
  [30, 18, -12],
  [80, 3, 12],
  [52, -18, -14],
];
const shawls: Lab[] = [
  [86, 2, 10],
  [40, 34, 20],
  [58, 12, 42],
  [30, -8, -16],
];
const hairs: Lab[] = [
  [20, 7, 10],
  [30, 16, 22],
  [62, 10, 38],
  [38, 26, 30],
  [14, 2, 3],
];

/** The sitter in the light of the picture and in colours the prompt or the scene has chosen. */
export function bustOf(stage: Stage, sitter: Sitter): Bust {
  const random = stage.random.branch("bust");
  const { x, y, size } = sitter;
  const { climate, colors } = stage.setting;
  const way = stage.light.x > 0 ? 1 : -1;
  const at = (path: Path) => place(path, x, y, size, way);
  const of = (name: string, color: Lab): Coat => stuff(name, depth, inLight(color, climate));
  const own = (name: string, role: "cloth" | "hair", color: Lab): Coat =>
    colors[role] ? dyed(name, depth, [0, 0, 0]) : of(name, color);
  return {
    stage,
    sitter,
    at,
    worn: own("worn", "cloth", random.pick(cloths)),
    shawl: of("shawl", random.pick(shawls)),
    hair: own("grown", "hair", random.pick(hairs)),
    skin: dyed("skin", depth, sitter.old ? [-5, 2, 2] : [0, 0, 0]),
    linen: of("linen", [90, 1, 7]),
    straw: of("straw", [78, 5, 38]),
    dark: of("dark", [22, 3, 2]),
    cover: (path, coat, { role = "cloth", middle = 0, half = 1, lean = 0, folds = 1, along }) =>
      drape(stage, at(path), role, coat, {
        x: x + middle * size * way,
        y: y + size,
        half: half * size,
        lean: lean * way,
        folds,
        size: 3 * size,
        ...(along === undefined ? {} : { along: way > 0 ? along : Math.PI - along }),
      }),
  };
}

/** Bodies are drawn with their neck's pit at 1; this is how far they are drawn up to the chin. */
export const raised =
  (cover: Bust["cover"]): Bust["cover"] =>
  (path, coat, how) =>
    cover(shifted(path, 0, -0.2), coat, how);
