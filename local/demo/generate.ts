import type { GenerateAccepted, GenerateInput, Generation } from "#contract/generation";
import { Refusal } from "../refusal.ts";
import type { Client } from "./client.ts";
import { follow } from "./live.ts";

const final = new Set<Generation["status"]>(["COMPLETED", "FAILED", "CANCELED"]);

/** Orders pictures and follows each to its end. Throws a Refusal unless all completed. */
export async function generate(
  client: Client,
  input: GenerateInput,
  changed: (generation: Generation) => void,
): Promise<Generation[]> {
  const { generationIds } = await client.send<GenerateAccepted>("POST", "/api/generate", input);
  const generations = await Promise.all(
    generationIds.map((id) =>
      follow<Generation>(client, input.styleId, {
        pick: (frame) => {
          const generations =
            frame.type === "generation" ? [frame.generation] : frame.type === "snapshot" ? frame.generations : [];
          return generations.filter((generation) => generation.id === id);
        },
        read: () => client.get<Generation>(`/api/generations/${id}`),
        ended: ({ status }) => final.has(status),
        changed,
      }),
    ),
  );
  const failed = generations.find(({ status }) => status !== "COMPLETED");
  if (!failed) return generations;
  throw new Refusal(`A picture ended as ${failed.status}: ${failed.errorMessage ?? "no reason was given."}`);
}
