import type { Generation } from "#contract/generation";
import type { StyleImage } from "#contract/images";
import { MIN_IMAGES, type StyleStatus } from "#contract/styles";
import type { Training } from "#contract/training";
import type { StyleState } from "./reduce.ts";

const byAge = (a: { createdAt: string; id: string }, b: { createdAt: string; id: string }) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;

/** As they hang. */
export const imagesOf = (state: StyleState): StyleImage[] =>
  Object.values(state.images).sort((a, b) => a.position - b.position || byAge(a, b));

/** What the artist asked for, newest first. */
export const generationsOf = (state: StyleState): Generation[] =>
  Object.values(state.generations)
    .filter(({ purpose }) => purpose === "PICTURE")
    .sort((a, b) => byAge(b, a));

export const newestTraining = (state: StyleState): Training | undefined =>
  Object.values(state.trainings).sort((a, b) => byAge(b, a))[0];

export const trainingEnded = (training: Training): boolean =>
  training.status === "COMPLETED" || training.status === "FAILED" || training.status === "CANCELED";

export const generationEnded = (generation: Generation): boolean =>
  generation.status === "COMPLETED" || generation.status === "FAILED" || generation.status === "CANCELED";

/** A version was kept, as the style's detail or a frame since has told. */
export const canPaint = (state: StyleState): boolean =>
  state.model !== null || Object.values(state.trainings).some(({ status }) => status === "COMPLETED");

/** The newest test picture there is. */
export const testPicture = (state: StyleState): string | undefined =>
  Object.values(state.trainings)
    .sort((a, b) => byAge(b, a))
    .find(({ testImageUrl }) => testImageUrl !== null)?.testImageUrl ??
  state.model?.testImageUrl ??
  undefined;

/** The Worker's own rule: in flight, any kept version, last one failed, enough pictures, draft. */
export function statusOf(state: StyleState): StyleStatus {
  const newest = newestTraining(state);
  if (newest && !trainingEnded(newest)) return "TRAINING";
  if (canPaint(state)) return "TRAINED";
  if (newest?.status === "FAILED") return "FAILED";
  return Object.keys(state.images).length >= MIN_IMAGES ? "READY_TO_TRAIN" : "DRAFT";
}

/** Proofs cost nothing, so they give nothing back. */
const bought = ({ generations }: StyleState): Record<string, Generation> =>
  Object.fromEntries(Object.entries(generations).filter(([, { purpose }]) => purpose === "PICTURE"));

/** Generations that gave their picture back between two states: failed or cancelled since. */
export function givenBack(before: StyleState, after: StyleState): { trainings: number; generations: number } {
  if (before.trainings === after.trainings && before.generations === after.generations) {
    return { trainings: 0, generations: 0 };
  }
  const gave = (status: string) => status === "FAILED" || status === "CANCELED";
  const count = (was: Record<string, { status: string }>, is: Record<string, { status: string }>) =>
    was === is
      ? 0
      : Object.keys(is).filter((id) => was[id] && !gave(was[id].status) && gave(is[id]?.status ?? "")).length;
  return {
    trainings: count(before.trainings, after.trainings),
    generations: count(bought(before), bought(after)),
  };
}
