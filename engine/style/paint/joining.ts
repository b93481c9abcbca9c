import { distanceTo } from "../pixels/distance.ts";
import { spanMembrane } from "../pixels/membrane.ts";
import type { Raster } from "../pixels/raster.ts";

export interface Size {
  width: number;
  height: number;
}

/** A part of the picture. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** Share of the difference at the border that the scene's sky and ground keep however far from it. */
const lastingShare = 0.6;

/** Levels on which the bands of a sky and a ground go on side by side. */
const bandLevels = 5;

/**
 * How the scene must change to join the known part, fading inwards: three Lab8 steps a pixel of the picture.
 * @param lasting 1 for each pixel of the scene whose tone is that of what it goes on with
 */
export function difference(
  known: Raster,
  scene: Raster,
  open: Uint8Array,
  frame: Box,
  lasting: Uint8Array,
): Float32Array {
  const { width, height } = known;
  const values = new Float32Array(width * height * 3);
  const rim = new Float32Array(width * height);
  const near = distanceTo(open, width, height);
  // A wider rim would be averaged, and no longer meet the border.
  const wide = Math.max(2, Math.max(width, height) / 120);
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const i = (y + frame.top) * width + x + frame.left;
      if (open[i] || near[i] > wide) continue;
      rim[i] = 1;
      for (let k = 0; k < 3; k++) values[i * 3 + k] = known.data[i * 3 + k] - scene.data[(y * frame.width + x) * 3 + k];
    }
  }
  const banded = lasting.includes(1);
  spanMembrane(values, rim, width, height, banded ? bandLevels : undefined);
  const far = Math.max(width, height) / 5;
  const distances = distanceTo(
    open.map((value) => 1 - value),
    width,
    height,
  );
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const i = (y + frame.top) * width + x + frame.left;
      const goesOn = lasting[y * frame.width + x];
      const least = goesOn ? lastingShare : 0;
      // What stands before bands of light is not banded itself.
      const share = least + (1 - least) * Math.exp(-distances[i] / (banded && !goesOn ? far / 4 : far));
      for (let k = 0; k < 3; k++) values[i * 3 + k] *= share;
    }
  }
  return values;
}

/** Reach of the correction at the border, as a share of the picture. */
const rimReach = 1 / 50;

/**
 * Joins a filling to what is known: by how much it would have missed the known pixels it reaches over, it moves inside,
 * fading within a few pixels (after Pérez, Gangnet and Blake 2003).
 * @param filled painted beyond the border of what is open too
 */
export function joinRim(filled: Raster, known: Raster, open: Uint8Array): Raster {
  const { width, height } = filled;
  const near = distanceTo(open, width, height);
  const rim = Float32Array.from(open, (value, i) => (!value && near[i] <= 2 ? 1 : 0));
  const values = Float32Array.from(filled.data, (value, p) => (rim[Math.floor(p / 3)] ? known.data[p] - value : 0));
  spanMembrane(values, rim, width, height);
  const inside = distanceTo(
    open.map((value) => 1 - value),
    width,
    height,
  );
  const reach = Math.max(3, Math.max(width, height) * rimReach);
  const data = filled.data.slice();
  for (let i = 0; i < open.length; i++) {
    if (!open[i]) continue;
    const share = Math.exp(-(inside[i] - 1) / reach);
    for (let p = i * 3; p < i * 3 + 3; p++) data[p] = Math.max(0, Math.min(255, data[p] + values[p] * share + 0.5));
  }
  return { ...filled, data };
}
