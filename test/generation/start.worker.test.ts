import { env } from "cloudflare:workers";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { GenerateAccepted, Generation, StartInput } from "../../src/contract/generation.ts";
import { sizeLike } from "../../src/generation/start.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { sweepInputs } from "../../src/images/input.ts";
import { SITE, send } from "../worker/artist.ts";
import { png } from "../worker/picture.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { balanceOf, newTrainedStudio, type Studio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const put = ({ artist, styleId }: Studio, body: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
  send(`/api/styles/${styleId}/input`, {
    method: "PUT",
    body,
    headers: { Authorization: `Bearer ${artist.token}`, "Content-Length": String(body.length), ...more },
  });
async function input(studio: Studio, bytes = png(640, 320)): Promise<StartInput> {
  const answer = await put(studio, bytes);
  expect(answer.status).toBe(201);
  return answer.json<StartInput>();
}
const wish = ({ artist, styleId }: Studio, more: Record<string, unknown>) =>
  artist.ask("POST", "/api/generate", { styleId, prompt: "the same, at night", ...more });
async function painted(studio: Studio, more: Record<string, unknown>) {
  const answer = await wish(studio, more);
  expect(answer.status).toBe(202);
  const { generationId: id } = await answer.json<GenerateAccepted>();
  await tapQueue("generation", studio.styleId, id);
  const run = replicate.bought(id)[0]!;
  const picture = async () => (await studio.artist.ask("GET", `/api/generations/${id}`)).json<Generation>();
  return { id, run, picture };
}
const files = async ({ styleId }: Studio) =>
  (await env.FILES.list({ prefix: `styles/${styleId}/inputs/` })).objects.map(({ key }) => key);

it("begins from an uploaded picture: its shape, how much is painted anew, and a signed link for the provider alone", async () => {
  const studio = await newTrainedStudio();
  const start = await input(studio);
  expect(start).toMatchObject({ width: 640, height: 320 });
  expect((await send(start.url.replace(SITE, ""))).headers.get("Content-Type")).toBe("image/webp");
  const from = { kind: "input", id: start.id };
  const { run, picture } = await painted(studio, { start: from, promptStrength: 0.35, width: 1_024, height: 1_024 });
  expect(run.input).toMatchObject({ prompt_strength: 0.35, width: 640, height: 320 });
  const link = new URL(String(run.input.image));
  expect(link.pathname).toBe(`/files/styles/${studio.styleId}/inputs/${start.id}`);
  expect((await send(link.pathname + link.search)).status).toBe(200);
  expect((await send(link.pathname)).status).toBe(403);
  expect(await picture()).toMatchObject({ start: from, promptStrength: 0.35, width: 640, height: 320 });
  expect((await picture()).startUrl).toContain("-thumbnail?");
  expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 49 });
});

it("begins from a finished picture of the style, and from nothing that is another's, unfinished or gone", async () => {
  const studio = await newTrainedStudio();
  const first = await painted(studio, { width: 512, height: 768 });
  const from = { kind: "picture", id: first.id };
  expect((await wish(studio, { start: from })).status).toBe(404);
  replicate.succeed(first.run);
  await deliver(first.run);
  await tapQueue("generation", studio.styleId, first.id);
  const second = await painted(studio, { start: from });
  expect(second.run.input).toMatchObject({ prompt_strength: 0.6, width: 512, height: 768 });
  expect(String(second.run.input.image)).toContain(`/generations/${first.id}/picture.webp?`);
  expect(await second.picture()).toMatchObject({ start: from });

  const stranger = await newTrainedStudio();
  const theirs = await input(stranger);
  for (const start of [from, { kind: "input", id: "nowhere" }])
    expect((await wish(stranger, { start })).status).toBe(404);
  expect((await wish(studio, { start: { kind: "input", id: theirs.id } })).status).toBe(404);
  expect((await put({ ...stranger, styleId: studio.styleId }, png(300, 300))).status).toBe(404);
  expect(await balanceOf(stranger.artist)).toMatchObject({ generationCredits: 50 });
});

it.each([
  [{ start: { kind: "original", id: "x" } }],
  [{ start: { kind: "input" } }],
  [{ start: "input" }],
  [{ start: [] }],
  [{ promptStrength: 2 }],
  [{ promptStrength: "much" }],
])("refuses %j", async (body) => {
  const studio = await newTrainedStudio();
  expect((await wish(studio, body)).status).toBe(400);
});

it("takes pictures alone, whole and of a known length, and leaves nothing of what it refuses", async () => {
  const studio = await newTrainedStudio();
  const statuses = async (...answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);
  const text = Uint8Array.from(Buffer.from("<svg onload=alert(1)>"));
  expect(await statuses(put(studio, text))).toEqual([415]);
  expect(await statuses(put(studio, png(300, 300).slice(0, 60)))).toEqual([400]);
  expect(await statuses(put(studio, new Uint8Array()))).toEqual([400]);
  expect(await statuses(put(studio, png(300, 300), { Authorization: "Bearer no" }))).toEqual([401]);
  expect(await files(studio)).toEqual([]);
});

it("is swept after a day, but not while a generation began from it", async () => {
  const studio = await newTrainedStudio();
  const used = await input(studio);
  const idle = await input(studio);
  const { id } = await painted(studio, { start: { kind: "input", id: used.id } });
  expect(await files(studio)).toHaveLength(4);
  const ctx = ctxOf(env, () => {}, "test");
  const later = { ...ctx, now: () => Date.now() + 25 * 60 * 60 * 1_000 };
  await sweepInputs(ctx);
  expect(await files(studio)).toHaveLength(4);
  await sweepInputs(later);
  await sweepInputs(later);
  expect(await files(studio)).toEqual(
    [0, 1].map((at) => `styles/${studio.styleId}/inputs/${used.id}${at ? "-thumbnail" : ""}`),
  );
  expect((await wish(studio, { start: { kind: "input", id: idle.id } })).status).toBe(404);
  await studio.artist.ask("DELETE", `/api/generations/${id}`);
  await vi.waitFor(async () => {
    await sweepInputs(later);
    expect(await files(studio)).toEqual([]);
  });
});

it("takes the size the model gives: the picture's own, within its bounds, in its steps", () => {
  expect(sizeLike({ width: 4_000, height: 3_000 })).toEqual({ width: 1_440, height: 1_072 });
  expect(sizeLike({ width: 100, height: 200 })).toEqual({ width: 256, height: 512 });
  expect(sizeLike({ width: 1_000, height: 1_000 })).toEqual({ width: 992, height: 992 });
});
