import { blur } from "../pixels/blur.ts";
import { spanMembrane } from "../pixels/membrane.ts";
import { type Raster, shared } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import { aroundRadius, type Sheet } from "./atlas.ts";
import { type Canvas, centre } from "./canvas.ts";
import { proposals } from "./proposals.ts";
import { pickNearest, shrinkAny } from "./shrinking.ts";
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
  /** Region whose busyness and directions go on from what lies around it; −1 for none. */
  continues: number;
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
  const open = sketch.open && shared(shrinkAny(sketch.open, sketch.guide, guide));
  const regions = shared(pickNearest(sketch.regions, sketch.guide, guide));
  const tensor = structureTensor(guide, 2);
  if (open && sketch.continues >= 0) continueInto(tensor, open, regions, sketch.continues, guide);
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
    tensor: shared(tensor),
    around: shared(blur(guide, aroundRadius(sheet.size)).data),
    painting: shared(guide.data),
    open,
    busy: open && shared(busyPoints(open, { width, height, columns, rows, step, radius })),
    regions,
    stride: sheet.stride,
    pixels: sheet.pixels,
    soft: sheet.soft,
    marks: sheet.marks,
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

/** A smooth guide has no structure of its own: in this region it takes that of the known parts around. */
function continueInto(
  tensor: Uint8Array,
  open: Uint8Array,
  regions: Uint8Array,
  region: number,
  { width, height }: Raster,
): void {
  const values = Float32Array.from(tensor);
  spanMembrane(
    values,
    Float32Array.from(open, (value) => 1 - value),
    width,
    height,
  );
  for (let i = 0; i < open.length; i++) {
    if (!open[i] || regions[i] !== region) continue;
    for (let p = i * 3; p < i * 3 + 3; p++) tensor[p] = values[p] + 0.5;
  }
}

/** 1 for each grid point whose patch touches the open part. */
function busyPoints(
  open: Uint8Array,
  grid: Pick<Canvas, "width" | "height" | "columns" | "rows" | "step" | "radius">,
): Uint8Array {
  const { width, height, columns, rows, step, radius } = grid;
  const busy = new Uint8Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++) {
    const y = centre(row, step, radius, height);
    for (let column = 0; column < columns; column++, i++) {
      const x = centre(column, step, radius, width);
      for (let dy = -radius; dy <= radius && !busy[i]; dy++) {
        const from = (y + dy) * width + x;
        if (open.subarray(from - radius, from + radius + 1).includes(1)) busy[i] = 1;
      }
    }
  }
  return busy;
}
