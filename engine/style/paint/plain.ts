import type { Lab } from "../pixels/lab.ts";
import { hash } from "../pixels/random.ts";
import { type Raster, resize } from "../pixels/raster.ts";
import type { Scene } from "../scene/scene.ts";
import { evenStaging } from "../scene/staging.ts";
import type { Style } from "../style.ts";
import type { Paint } from "./colouring.ts";
import { underpaint } from "./underpainting.ts";

/** Pixels of nobody's surface: from dark to light by this much in L, × 10, without hue. */
const residuals = Array.from({ length: 48 }, (_, i) => [Math.round((i - 23.5) * 1.7), 0, 0]).flat();

/** A hand that has learned nothing: an even brush, the colours a viewer expects, no habits. */
const nobody: Style = {
  tone: Array.from({ length: 33 }, (_, i) => (i / 32) * 100),
  chroma: [18, 42],
  bands: [1.2, 1.8, 2.2, 2.6],
  palette: new Uint8Array(0),
  materials: [
    {
      weight: 1,
      mean: [50, 0, 0],
      axis: [1, 0, 0],
      deviation: 6,
      energy: 2,
      coherence: 0.4,
      height: 0.5,
      bands: [1.2, 1.8, 2.2, 2.6],
      residuals,
    },
  ],
  strokes: { width: 4, length: 15, coherence: 0.5, direction: 0, habit: 0, contour: 0 },
  staging: evenStaging,
  words: {},
  exemplars: [],
  dictionaries: [],
};

/** Paints a scene as it would look in no style at all. */
export function paintPlain(scene: Scene, size: { width: number; height: number }, seed: number): Raster {
  const paints = scene.layers.map(({ natural, calm }): Paint => {
    const material = nobody.materials[0];
    return { material: 0, mean: natural as Lab, axis: material.axis, deviation: 9 - 5 * calm, bands: material.bands };
  });
  return resize(underpaint(scene, paints, nobody, hash(seed, "plain")), size.width, size.height);
}
