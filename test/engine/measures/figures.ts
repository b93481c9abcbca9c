import type { Raster } from "../../../engine/style/pixels/raster.ts";
import { largestCopy } from "./copies.ts";
import { layoutRecognised, meanDeltaE, textureRatios } from "./effect.ts";
import { ranking } from "./fidelity.ts";
import { thumbnailCorrelation } from "./novelty.ts";

/** What is known of a style besides what was painted in it. */
export interface Reference {
  /** The pictures it was learned from. */
  learned: Raster[];
  /** Whole works the learner never saw. */
  heldOut: Raster[];
}

/** The figures of a set of paintings. */
export interface Figures {
  /** Share of paintings nearest to their own style. */
  ownStyle: number;
  /** Number of styles whose paintings, taken together, are nearest to it. */
  pooledOwn: number;
  /** Mean distance to the own style: 1 is that of the artist's own works. */
  ownDistance: number;
  /** Least and most detail against the originals, over styles and three scales. */
  texture: [least: number, most: number];
  /** Largest square copied unchanged, in pixels. */
  copied: number;
  /** Highest correlation of a thumbnail with one of a picture learned from. */
  thumbnail: number;
  /** Least mean ΔE between two prompts of one style. */
  promptEffect: number;
  /** Share of prompts recognised by layout across styles. */
  layout: number;
}

/** The figures of novelty alone: the costly ones. */
export function noveltyFigures(paintings: Raster[][], references: Reference[]): Pick<Figures, "copied" | "thumbnail"> {
  const each = (measure: (painting: Raster, learned: Raster[]) => number) =>
    Math.max(
      ...paintings.flatMap((row, style) => row.map((painting) => measure(painting, references[style]!.learned))),
    );
  return {
    copied: each(largestCopy),
    thumbnail: each((painting, learned) => Math.max(...learned.map((one) => thumbnailCorrelation(painting, one)))),
  };
}

const known = new WeakMap<Reference[], ReturnType<typeof ranking>>();

function rankingOf(references: Reference[], size: number): ReturnType<typeof ranking> {
  const rank =
    known.get(references) ??
    ranking(
      references.map(({ learned, heldOut }) => [...learned, ...heldOut]),
      size,
    );
  known.set(references, rank);
  return rank;
}

/** All figures but those of novelty. */
export function styleFigures(paintings: Raster[][], references: Reference[]): Omit<Figures, "copied" | "thumbnail"> {
  const { width, height } = paintings[0]![0]!;
  const size = Math.max(width, height);
  const rank = rankingOf(references, size);
  const ranks = paintings.map((row) => row.map((painting) => rank([painting])));
  const pooled = paintings.map((row) => rank(row));
  const nearest = (values: number[]) => values.indexOf(Math.min(...values));
  const count = ranks.flat().length;
  const textures = paintings.flatMap((row, style) => textureRatios(row, references[style]!.learned));
  const pairs = paintings.flatMap((row) => row.flatMap((a, i) => row.slice(i + 1).map((b) => meanDeltaE(a, b))));
  return {
    ownStyle:
      ranks.reduce((sum, row, style) => sum + row.filter((values) => nearest(values) === style).length, 0) / count,
    pooledOwn: pooled.filter((values, style) => nearest(values) === style).length,
    ownDistance:
      ranks.reduce((sum, row, style) => sum + row.reduce((part, values) => part + values[style]!, 0), 0) / count,
    texture: [Math.min(...textures), Math.max(...textures)],
    promptEffect: Math.min(...pairs),
    layout: layoutRecognised(paintings),
  };
}

/** The bars that known figures miss; `size` is the longer side of the paintings in pixels. */
export function failures(figures: Partial<Figures>, styles: number, size: number): string[] {
  const { ownStyle, pooledOwn, ownDistance, texture, copied, thumbnail, promptEffect, layout } = figures;
  const bars: [name: string, met: boolean][] = [
    ["ownStyle", ownStyle === undefined || ownStyle >= 0.9],
    ["pooledOwn", pooledOwn === undefined || pooledOwn === styles],
    ["ownDistance", ownDistance === undefined || ownDistance <= 1.1],
    ["texture", texture === undefined || (texture[0] >= 0.7 && texture[1] <= 1.3)],
    // 64 px of a 512 px picture.
    ["copied", copied === undefined || copied <= size / 8],
    ["thumbnail", thumbnail === undefined || thumbnail <= 0.8],
    ["promptEffect", promptEffect === undefined || promptEffect >= 8],
    ["layout", layout === undefined || layout >= 0.9],
  ];
  return bars.filter(([, met]) => !met).map(([name]) => name);
}
