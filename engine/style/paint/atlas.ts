import { halvings, type Raster } from "../pixels/raster.ts";

/** One scale of the exemplars, stacked below one another in rows of `stride` pixels. Arrays are shared by the threads. */
export interface Sheet {
  /** Longer side in pixels of the exemplars. */
  size: number;
  stride: number;
  rows: number;
  /** Lab8. */
  pixels: Uint8Array;
  /** The pixels without their finest detail. */
  soft: Uint8Array;
  /** What is compared before pixels are, `markBytes` for every pixel. */
  marks: Uint8Array;
  /** Row where each exemplar begins, and its size. */
  places: { top: number; width: number; height: number }[];
  /** 1 where nothing may be taken from: the open part of a picture that is filled; null for nowhere. */
  closed: Uint8Array | null;
}

/**
 * Marks of a pixel lie together, so that most places are ruled out by one access to memory: structure tensor (see
 * `structureTensor`), Lab8 of the pixels blurred over 1.8 % of the picture (what lies around), material, and 1 where a whole
 * patch fits (see `validPositions`).
 */
export const markBytes = 8;
export const aroundMark = 3;
export const materialMark = 6;
export const fitsMark = 7;

/** A picture with an open part, which lends its own surface to what fills it. */
export interface Patient {
  picture: Raster;
  /** 1 where it is open. */
  open: Uint8Array;
  /** The material all of it counts as. */
  material: number;
}

/** The smallest scale: the longer side in pixels. */
const smallest = 60;

/** Sizes a painting of this size is worked up in, largest first. */
export const stagesOf = (width: number, height: number) => halvings(width, height, smallest);

/** Radius of the blur that tells what lies around, for a picture of this size. */
export const aroundRadius = (size: number): number => Math.max(1, Math.round(size * 0.018));
