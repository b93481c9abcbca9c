import { expect } from "vitest";
import type { TrainAccepted, Training } from "../../src/contract/training.ts";
import type { Studio } from "./studio.ts";

export async function startTraining({ artist, styleId }: Studio): Promise<string> {
  const answer = await artist.ask("POST", `/api/styles/${styleId}/train`, {});
  expect(answer.status).toBe(202);
  const accepted = await answer.json<TrainAccepted>();
  expect(accepted).toMatchObject({ status: "QUEUED", message: "Training job queued" });
  return accepted.trainingId;
}

export async function training({ artist, styleId }: Studio): Promise<Training> {
  const answer = await artist.ask("GET", `/api/styles/${styleId}/training`);
  expect(answer.status).toBe(200);
  return answer.json<Training>();
}

/** What the trainer prints up to a step. */
export const log = (step: number, steps = 1_000) =>
  `Extracted 48 files from zip to input_images\nflux_train_replicate:  ${Math.floor((100 * step) / steps)}%|██  | ${step}/${steps} [01:00<02:00,  2.00it/s, lr: 4.0e-04 loss: 2.472e-01]\n`;

export const only = <T>(list: T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};
