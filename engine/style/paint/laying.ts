import sharp from "sharp";
import { blur } from "../pixels/blur.ts";
import { toLab } from "../pixels/lab.ts";
import { type Raster, resize } from "../pixels/raster.ts";
import { structureTensor } from "../pixels/structure-tensor.ts";
import type { Exemplar } from "../style.ts";
import { aroundMark, aroundRadius, markBytes, materialMark, type Patient, type Sheet } from "./atlas.ts";
import { shrinkAny } from "./shrinking.ts";

/** Decodes an exemplar and lays it down in every sheet at the place of this number. Sheets are ordered by size, largest first. */
export async function layExemplar(exemplar: Exemplar, sheets: Sheet[], at: number): Promise<void> {
  const { width, height } = sheets[0].places[at];
  const shrinks = width < exemplar.width || height < exemplar.height;
  const rgb = await sharp(exemplar.jpeg)
    .resize(width, height, { fit: "fill", kernel: shrinks ? "cubic" : "lanczos3" })
    .removeAlpha()
    .raw()
    .toBuffer();
  layDown(toLab(rgb, width, height), sheets, at, (sheet) => label(exemplar, sheet, at));
}

/** Lays a picture with an open part down at the last place of every sheet. */
export function layPatient(patient: Patient, sheets: Sheet[]): void {
  const at = sheets[0].places.length - 1;
  layDown(patient.picture, sheets, at, (sheet) => admit(patient, sheet, at));
}

function layDown(whole: Raster, sheets: Sheet[], at: number, mark: (sheet: Sheet) => void): void {
  let picture = whole;
  for (const sheet of sheets) {
    const { top, width, height } = sheet.places[at];
    picture = resize(picture, width, height);
    const half = resize(picture, Math.max(2, width >> 1), Math.max(2, height >> 1));
    copyRows(picture.data, width, sheet.pixels, sheet.stride, top);
    copyRows(resize(half, width, height).data, width, sheet.soft, sheet.stride, top);
    markRows(structureTensor(picture, 2), width, sheet, top, 0);
    markRows(blur(picture, aroundRadius(sheet.size)).data, width, sheet, top, aroundMark);
    mark(sheet);
  }
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

function label({ cells, columns }: Exemplar, sheet: Sheet, at: number): void {
  const { top, width, height } = sheet.places[at];
  const rows = cells.length / columns;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0, o = (top + y) * sheet.stride; x < width; x++, o++) {
      sheet.marks[o * markBytes + materialMark] = cells[row + Math.floor((x * columns) / width)];
    }
  }
}

/** Labels the patient's rows and closes what is open in it, generously where a pixel is only partly open. */
function admit({ picture, open, material }: Patient, sheet: Sheet, at: number): void {
  const { top, width, height } = sheet.places[at];
  const closed = shrinkAny(open, picture, { width, height });
  for (let y = 0; y < height; y++) {
    const o = (top + y) * sheet.stride;
    for (let p = o; p < o + width; p++) sheet.marks[p * markBytes + materialMark] = material;
    sheet.closed?.set(closed.subarray(y * width, (y + 1) * width), o);
  }
}
