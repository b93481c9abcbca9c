import { runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { GenerateAccepted } from "../../src/contract/generation.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { listen, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { newTrainedStudio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

/** An object without events leaves memory after ten seconds; the queue's own delivery comes within the first two. */
const SLEEP_MS = 13_500;

it("wakes a sleeping room by a webhook, and the page that stayed hears of it", { timeout: 60_000 }, async () => {
  const studio = await newTrainedStudio();
  const { artist, styleId } = studio;
  const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a harbour" });
  const { generationId: id } = await answer.json<GenerateAccepted>();
  await tapQueue("generation", styleId, id);
  const run = replicate.bought(id)[0]!;
  const page = await listen(styleId, { Authorization: `Bearer ${artist.token}` });
  await soon(() => expect(page.frames).toHaveLength(1));
  const awake = await runInDurableObject(roomOf(styleId), (room) => Object.assign(room, { marked: true }) !== null);
  expect(awake).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
  replicate.succeed(run);
  await deliver(run);
  await tapQueue("generation", styleId, id);
  await soon(() => expect(page.frames.at(-1)).toMatchObject({ generation: { id, status: "COMPLETED" } }));
  expect(await runInDurableObject(roomOf(styleId), (room) => "marked" in room)).toBe(false);
  page.close();
});
