import { expect } from "vitest";
import type { World } from "./case.ts";
import type { Answer } from "./fixtures/recorded.ts";

export const prompt = {
  prompt: "a studio photo of a harbour",
  seed: 42069,
  aspect_ratio: "custom",
  width: 256,
  height: 256,
};
export const zipUrl = "https://replicate.delivery/pbxt/none/data.zip";
export const trainingsOf = ({ trainer, trainerVersion }: World) =>
  `/models/${trainer}/versions/${trainerVersion}/trainings`;
export const idOf = (answer: Answer) => (answer.body as { id: string }).id;

export const withWeb = expect.objectContaining({ web: expect.stringMatching(/^https?:/) });

export const createPrediction = (world: World, input: object = prompt, headers?: Record<string, string>) =>
  world.ask("POST", "/predictions", { version: world.version, input }, headers);
export const createTraining = (world: World, input: object) =>
  world.ask("POST", trainingsOf(world), { destination: `${world.owner}/${world.model}`, input });
export const held = async (world: World, exchange: () => Promise<Answer>) => {
  await world.hold(true);
  const answer = await exchange();
  await world.hold(false);
  return answer;
};
export const createFile = async (world: World) => {
  const form = new FormData();
  form.append("content", new File([], "note.txt", { type: "text/plain" }));
  return world.ask("POST", "/files", form);
};
