import type { Counts } from "./asked.ts";

/**
 * What each hot route may ask of the platform, whatever the machine. A change that needs more raises its line here and says in
 * its commit what the artist gets for it. Rows are those of an artist with the pictures that `counts.worker.test.ts` hangs.
 */
export const allowed: Record<string, Partial<Counts>> = {
  me: { trips: 1, rowsRead: 3, objects: 1 },
  "styles list": { trips: 1, rowsRead: 85, objects: 1 },
  "style detail": { trips: 1, rowsRead: 141, objects: 1 },
  generation: { trips: 1, rowsRead: 2, objects: 1 },
  "generations page": { trips: 1, rowsRead: 33, objects: 1 },
  "picture file": { files: 1 },
  "upload: a place": { trips: 2, rowsRead: 5, rowsWritten: 4, objects: 1 },
  "upload: the bytes": { trips: 2, rowsRead: 3, rowsWritten: 2, files: 3, objects: 1 },
  "upload: confirm": { trips: 2, rowsRead: 6, rowsWritten: 1, objects: 2 },
  generate: { trips: 2, rowsRead: 82, rowsWritten: 19, objects: 2 },
};

/** Share by which rows read may exceed their line: an index page more is no regression. */
export const ROWS_TOLERANCE = 0.1;

/** Bytes of the Worker's bundle, neither minified nor compressed. */
export const WORKER_BYTES = 1_900_000;
