/** How many jobs of a kind stand at a status, and since when the oldest of them. */
export interface InFlight {
  kind: "training" | "generation";
  status: string;
  jobs: number;
  oldestAt: string;
}

/** Jobs that failed within the last day, by the sentence their artist read. */
export interface FailureCount {
  kind: "training" | "generation";
  reason: string;
  jobs: number;
}

export interface DeadLetter {
  jobId: string;
  kind: "training" | "generation";
  buriedAt: string;
  triedAt: string | null;
}

/** `GET /api/operations`, for operators alone; everybody else is told that there is nothing. */
export interface Operations {
  inFlight: InFlight[];
  failures: FailureCount[];
  /** Deletions that are not finished. */
  removals: { open: number; oldestAt: string | null };
  deadLetters: DeadLetter[];
}
