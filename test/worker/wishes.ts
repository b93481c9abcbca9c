import { expect } from "vitest";
import type { GenerateAccepted, Generation } from "../../src/contract/generation.ts";
import type { Studio } from "./studio.ts";

export async function generate(
  { artist, styleId }: Studio,
  more: Record<string, unknown> = {},
): Promise<GenerateAccepted> {
  const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a harbour at dawn", ...more });
  expect(answer.status).toBe(202);
  return answer.json<GenerateAccepted>();
}

export async function picture({ artist }: Studio, id: string): Promise<Generation> {
  const answer = await artist.ask("GET", `/api/generations/${id}`);
  expect(answer.status).toBe(200);
  return answer.json<Generation>();
}
