import sharp from "sharp";
import { blur } from "../pixels/blur.ts";
import { toLab } from "../pixels/lab.ts";
import { halvings, type Raster, resize } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import type { Exemplar } from "../style.ts";
import { shrinkAny } from "./shrinking.ts";

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

/**
 * Decodes exemplars and lays them out at every scale of a painting whose longer side is `size`, largest first.
 * @param patient comes last, if there is one
 */
export async function layOut(exemplars: Exemplar[], size: number, patient: Patient | null = null): Promise<Sheet[]> {
  const sizes = stagesOf(size, size).map((stage) => stage.width);
  let pictures = await Promise.all(exemplars.map((exemplar) => decodeAt(exemplar, size)));
  if (patient) pictures.push(patient.picture);
  return sizes.map((longer, stage) => {
    if (stage > 0) {
      pictures = pictures.map((picture) => {
        const factor = longer / sizes[stage - 1];
        return resize(
          picture,
          Math.max(16, Math.round(picture.width * factor)),
          Math.max(16, Math.round(picture.height * factor)),
        );
      });
    }
    return stack(pictures, exemplars, longer, patient);
  });
}

async function decodeAt({ width, height, jpeg }: Exemplar, size: number): Promise<Raster> {
  const factor = size / Math.max(width, height);
  const w = Math.max(24, Math.round(width * factor));
  const h = Math.max(24, Math.round(height * factor));
  const rgb = await sharp(jpeg)
    .resize(w, h, { fit: "fill", kernel: factor < 1 ? "cubic" : "lanczos3" })
    .removeAlpha()
    .raw()
    .toBuffer();
  return toLab(rgb, w, h);
}

function stack(pictures: Raster[], exemplars: Exemplar[], size: number, patient: Patient | null): Sheet {
  const stride = Math.max(...pictures.map(({ width }) => width));
  const rows = pictures.reduce((sum, { height }) => sum + height, 0);
  const bytes = (count: number) => new Uint8Array(new SharedArrayBuffer(count));
  const sheet: Sheet = {
    size,
    stride,
    rows,
    pixels: bytes(stride * rows * 3),
    soft: bytes(stride * rows * 3),
    marks: bytes(stride * rows * markBytes),
    places: [],
    closed: patient && new Uint8Array(stride * rows),
  };
  let top = 0;
  pictures.forEach((picture, i) => {
    const { width, height } = picture;
    sheet.places.push({ top, width, height });
    const half = resize(picture, Math.max(2, width >> 1), Math.max(2, height >> 1));
    copyRows(picture.data, width, sheet.pixels, stride, top);
    copyRows(resize(half, width, height).data, width, sheet.soft, stride, top);
    markRows(structureTensor(picture, 2), width, sheet, top, 0);
    markRows(blur(picture, aroundRadius(size)).data, width, sheet, top, aroundMark);
    if (exemplars[i]) labelRows(exemplars[i], sheet, top, width, height);
    else if (patient) admit(patient, sheet, top, width, height);
    top += height;
  });
  return sheet;
}

function copyRows(from: Uint8Array, width: number, to: Uint8Array, stride: number, top: number): void {
  for (let y = 0; y * width * 3 < from.length; y++) {
    to.set(from.subarray(y * width * 3, (y + 1) * width * 3), (top + y) * stride * 3);
  }
}

/** Writes three bytes a pixel into the marks. */
function markRows(from: Uint8Array, width: number, { marks, stride }: Sheet, top: number, mark: number): void {
  for (let p = 0, y = top; p < from.length; y++) {
    for (let o = y * stride * markBytes + mark, end = o + width * markBytes; o < end; o += markBytes, p += 3) {
      marks[o] = from[p];
      marks[o + 1] = from[p + 1];
      marks[o + 2] = from[p + 2];
    }
  }
}

function labelRows({ cells, columns }: Exemplar, sheet: Sheet, top: number, width: number, height: number): void {
  const rows = cells.length / columns;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0, o = (top + y) * sheet.stride; x < width; x++, o++) {
      sheet.marks[o * markBytes + materialMark] = cells[row + Math.floor((x * columns) / width)];
    }
  }
}

/** Labels the patient's rows and closes what is open in it, generously where a pixel is only partly open. */
function admit({ picture, open, material }: Patient, sheet: Sheet, top: number, width: number, height: number): void {
  const closed = shrinkAny(open, picture, { width, height });
  for (let y = 0; y < height; y++) {
    const o = (top + y) * sheet.stride;
    for (let p = o; p < o + width; p++) sheet.marks[p * markBytes + materialMark] = material;
    sheet.closed?.set(closed.subarray(y * width, (y + 1) * width), o);
  }
}
