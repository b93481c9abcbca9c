import type { TrainAccepted, Training } from "#contract/training";
import { Refusal } from "../refusal.ts";
import type { Client } from "./client.ts";
import { follow } from "./live.ts";

const final = new Set<Training["status"]>(["COMPLETED", "FAILED", "CANCELED"]);

/** Orders a training and follows it to its end. Throws a Refusal unless it completed. */
export async function train(
  client: Client,
  styleId: string,
  steps: number | undefined,
  changed: (training: Training) => void,
): Promise<Training> {
  const order = steps === undefined ? {} : { config: { steps } };
  const { trainingId } = await client.send<TrainAccepted>("POST", `/api/styles/${styleId}/train`, order);
  const training = await follow<Training>(client, styleId, {
    pick: (frame) => {
      const trainings = frame.type === "training" ? [frame.training] : frame.type === "snapshot" ? frame.trainings : [];
      return trainings.filter(({ id }) => id === trainingId);
    },
    read: () => client.get<Training>(`/api/styles/${styleId}/training`),
    ended: ({ status }) => final.has(status),
    changed,
  });
  if (training.status === "COMPLETED") return training;
  throw new Refusal(`The training ended as ${training.status}: ${training.errorMessage ?? "no reason was given."}`);
}
