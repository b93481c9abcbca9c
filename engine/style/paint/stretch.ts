import { blur } from "../pixels/blur.ts";
import { type Raster, shared } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import { aroundRadius, type Sheet } from "./atlas.ts";
import type { Canvas } from "./canvas.ts";
import { proposals } from "./proposals.ts";
import { validPositions } from "./valid-positions.ts";

/** What a painting is synthesised from. */
export interface Sketch {
  /** The underpainting. */
  guide: Raster;
  /** How firmly each pixel must keep the guide, 0–255. */
  hold: Uint8Array;
  /** Layer of every pixel, and the detail each should have in the end at 1, 2, 4, 8 px of a 512 px picture. */
  layers: Uint8Array;
  detail: number[][];
  /** Region of every pixel: a row of `fit` and `chances`. */
  regions: Uint8Array;
  /** Regions × materials: cost of taking a patch from a material, in squared Lab8. */
  fit: Float32Array;
  /** Regions × materials: cumulative chance of trying a material. */
  chances: Float32Array;
  materials: number;
  /** 1 where the painting may change; null for everywhere. */
  open: Uint8Array | null;
}

interface Size {
  width: number;
  height: number;
}

/** Sheets above this size in pixels are matched with 7 × 7 patches on every second pixel, smaller with 5 × 5 on each. */
const denseUpTo = 200;

/** Prepares one scale for the threads. */
export function stretch(sketch: Sketch, guide: Raster, sheet: Sheet, stop: Int32Array): Canvas {
  const { width, height } = guide;
  const dense = sheet.size <= denseUpTo;
  const radius = dense ? 2 : 3;
  const step = dense ? 1 : 2;
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const usageShift = dense ? 3 : 4;
  const usageColumns = (sheet.stride >> usageShift) + 1;
  return {
    width,
    height,
    radius,
    step,
    columns,
    rows,
    wanted: shared(guide.data),
    tensor: shared(structureTensor(guide, 2)),
    around: shared(blur(guide, aroundRadius(sheet.size)).data),
    painting: shared(guide.data),
    open: sketch.open && shared(shrinkAny(sketch.open, sketch.guide, guide)),
    regions: shared(pickNearest(sketch.regions, sketch.guide, guide)),
    stride: sheet.stride,
    pixels: sheet.pixels,
    soft: sheet.soft,
    sheetTensor: sheet.tensor,
    sheetAround: sheet.around,
    material: sheet.material,
    materials: sketch.materials,
    ...validPositions(sheet, radius, sketch.materials),
    fit: sketch.fit,
    chances: sketch.chances,
    field: new Int32Array(new SharedArrayBuffer(columns * rows * 4)).fill(-1),
    cost: new Float32Array(new SharedArrayBuffer(columns * rows * 4)),
    proposed: new Int32Array(new SharedArrayBuffer(columns * rows * proposals * 4)),
    proposals,
    usage: new Float32Array(new SharedArrayBuffer(usageColumns * ((sheet.rows >> usageShift) + 1) * 4)),
    usageShift,
    usageColumns,
    stop,
  };
}

/** The mean of a hold map over the covered pixels, raised so that thin outlines keep some of their hold. */
export function shrinkHold(hold: Uint8Array, from: Size, to: Size): Uint8Array {
  return reduce(hold, from, to, (sum, _, count) => Math.min(255, (sum / count) * 1.28));
}

/** 1 where any covered pixel is not 0. */
function shrinkAny(mask: Uint8Array, from: Size, to: Size): Uint8Array {
  return reduce(mask, from, to, (_, most) => (most > 0 ? 1 : 0));
}

function reduce(
  map: Uint8Array,
  from: Size,
  to: Size,
  value: (sum: number, most: number, count: number) => number,
): Uint8Array {
  if (from.width === to.width && from.height === to.height) return map;
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0, o = 0; y < to.height; y++) {
    const top = Math.floor((y * from.height) / to.height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * from.height) / to.height));
    for (let x = 0; x < to.width; x++, o++) {
      const left = Math.floor((x * from.width) / to.width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * from.width) / to.width));
      let sum = 0;
      let most = 0;
      for (let j = top; j < bottom; j++) {
        for (let i = j * from.width + left; i < j * from.width + right; i++) {
          sum += map[i];
          if (map[i] > most) most = map[i];
        }
      }
      out[o] = value(sum, most, (bottom - top) * (right - left));
    }
  }
  return out;
}

/** The value of the middle of the covered pixels: for indices, which have no mean. */
export function pickNearest(map: Uint8Array, from: Size, to: Size): Uint8Array {
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0, o = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++, o++) out[o] = map[row + Math.floor(((x + 0.5) * from.width) / to.width)];
  }
  return out;
}
