/** What is counted; docs/operations.md says in which columns. */
export type Count =
  | { what: "request"; method: string; route: string; status: number; tookMs: number }
  /** A job that ended. */
  | { what: "job"; kind: "training" | "generation"; end: string; tookMs: number }
  /** Something the provider did wrong: the code of a run's error, or the HTTP status of an answer, 0 for none. */
  | { what: "fault"; code: string }
  | { what: "webhook"; from: "replicate" | "stripe"; verdict: "heard" | "ignored" | "refused" };

export type Counting = (point: Count) => void;

interface Countable {
  COUNTERS?: AnalyticsEngineDataset;
}

function columnsOf(point: Count): { blobs: string[]; took: number } {
  switch (point.what) {
    case "request":
      return { blobs: [point.method, point.route, String(point.status)], took: point.tookMs };
    case "job":
      return { blobs: [point.kind, point.end], took: point.tookMs };
    case "fault":
      return { blobs: [point.code], took: 0 };
    case "webhook":
      return { blobs: [point.from, point.verdict], took: 0 };
  }
}

/** Counts in the dataset bound as COUNTERS; where none is bound, nowhere. Never fails what it counts. */
export const countingOf =
  (env: object): Counting =>
  (point) => {
    const { blobs, took } = columnsOf(point);
    try {
      (env as Countable).COUNTERS?.writeDataPoint({
        indexes: [point.what],
        blobs: [point.what, ...blobs],
        doubles: [1, took],
      });
    } catch {
      // An invocation may write at most 250 points; what it does is worth more than its count.
    }
  };
