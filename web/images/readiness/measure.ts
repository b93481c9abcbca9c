import { contentInside } from "./border.ts";
import { layout } from "./layout.ts";
import { sampleColours, slices } from "./palette.ts";
import { type Box, cropPixels, luma, type Pixels } from "./pixels.ts";
import { edgeWidth } from "./sharpness.ts";

/** Pixels of the long side that every picture is measured at: fine enough for what a trainer at 512 to 1,024 px sees. */
export const MEASURED_SIDE = 512;
/** Pixels: a smaller copy of a larger original hides blur, so nothing is said of its sharpness. */
export const LEAST_SIDE_FOR_BLUR = 384;

/** What is known of one picture. Numbers only: it costs about 9 KB and holds nothing that could be shown. */
export interface Measures {
  id: string;
  /** Pixels of the original as displayed. */
  width: number;
  height: number;
  /** Gaussian σ of the sharpest edges in ‰ of the long side; `null` when it cannot be told. */
  edges: number | null;
  /** L* (0–100) between the darkest and the lightest hundredth. */
  range: number;
  /** The picture inside a plain border, shares of the sides; `null` without one. */
  inside: Box | null;
  /** 64 × 64 luma inside the border. */
  layout: Uint8Array;
  /** 576 CIELAB samples inside the border. */
  colours: Float32Array;
  /** Their quantiles along 13 axes. */
  slices: Float32Array;
}

/** Pixels: the border's own edge rings and is antialiased, and is sharper than any paint. */
const INSET = 3;
/** Below it a border eats the rest of the picture and the rest cannot be measured, px. */
const LEAST = 16;

/**
 * Measures a copy of at most {@link MEASURED_SIDE} px on the long side.
 * @param original pixels of the original as displayed, when `copy` is a smaller one.
 */
export function measure(id: string, copy: Pixels, original: { width: number; height: number } = copy): Measures {
  const share = contentInside(copy);
  const box = share && {
    left: Math.round(share.left * copy.width) + (share.left > 0 ? INSET : 0),
    top: Math.round(share.top * copy.height) + (share.top > 0 ? INSET : 0),
    right: Math.round(share.right * copy.width) - (share.right < 1 ? INSET : 0),
    bottom: Math.round(share.bottom * copy.height) - (share.bottom < 1 ? INSET : 0),
  };
  const usable = box && box.right - box.left >= LEAST && box.bottom - box.top >= LEAST;
  const content = usable ? cropPixels(copy, box) : copy;
  const plane = luma(content);
  const colours = sampleColours(content);
  const light = Float32Array.from({ length: colours.length / 3 }, (_, at) => colours[at * 3] ?? 0).sort();
  const long = Math.max(copy.width, copy.height);
  const hidesBlur = long < LEAST_SIDE_FOR_BLUR && long < Math.max(original.width, original.height);
  return {
    id,
    width: original.width,
    height: original.height,
    edges: hidesBlur ? null : edgeWidth(plane),
    range: (light[Math.floor(light.length * 0.99)] ?? 0) - (light[Math.floor(light.length * 0.01)] ?? 0),
    inside: usable ? share : null,
    layout: layout(plane),
    colours,
    slices: slices(colours),
  };
}
