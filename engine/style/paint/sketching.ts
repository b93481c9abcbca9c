import { hash } from "../pixels/random.ts";
import { resize } from "../pixels/raster.ts";
import type { Scene } from "../scene/scene.ts";
import type { Style } from "../style.ts";
import { colour } from "./colouring.ts";
import { raiseDetail } from "./detail.ts";
import { keyToPalette } from "./keying.ts";
import { holdOutlines } from "./outlines.ts";
import { preferSources } from "./sources.ts";
import { pickNearest, type Sketch } from "./stretch.ts";
import { underpaint } from "./underpainting.ts";

/** Largest gains of detail at 1, 2, 4 and 8 px of a 512 px picture. */
const caps = [2.4, 2.2, 1.8, 1.5];

/** Share of the way the colours move to the artist's whole palette at strength 1. */
const paletteShare = 0.6;

/** A sketch and the detail each of its regions should have in the end. */
export type DrawnSketch = Sketch & { detail: number[][] };

/**
 * Draws a scene up as an underpainting with everything the synthesis needs.
 * @param strength of everything learned, 0–1.5
 */
export function sketchScene(
  scene: Scene,
  style: Style,
  size: { width: number; height: number },
  seed: number,
  strength: number,
): DrawnSketch {
  const paints = colour(scene, style, strength);
  const laid = underpaint(scene, paints, style, hash(seed, "underpainting"));
  const keyed = keyToPalette(laid, scene, style.palette, Math.min(0.9, paletteShare * strength), hash(seed, "key"));
  const detail = paints.map(({ bands }) => bands.map((band) => band * Math.min(1.2, strength)));
  const raised = raiseDetail(keyed, { regions: scene.layer, wanted: detail }, caps, 1);
  return {
    guide: resize(raised, size.width, size.height),
    hold: pickNearest(holdOutlines(scene), scene, size),
    regions: pickNearest(scene.layer, scene, size),
    ...preferSources(style, paints),
    materials: style.materials.length,
    open: null,
    detail,
  };
}
