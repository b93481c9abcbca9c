import type { Exemplar } from "../style.ts";
import type { Crew } from "../threads/crew.ts";
import { markBytes, type Patient, type Sheet, stagesOf } from "./atlas.ts";
import { layPatient } from "./laying.ts";

/**
 * Longer side in pixels beyond which one thread lays out all: it keeps about 50 MB of what an exemplar's planes took, and two
 * such threads fill more than the gigabyte that an engine may take.
 */
const oneThreadBeyond = 1_200;

/** What a scale of a picture measures, which is laid out at `longer` pixels after it was at `before`. */
const shrunk = (side: number, longer: number, before: number) => Math.max(16, Math.round(side * (longer / before)));

/**
 * Decodes exemplars and lays them out at every scale of a painting whose longer side is `size`, largest first. The crew lays
 * each where it belongs, in memory that all share.
 * @param patient comes last, if there is one
 */
export async function layOut(
  exemplars: Exemplar[],
  size: number,
  patient: Patient | null,
  crew: Pick<Crew, "run">,
): Promise<Sheet[]> {
  const full = exemplars.map(({ width, height }) => {
    const factor = size / Math.max(width, height);
    return { width: Math.max(24, Math.round(width * factor)), height: Math.max(24, Math.round(height * factor)) };
  });
  if (patient) full.push(patient.picture);
  let sizes: { width: number; height: number }[] = full;
  const sheets = stagesOf(size, size).map(({ width: longer }, stage, stages) => {
    const before = stages[stage - 1]?.width;
    if (before !== undefined) {
      sizes = sizes.map(({ width, height }) => ({
        width: shrunk(width, longer, before),
        height: shrunk(height, longer, before),
      }));
    }
    return emptySheet(sizes, longer, patient !== null);
  });
  const thread = size > oneThreadBeyond ? 0 : null;
  await Promise.all([
    // Copies of their own bytes: a view into the model's file would take the whole file along to the thread.
    ...exemplars.map(({ jpeg, cells, ...exemplar }, at) =>
      crew.run("lay", { exemplar: { ...exemplar, jpeg: jpeg.slice(), cells: cells.slice() }, sheets, at }, thread),
    ),
    patient && layPatient(patient, sheets),
  ]);
  return sheets;
}

function emptySheet(sizes: { width: number; height: number }[], size: number, closes: boolean): Sheet {
  const stride = Math.max(...sizes.map(({ width }) => width));
  let rows = 0;
  const places = sizes.map(({ width, height }) => {
    rows += height;
    return { top: rows - height, width, height };
  });
  const bytes = (count: number) => new Uint8Array(new SharedArrayBuffer(count));
  return {
    size,
    stride,
    rows,
    pixels: bytes(stride * rows * 3),
    soft: bytes(stride * rows * 3),
    marks: bytes(stride * rows * markBytes),
    places,
    closed: closes ? bytes(stride * rows) : null,
  };
}
