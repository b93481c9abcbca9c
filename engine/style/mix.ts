import { random } from "./pixels/random.ts";
import type { Style } from "./style.ts";

/** Some exemplars of a style with the dictionaries that point into it. */
export interface Source {
  style: Style;
  /** For each exemplar of `style` its number among the painting's exemplars, or −1 if it is not used. */
  exemplars: Int16Array;
}

/** A style to paint with, and what its exemplars and dictionaries come from: one style, or two that are mixed. */
export interface Mixture {
  style: Style;
  sources: Source[];
}

/** A style alone. */
export const pure = (style: Style): Mixture => ({
  style,
  sources: [{ style, exemplars: Int16Array.from(style.exemplars, (_, i) => i) }],
});

/**
 * How strong a painting in two styles is, 0–1.5: two halves make a whole, as the weights of adapters add up, but two wholes are
 * no stronger than one.
 */
export const jointStrength = (one: number, other: number): number => {
  const [a, b] = [Math.max(0, one), Math.max(0, other)];
  return Math.min(1.5, Math.max(a, b, Math.min(1, a + b)));
};

/** Mixes two styles: exemplars in proportion, statistics in between. `share` is that of `b`, 0–1. */
export function mix(a: Style, b: Style, share: number): Mixture {
  const between = (x: number, y: number): number => x + (y - x) * share;
  const each = (x: number[], y: number[]): number[] => x.map((value, i) => between(value, y[i]));
  const kept = (style: Style, part: number): number =>
    Math.max(1, Math.round(style.exemplars.length * Math.min(1, 2 * part)));
  const fromA = kept(a, 1 - share);
  const fromB = kept(b, share);
  const next = random(a.palette.length + b.palette.length);
  const palette = a.palette.slice();
  for (let p = 0; p < palette.length; p += 3) if (next() < share) palette.set(b.palette.subarray(p, p + 3), p);
  const offset = a.materials.length;
  const style: Style = {
    tone: each(a.tone, b.tone),
    chroma: [between(a.chroma[0], b.chroma[0]), between(a.chroma[1], b.chroma[1])],
    bands: each(a.bands, b.bands),
    palette,
    materials: [
      ...a.materials.map((material) => ({ ...material, weight: material.weight * (1 - share) })),
      ...b.materials.map((material) => ({ ...material, weight: material.weight * share })),
    ],
    strokes: {
      width: between(a.strokes.width, b.strokes.width),
      length: between(a.strokes.length, b.strokes.length),
      coherence: between(a.strokes.coherence, b.strokes.coherence),
      contour: between(a.strokes.contour, b.strokes.contour),
      direction: (share < 0.5 ? a : b).strokes.direction,
      habit: between(a.strokes.habit, b.strokes.habit),
    },
    staging: {
      horizon: between(a.staging.horizon, b.staging.horizon),
      tonalTop: between(a.staging.tonalTop, b.staging.tonalTop),
      tonalBottom: between(a.staging.tonalBottom, b.staging.tonalBottom),
      emptiness: between(a.staging.emptiness, b.staging.emptiness),
    },
    words: joinWords(a, b),
    exemplars: [
      ...a.exemplars.slice(0, fromA),
      ...b.exemplars
        .slice(0, fromB)
        .map((exemplar) => ({ ...exemplar, cells: exemplar.cells.map((cell) => cell + offset) })),
    ],
    dictionaries: a.dictionaries,
  };
  return {
    style,
    sources: [
      { style: a, exemplars: Int16Array.from(a.exemplars, (_, i) => (i < fromA ? i : -1)) },
      { style: b, exemplars: Int16Array.from(b.exemplars, (_, i) => (i < fromB ? fromA + i : -1)) },
    ],
  };
}

function joinWords(a: Style, b: Style): Record<string, number[]> {
  const usual = (style: Style): number[] => style.materials.map(() => 1);
  const words = new Set([...Object.keys(a.words), ...Object.keys(b.words)]);
  return Object.fromEntries(
    [...words].map((word) => [word, [...(a.words[word] ?? usual(a)), ...(b.words[word] ?? usual(b))]]),
  );
}
