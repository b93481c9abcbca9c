/** What one request asked of everything outside its own isolate. Nothing of it depends on how fast the machine is. */
export interface Counts {
  /** Round trips to D1; a batch is one. */
  trips: number;
  rowsRead: number;
  rowsWritten: number;
  /** Operations on R2. */
  files: number;
  /** Calls of Durable Objects. */
  objects: number;
  /** Messages sent to queues. */
  messages: number;
}

/** A statement as D1 got it. */
export interface Asked {
  text: string;
  values: unknown[];
}

/** Path and query of a route → what the product asks D1 for it. */
export type Statements = Record<string, Asked[]>;

/** Whether a line of a query plan reads a whole table: not through an index, and neither a few rows just made nor a virtual table. */
export const isScan = (detail: string): boolean =>
  /^SCAN (?!\(subquery|CONSTANT ROW|.*(?:USING.* INDEX|VIRTUAL TABLE))/.test(detail);
