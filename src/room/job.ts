import type { Generation } from "../contract/generation.ts";
import type { Frame } from "../contract/live.ts";
import type { Training } from "../contract/training.ts";
import { isOurGeneration } from "../generation/effects.ts";
import { generationEntity } from "../generation/entity.ts";
import {
  type GenerationEffect,
  type GenerationEvent,
  type GenerationState,
  transition as moveGeneration,
  wakeOf as wakeOfGeneration,
} from "../generation/machine.ts";
import type { Settings } from "../http/settings.ts";
import type { ListedRun } from "../replicate/client.ts";
import { isOurTraining } from "../training/effects.ts";
import { trainingEntity } from "../training/entity.ts";
import {
  transition as moveTraining,
  type TrainingEffect,
  type TrainingEvent,
  type TrainingState,
  wakeOf as wakeOfTraining,
} from "../training/machine.ts";

export type Kind = "training" | "generation";

/** What a room holds of one job. */
export type Job = { kind: "training"; state: TrainingState } | { kind: "generation"; state: GenerationState };

/** What may knock at a room's one door. */
export type Knock = { kind: "training"; event: TrainingEvent } | { kind: "generation"; event: GenerationEvent };

/** Events that mean the same to both kinds: whoever knocks needs not know which it is. */
export type SharedEvent = TrainingEvent & GenerationEvent;

export type Effect = TrainingEffect | GenerationEffect;

export type Moved = { job: Job; effects: Effect[] } | { ignored: string; effects: Effect[] };

/** The one place that picks a machine. */
export function moveJob(job: Job | null, knock: Knock, now: number): Moved {
  if (knock.kind === "training") {
    const result = moveTraining(job?.kind === "training" ? job.state : null, knock.event, now);
    if ("ignored" in result) return { ignored: result.ignored, effects: result.effects ?? [] };
    return { job: { kind: "training", state: result.state }, effects: result.effects };
  }
  const result = moveGeneration(job?.kind === "generation" ? job.state : null, knock.event, now);
  if ("ignored" in result) return { ignored: result.ignored, effects: result.effects ?? [] };
  return { job: { kind: "generation", state: result.state }, effects: result.effects };
}

export const wakeOf = (job: Job): number | null =>
  job.kind === "training" ? wakeOfTraining(job.state) : wakeOfGeneration(job.state);

export const isOurs = (job: Job, run: ListedRun): boolean =>
  job.kind === "training" ? isOurTraining(job.state, run) : isOurGeneration(job.state, run);

export const isRemoved = (job: Job): boolean =>
  job.kind === "generation" && (job.state.removed || job.state.binned === true);

/** The job as everyone who may see it is told. */
export function frameOf(settings: Settings, job: Job, now: number): Frame {
  if (job.kind === "training") {
    return { type: "training", training: trainingEntity(settings, job.state.copy, now, job.state) };
  }
  const { copy, progress } = job.state;
  if (isRemoved(job)) return { type: "generation-removed", generationId: copy.id, rev: copy.rev };
  return { type: "generation", generation: generationEntity(settings, copy, now, progress) };
}

export interface Entities {
  trainings: Training[];
  generations: Generation[];
}

export function entitiesOf(settings: Settings, jobs: readonly Job[], now: number): Entities {
  const frames = jobs.filter((job) => !isRemoved(job)).map((job) => frameOf(settings, job, now));
  return {
    trainings: frames.flatMap((frame) => (frame.type === "training" ? [frame.training] : [])),
    generations: frames.flatMap((frame) => (frame.type === "generation" ? [frame.generation] : [])),
  };
}
