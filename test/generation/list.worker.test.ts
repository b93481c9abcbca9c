import { afterAll, beforeAll, expect, it } from "vitest";
import type { GenerationList } from "../../src/contract/generation.ts";
import { FakeReplicate } from "../worker/replicate.ts";
import { newTrainedStudio } from "../worker/studio.ts";
import { generate } from "../worker/wishes.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

it("lists newest first, by pages, style and status", async () => {
  const studio = await newTrainedStudio();
  const made: string[] = [];
  for (let i = 0; i < 3; i += 1) made.unshift((await generate(studio)).generationId);
  await studio.artist.ask("POST", `/api/generations/${made[1]}/cancel`);
  const list = async (search: string) => {
    const answer = await studio.artist.ask("GET", `/api/generations?${search}`);
    expect(answer.status).toBe(200);
    return answer.json<GenerationList>();
  };
  for (const limit of ["0x10", "1e1", "%205", "101", "0"]) {
    expect((await studio.artist.ask("GET", `/api/generations?limit=${limit}`)).status).toBe(400);
  }
  const first = await list("limit=2");
  expect(first.generations.map(({ id }) => id)).toEqual(made.slice(0, 2));
  const rest = await list(`limit=2&cursor=${first.nextCursor}`);
  expect([rest.generations.map(({ id }) => id), rest.nextCursor]).toEqual([made.slice(2), null]);
  expect((await list("status=CANCELED")).generations.map(({ id }) => id)).toEqual([made[1]]);
  expect((await list(`styleId=${studio.styleId}`)).generations.map(({ id }) => id)).toEqual(made);
  expect((await studio.artist.ask("GET", "/api/generations?styleId=nowhere")).status).toBe(404);
  expect((await studio.artist.ask("GET", "/api/generations?cursor=%20")).status).toBe(400);
});
