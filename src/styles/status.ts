import type { StyleStatus } from "../contract/styles.ts";
import { MIN_IMAGES } from "../contract/styles.ts";
import type { TrainingStatus } from "../contract/training.ts";

export interface StyleFacts {
  /** Confirmed pictures. */
  imageCount: number;
  /** Of the newest training; one at a time, so no other can be in flight. Null before the first. */
  lastTraining: TrainingStatus | null;
  /** Whether any training left a version that can paint. */
  hasVersion: boolean;
}

/** A failed retraining leaves a trained style trained; a canceled first one leaves it as it was. */
export function statusOf({ imageCount, lastTraining, hasVersion }: StyleFacts): StyleStatus {
  if (lastTraining === "PENDING" || lastTraining === "QUEUED" || lastTraining === "PROCESSING") return "TRAINING";
  if (hasVersion) return "TRAINED";
  if (lastTraining === "FAILED") return "FAILED";
  return imageCount >= MIN_IMAGES ? "READY_TO_TRAIN" : "DRAFT";
}
