import * as z from "zod/mini";

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

export const TRAINING_STEPS = { min: 3, max: 6_000, default: 1_000 } as const;
export const LEARNING_RATE = { min: 0.00001, max: 0.01, default: 0.0004 } as const;

const invalidSteps = `Use a whole number from ${TRAINING_STEPS.min} to ${TRAINING_STEPS.max}.`;

export const trainInput = z.object({
  config: z.optional(
    z.object({
      steps: z.optional(
        z.int(invalidSteps).check(z.gte(TRAINING_STEPS.min, invalidSteps), z.lte(TRAINING_STEPS.max, invalidSteps)),
      ),
      learningRate: z.optional(z.number().check(z.gte(LEARNING_RATE.min), z.lte(LEARNING_RATE.max))),
      modelType: z.optional(z.enum(modelTypes)),
    }),
  ),
});
export type TrainInput = z.input<typeof trainInput>;

export interface TrainingConfig {
  steps: number;
  learningRate: number;
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
  ignored?: string[];
}

/** A kept version of a style. */
export interface Model {
  trainingId: string;
  triggerWord: string;
  trainingSteps: number;
  trainingLoss: number | null;
  testImageUrl: string;
  trainedAt: string;
}
