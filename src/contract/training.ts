import * as z from "zod/mini";
import { CAPTION_DROPOUT, LEARNING_RATE, LORA_RANK, resolutions, TRAINING_STEPS, VERSION_NAME_MAX } from "./bounds.ts";
import { line } from "./text.ts";

export const modelTypes = ["LORA", "DREAMBOOTH", "TEXTUAL_INVERSION"] as const;
export type ModelType = (typeof modelTypes)[number];

export type TrainingStatus = "PENDING" | "QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELED";

/** Where a running training stands, in the order of the trainer's log; `proofing` paints the test picture. */
export type TrainingStage =
  | "waiting"
  | "starting"
  | "downloading"
  | "extracting"
  | "captioning"
  | "loading"
  | "caching"
  | "training"
  | "packaging"
  | "keeping"
  | "proofing";

export {
  CAPTION_DROPOUT,
  LEARNING_RATE,
  LORA_RANK,
  RESOLUTION_DEFAULT,
  resolutions,
  TRAINING_STEPS,
  VERSION_NAME_MAX,
} from "./bounds.ts";

export type Resolution = (typeof resolutions)[number];

const invalidSteps = `Use a whole number from ${TRAINING_STEPS.min} to ${TRAINING_STEPS.max}.`;

export const trainInput = z.object({
  config: z.optional(
    z.object({
      steps: z.optional(
        z.int(invalidSteps).check(z.gte(TRAINING_STEPS.min, invalidSteps), z.lte(TRAINING_STEPS.max, invalidSteps)),
      ),
      learningRate: z.optional(z.number().check(z.gte(LEARNING_RATE.min), z.lte(LEARNING_RATE.max))),
      loraRank: z.optional(z.int().check(z.gte(LORA_RANK.min), z.lte(LORA_RANK.max))),
      captionDropout: z.optional(z.number().check(z.gte(CAPTION_DROPOUT.min), z.lte(CAPTION_DROPOUT.max))),
      resolution: z.optional(z.enum(resolutions)),
      modelType: z.optional(z.enum(modelTypes)),
    }),
  ),
  /** An earlier training of the style: its pictures, captions and settings are taken again, with `config` over them. */
  from: z.optional(z.string()),
  /** That the words of #contract/rights were shown and agreed to. Without it a program speaks under the terms. */
  rightsStatement: z.optional(z.object({ version: z.string(), accepted: z.boolean() })),
});
export type TrainInput = z.input<typeof trainInput>;

export interface TrainingConfig {
  steps: number;
  learningRate: number;
  loraRank: number;
  captionDropout: number;
  resolution: Resolution;
  modelType: ModelType;
}

export interface LossPoint {
  step: number;
  loss: number;
}

/** One training run, whole; the entity of live frames and of `StyleDetail.training`. */
export interface Training {
  id: string;
  styleId: string;
  status: TrainingStatus;
  stage: TrainingStage | null;
  /** 0–100, of the steps. */
  progress: number;
  currentStep: number;
  totalSteps: number;
  /** From the run's own speed; null until it is known. */
  stepsPerSecond: number | null;
  /** Seconds; null until the speed is known or once the run ended. */
  estimatedTimeRemaining: number | null;
  /** At most 200 points, oldest first, thinned evenly. */
  loss: LossPoint[];
  config: TrainingConfig;
  imageCount: number;
  /** The free test picture, once kept. */
  testImageUrl: string | null;
  errorMessage: string | null;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  /** When the job is given up, failed and refunded if it has not ended. */
  deadlineAt: string;
  rev: number;
}

/** `GET /api/styles/:id/training` is this, flat. */
export type TrainingAnswer = Training;

/** `POST /api/styles/:id/train`, 202. */
export interface TrainAccepted {
  trainingId: string;
  status: TrainingStatus;
  /** Seconds, the median of this deployment's finished runs; null while there is none. */
  estimatedTime: number | null;
  message: string;
  /** Pictures of the run taken again that were deleted since; absent without `from`. */
  missing?: number;
  ignored?: string[];
}

/** `used: true`: new pictures are painted with this version. A name of null or "" goes back to its number. */
export const patchTrainingInput = z.object({
  name: z.optional(z.nullable(line(0, VERSION_NAME_MAX))),
  used: z.optional(z.literal(true)),
});
export type PatchTrainingInput = z.input<typeof patchTrainingInput>;

/** A training in the style's history. */
export interface TrainingRecord extends Training {
  /** The artist's own name for the version. */
  name: string | null;
  /** New pictures are painted with it. */
  used: boolean;
}

/** `GET /api/styles/:id/trainings`, newest first. */
export interface TrainingList {
  trainings: TrainingRecord[];
}

/** How long a finished training took from the click to the proof: no more of it is told. */
export interface FinishedRun {
  steps: number;
  seconds: number;
}

/** The kept version of a style that new pictures are painted with. */
export interface Model {
  trainingId: string;
  triggerWord: string;
  trainingSteps: number;
  trainingLoss: number | null;
  testImageUrl: string;
  trainedAt: string;
}
