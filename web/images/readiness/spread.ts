import { correlation, masses } from "./layout.ts";
import type { Measures } from "./measure.ts";
import { colourDistance } from "./palette.ts";

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
};

/** Fewer pictures than this say nothing about a set. */
const FEW = 6;

/**
 * How alike the layouts are: median correlation of the 8 × 8 masses over all pairs, −1 to 1; `null` for a handful.
 * Landscapes of one hand measure about 0.25 to 0.5, the same bust again and again above 0.7.
 */
export function layoutLikeness(set: readonly Measures[]): number | null {
  if (set.length < FEW) return null;
  const squares = set.map(({ layout }) => masses(layout));
  const pairs: number[] = [];
  squares.forEach((one, at) => {
    for (const other of squares.slice(at + 1)) pairs.push(correlation(one, other));
  });
  return median(pairs);
}

export interface ColourSpread {
  /** Median ΔE between two pictures' palettes. */
  typical: number;
  /** Pictures whose three nearest are far from them, measured by the set itself. */
  apart: string[];
}

/** ΔE to the three nearest below which no picture stands apart, however close the others are. */
const APART = 16;
/** Times the set's own median. */
const APART_TIMES = 2.5;

export function colourSpread(set: readonly Measures[]): ColourSpread | null {
  if (set.length < FEW) return null;
  const pairs: number[] = [];
  const nearest = set.map((one) => {
    const distances = set.filter((other) => other !== one).map((other) => colourDistance(one.slices, other.slices));
    pairs.push(...distances);
    return (
      distances
        .sort((a, b) => a - b)
        .slice(0, 3)
        .reduce((sum, value) => sum + value, 0) / 3
    );
  });
  const limit = Math.max(APART, APART_TIMES * median(nearest));
  return { typical: median(pairs), apart: set.filter((_, at) => (nearest[at] ?? 0) > limit).map(({ id }) => id) };
}
