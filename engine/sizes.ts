import { aspectSizes, SIDE_STEP } from "#replicate/schemas";

export interface Size {
  width: number;
  height: number;
}

/** Sides of a picture made from a picture, in pixels. */
const SHORTEST = 256;
const LONGEST = 1440;

const up = (side: number) => Math.ceil(side / SIDE_STEP) * SIDE_STEP;

/**
 * The size a painting gets from its shape, as a FLUX version reckons it.
 * @param input with the schema's defaults filled in. Throws an Error when `custom` lacks a side.
 */
export function sizeOf(input: Record<string, unknown>): Size {
  const ratio = String(input.aspect_ratio);
  if (ratio === "custom") {
    if (typeof input.width !== "number" || typeof input.height !== "number") {
      throw new Error("unsupported operand: aspect_ratio custom needs both width and height");
    }
    return { width: up(input.width), height: up(input.height) };
  }
  const size = aspectSizes[ratio as keyof typeof aspectSizes];
  return input.megapixels === "0.25" ? { width: size.width / 2, height: size.height / 2 } : size;
}

/** The size of a painting that starts from a picture: the picture's own, within 256–1440 pixels, in steps of 16. */
export function sizeLike({ width, height }: Size): Size {
  const scale = Math.min(Math.max(1, SHORTEST / Math.min(width, height)), LONGEST / Math.max(width, height));
  const side = (pixels: number) => Math.max(SHORTEST, Math.floor((pixels * scale) / SIDE_STEP) * SIDE_STEP);
  return { width: side(width), height: side(height) };
}
