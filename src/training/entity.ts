import {
  CAPTION_DROPOUT,
  type FinishedRun,
  LORA_RANK,
  type Model,
  RESOLUTION_DEFAULT,
  type Training,
  type TrainingConfig,
  type TrainingStage,
} from "../contract/training.ts";
import type { Settings } from "../http/settings.ts";
import { pictureUrl } from "../http/sign.ts";
import type { TrainingCopy, TrainingState } from "./machine.ts";
import { remainingSeconds } from "./progress.ts";

/** What only the room knows of a training in flight. */
type Live = Pick<TrainingState, "currentStep" | "stepsPerSecond" | "loss">;

type ConfigColumns = Pick<TrainingCopy, "steps" | "learningRate" | "loraRank" | "captionDropout" | "resolution">;

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** What a run was or is trained with; what older rows do not say is the trainer's default. */
export const configOf = (copy: ConfigColumns): TrainingConfig => ({
  steps: copy.steps,
  learningRate: copy.learningRate,
  loraRank: copy.loraRank ?? LORA_RANK.default,
  captionDropout: copy.captionDropout ?? CAPTION_DROPOUT.default,
  resolution: copy.resolution ?? RESOLUTION_DEFAULT,
  modelType: "LORA",
});

/** A training as the page sees it, from its row alone or with what its room knows. */
export function trainingEntity(settings: Settings, copy: TrainingCopy, now: number, live?: Live): Training {
  const done = copy.status === "COMPLETED";
  const loss = live?.loss ?? copy.loss ?? [];
  const currentStep = done ? copy.steps : (live?.currentStep ?? loss.at(-1)?.step ?? 0);
  const speed = live?.stepsPerSecond ?? null;
  return {
    id: copy.id,
    styleId: copy.styleId,
    status: copy.status,
    stage: copy.stage as TrainingStage | null,
    progress: Math.floor((100 * currentStep) / copy.steps),
    currentStep,
    totalSteps: copy.steps,
    stepsPerSecond: speed,
    estimatedTimeRemaining: copy.completedAt === null ? remainingSeconds(currentStep, copy.steps, speed) : null,
    loss,
    config: configOf(copy),
    imageCount: copy.imageCount,
    testImageUrl: copy.testImageKey === null ? null : pictureUrl(settings, copy.testImageKey, now),
    errorMessage: copy.errorMessage,
    createdAt: iso(copy.createdAt),
    startedAt: isoOrNull(copy.startedAt),
    completedAt: isoOrNull(copy.completedAt),
    deadlineAt: iso(copy.deadlineAt),
    rev: copy.rev,
  };
}

/** A training whose weights and test picture are kept, as the version it became; null for any other. */
export function modelEntity(settings: Settings, copy: TrainingCopy, now: number): Model | null {
  if (copy.testImageKey === null || copy.completedAt === null) return null;
  return {
    trainingId: copy.id,
    triggerWord: copy.triggerWord,
    trainingSteps: copy.steps,
    trainingLoss: copy.loss?.at(-1)?.loss ?? null,
    testImageUrl: pictureUrl(settings, copy.testImageKey, now),
    trainedAt: iso(copy.completedAt),
  };
}

export const finishedRun = (row: { steps: number; createdAt: number; completedAt: number | null }): FinishedRun => ({
  steps: row.steps,
  seconds: Math.round(((row.completedAt ?? row.createdAt) - row.createdAt) / 1_000),
});
