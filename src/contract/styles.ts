import * as z from "zod/mini";
import { DESCRIPTION_MAX, NAME_MAX } from "./bounds.ts";
import type { StyleImage } from "./images.ts";
import { line, prose } from "./text.ts";
import type { FinishedRun, Model, Training } from "./training.ts";

export type StyleStatus = "DRAFT" | "READY_TO_TRAIN" | "TRAINING" | "TRAINED" | "FAILED";

export { MAX_IMAGES, MIN_IMAGES } from "./bounds.ts";

export const createStyleInput = z.object({
  name: line(1, NAME_MAX),
  description: z.optional(z.nullable(prose(0, DESCRIPTION_MAX))),
});
export type CreateStyleInput = z.input<typeof createStyleInput>;

export const patchStyleInput = z.object({
  name: z.optional(line(1, NAME_MAX)),
  description: z.optional(z.nullable(prose(0, DESCRIPTION_MAX))),
});
export type PatchStyleInput = z.input<typeof patchStyleInput>;

export interface Style {
  id: string;
  name: string;
  description: string | null;
  status: StyleStatus;
  imageCount: number;
  /** Newest kept test picture, else the first upload; null while there is none. */
  thumbnailUrl: string | null;
  /** At most three: the thumbnail, then the first originals. */
  mosaicUrls: string[];
  /** Kept trainings. */
  versionCount: number;
  /** The word that calls this style; put into every prompt by the Worker. */
  triggerWord: string;
  /** What pictures take when they name none: the chosen proof's; null before a choice. */
  strength: number | null;
  createdAt: string;
  updatedAt: string;
}

export interface StyleList {
  styles: Style[];
}

/** `GET /api/styles/:id`: the flat style with what belongs to it. */
export interface StyleDetail extends Style {
  /** Confirmed pictures as they hang. */
  images: StyleImage[];
  /** The newest training, in flight or ended; null before the first. */
  training: Training | null;
  /** The kept version that new pictures are painted with: the chosen one, else the newest; null until a training completed. */
  model: Model | null;
  /** The newest finished trainings of this deployment, of everybody: what an expectation is made from. */
  finishedRuns: FinishedRun[];
}
