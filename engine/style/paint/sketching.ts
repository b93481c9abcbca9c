import { hash } from "../pixels/random.ts";
import { resize } from "../pixels/raster.ts";
import type { Scene } from "../scene/scene.ts";
import type { Style } from "../style.ts";
import { colour } from "./colouring.ts";
import { raiseDetail } from "./detail.ts";
import { keyToPalette } from "./keying.ts";
import { holdOutlines } from "./outlines.ts";
import { pickNearest } from "./shrinking.ts";
import { preferSources } from "./sources.ts";
import type { Sketch } from "./stretch.ts";
import { underpaint } from "./underpainting.ts";

/** Largest gains of detail at 1, 2, 4 and 8 px of a 512 px picture. */
const caps = [2.4, 2.2, 1.8, 1.5];

/** Share of the way the colours move to the artist's whole palette at strength 1. */
const paletteShare = 0.8;

/** From this hold on a pixel belongs to an outline, and its patches may come from any material. */
const outlineHold = 128;

/**
 * Draws a scene up as an underpainting with everything the synthesis needs.
 * @param strength of everything learned, 1–1.5
 */
export function sketchScene(
  scene: Scene,
  style: Style,
  size: { width: number; height: number },
  seed: number,
  strength: number,
): Sketch {
  const paints = colour(scene, style);
  const laid = underpaint(scene, paints, style, hash(seed, "underpainting"));
  const keyed = keyToPalette(laid, scene, style.palette, Math.min(0.95, paletteShare * strength), hash(seed, "key"));
  const detail = paints.map(({ bands }) => bands.map((band) => band * Math.min(1.2, strength)));
  const raised = raiseDetail(keyed, { regions: scene.layer, wanted: detail }, caps, 1);
  const hold = pickNearest(holdOutlines(scene), scene, size);
  const layers = pickNearest(scene.layer, scene, size);
  return {
    guide: resize(raised, size.width, size.height),
    hold,
    layers,
    regions: layers.map((layer, i) => (hold[i] >= outlineHold ? paints.length : layer)),
    ...preferSources(style, paints),
    materials: style.materials.length,
    open: null,
    continues: -1,
    detail,
  };
}
