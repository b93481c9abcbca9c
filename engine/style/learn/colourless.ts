import type { Specimen } from "./specimen.ts";

/** Chroma in Lab below which nine tenths of a colourless picture's pixels stay: old paper and JPEG leave a trace. */
const trace = 5;

/**
 * The pictures that colours, surfaces and words may be learned from. One in greys among coloured works shows the artist's
 * brush and staging, but would grey whatever its caption names; where most pictures are colourless, that is the artist's own colour.
 */
export function teachingColour<Picture extends Pick<Specimen, "levels">>(pictures: Picture[]): Picture[] {
  const coloured = pictures.filter(({ levels }) => highChroma(levels.at(-1)!.data) >= trace);
  return 2 * coloured.length >= pictures.length ? coloured : pictures;
}

/** The chroma nine tenths of Lab8 pixels stay below. */
function highChroma(lab8: Uint8Array): number {
  const chroma = Float32Array.from({ length: lab8.length / 3 }, (_, i) =>
    Math.hypot(lab8[i * 3 + 1] - 128, lab8[i * 3 + 2] - 128),
  ).sort();
  return chroma[Math.round(0.9 * (chroma.length - 1))];
}
