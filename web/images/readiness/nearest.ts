import { correlation, likeness, masses } from "./layout.ts";
import type { Measures } from "./measure.ts";
import { colourDistance } from "./palette.ts";

/** ΔE that weighs as much as masses that have nothing in common: two moods of one hand lie about so far apart. */
const COMPOSITION_WEIGHT = 12;

/** How far two pictures lie apart, by colour (mean ΔE, from 0) and by where their masses are. Says nothing of what they depict. */
export const distance = (one: Measures, other: Measures): number =>
  colourDistance(one.slices, other.slices) +
  COMPOSITION_WEIGHT * (1 - Math.max(0, correlation(masses(one.layout), masses(other.layout))));

export interface Nearness {
  /** Ids of the nearest originals, nearest first. */
  near: string[];
  /** The original with which it shares the most drawing, and how much: −1 to 1, as twins are told. */
  closest: { id: string; likeness: number } | null;
}

export interface Compared {
  /** By the proof's id. */
  proofs: Record<string, Nearness>;
  /** How much drawing each pair of proofs shares, by "id id". */
  pairs: Record<string, number>;
}

const SHOWN = 2;

/** Lays each proof beside the originals, and beside the proofs of other sentences. `pairs` names which of those. */
export function compare(
  proofs: readonly Measures[],
  originals: readonly Measures[],
  pairs: readonly (readonly [string, string])[],
): Compared {
  const of = new Map(proofs.map((proof) => [proof.id, proof]));
  const beside = proofs.map((proof): [string, Nearness] => {
    const near = originals
      .map((original) => ({ id: original.id, far: distance(proof, original) }))
      .sort((a, b) => a.far - b.far)
      .slice(0, SHOWN)
      .map(({ id }) => id);
    const closest = originals.reduce<Nearness["closest"]>((best, original) => {
      const value = likeness(original.layout, proof.layout);
      return best && best.likeness >= value ? best : { id: original.id, likeness: value };
    }, null);
    return [proof.id, { near, closest }];
  });
  const shared = pairs.flatMap(([one, other]): [string, number][] => {
    const [a, b] = [of.get(one), of.get(other)];
    return a && b ? [[`${one} ${other}`, likeness(a.layout, b.layout)]] : [];
  });
  return { proofs: Object.fromEntries(beside), pairs: Object.fromEntries(shared) };
}
