import { inLight, type Lab } from "../../climate.ts";
import type { Path } from "../../draw/canvas.ts";
import { blob, curve, limb, place } from "../../draw/path.ts";
import type { Doing, Seat } from "../../read/doings.ts";
import type { Person, Trade } from "../../read/persons.ts";
import type { Stage } from "../../stage.ts";
import { type Coat, drape, dyed, stuff } from "./drapery.ts";

/** Somebody by the feet, or by the foot of the seat; lengths in units. */
export interface Figure {
  x: number;
  base: number;
  height: number;
  kind: Person["kind"];
  depth: number;
  umbrella?: boolean;
  /** Index of the clothes' colour. */
  dress: number;
  old?: boolean;
  trade?: Trade | undefined;
  doing?: Doing | undefined;
  seat?: Seat | undefined;
  book?: boolean;
  carries?: boolean;
  /** Which way it is turned. */
  way?: 1 | -1;
}

/** Colours of clothes against the plain one. */
const clothes: Lab[] = [
  [0, 0, 0],
  [14, 38, 40],
  [36, -2, 46],
  [-16, -8, 16],
  [44, -4, 32],
  [22, 20, 16],
  [12, -30, 34],
];

const hairs: Lab[] = [
  [20, 7, 10],
  [34, 17, 24],
  [64, 10, 40],
  [40, 27, 32],
];

/** A figure as it is dressed and placed: what its parts are drawn with. Coordinates are shares of its height, feet at 0. */
export interface Body {
  stage: Stage;
  figure: Figure;
  way: 1 | -1;
  at: (path: Path) => Path;
  /** Dress, coat or shirt; trousers, apron; what is worn on top. */
  main: Coat;
  lower: Coat;
  pale: Coat;
  dark: Coat;
  straw: Coat;
  wood: Coat;
  hair: Coat;
  /** Fills an outline with folds about a middle; `half` is its half-width. */
  hang: (
    path: Path,
    coat: Coat,
    middle: number,
    half: number,
    more?: { lean?: number; folds?: number; y?: number },
  ) => void;
  /** A small thing of one tone. */
  plain: (path: Path, coat: Coat, lighter?: number, role?: "cloth" | "trunk" | "hair") => void;
  skin: (path: Path, lighter?: number) => void;
  arm: (points: Path, coat: Coat | undefined, thick?: number) => void;
}

/** As age bends a back: forward and a little down from the hips. */
const bent = (path: Path): Path =>
  path.map((v, i) => {
    const above = Math.max(0, -(i % 2 ? v : path[i + 1]!) - 0.5);
    return i % 2 ? v + 0.16 * above : v + 0.5 * above ** 1.5;
  });

/** Dresses a figure. */
export function bodyOf(stage: Stage, figure: Figure): Body {
  const { x, base, height, depth } = figure;
  const random = stage.random.branch(`figure ${x.toFixed(3)} ${figure.dress}`);
  const way = figure.way ?? random.sign();
  const stoops = figure.old && figure.doing !== "sitting";
  const at = (path: Path) => place(stoops ? bent(path) : path, x, base, height, way);
  const { climate, colors } = stage.setting;
  const of = (name: string, color: Lab): Coat => stuff(`${name} ${figure.dress}`, depth, inLight(color, climate));
  const asked = colors.cloth !== undefined;
  const main =
    figure.trade === "bride"
      ? of("bridal", [92, 1, 6])
      : figure.trade === "monk"
        ? of("cowl", [36, 12, 22])
        : dyed(`dress ${figure.dress}`, depth, asked ? [0, 0, 0] : clothes[figure.dress % clothes.length]!);
  const grown: Lab = figure.old ? [58, 1, 4] : random.pick(hairs);
  const hair = figure.old || !colors.hair ? of("hair", grown) : dyed("hair", depth, [0, 0, 0]);
  const hang: Body["hang"] = (path, coat, middle, half, more = {}) =>
    drape(stage, at(path), "cloth", coat, {
      x: x + middle * height * way,
      y: base + (more.y ?? -0.5) * height,
      half: half * height,
      lean: (more.lean ?? 0) * way,
      folds: more.folds ?? 1,
      size: height,
    });
  const plain: Body["plain"] = (path, coat, lighter = 0, role = "cloth") =>
    stage.fill(at(path), role, { ...coat(`plain ${lighter}`, lighter), fine: true }, 0.5, 0.4, 0.5);
  const tanned = figure.old ? -6 : 0;
  const skin: Body["skin"] = (path, lighter = 0) => {
    const L = lighter + tanned;
    const tone = L ? { name: `skin ${L}`, offset: [L, 2, 2] as Lab } : {};
    stage.fill(at(path), "skin", { depth, fine: true, ...tone }, 0.52, Math.PI / 2, 0.5);
  };
  return {
    stage,
    figure,
    way,
    at,
    main,
    lower: of("lower", [30, 2, -8]),
    pale: of("pale", [88, 1, 9]),
    dark: of("dark", [24, 4, 4]),
    straw: of("straw", [78, 5, 38]),
    wood: of("wood", [40, 12, 24]),
    hair,
    hang,
    plain,
    skin,
    arm: (points, coat, thick = 0.034) => {
      const path = limb(points.length > 4 ? curve(points, 4, false) : points, thick, thick * 0.72);
      const [hx, hy] = [points.at(-2)!, points.at(-1)!];
      if (coat) {
        skin(blob(hx, hy, thick * 0.72, thick * 0.8));
        hang(path, coat, points[0]!, thick * 2.4, { folds: 0.6 });
      } else skin(path);
    },
  };
}
