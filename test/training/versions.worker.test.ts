import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StyleDetail } from "../../src/contract/styles.ts";
import type { TrainAccepted, TrainingList, TrainingRecord } from "../../src/contract/training.ts";
import { open, together } from "../../src/db/client.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { sweepRemovals } from "../../src/styles/sweep.ts";
import { usedVersion } from "../../src/training/current.ts";
import { finishedRun } from "../../src/training/entity.ts";
import { allTrainings } from "../../src/training/history.ts";
import { trainings } from "../../src/training/table.ts";
import { newArtist } from "../worker/artist.ts";
import { FakeReplicate } from "../worker/replicate.ts";
import { listen, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, newStudio, type Studio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

type Row = typeof trainings.$inferInsert;

/** A studio with trainings as rows alone: `v1` and `v2` completed, `f` failed, in this order. */
async function studioWithVersions(): Promise<Studio & { v1: string; v2: string; f: string }> {
  const studio = await newStudio(24);
  const { styleId } = studio;
  const now = Date.now() - 1_000_000;
  const row = (name: string, at: number, more: Partial<Row>): Row => ({
    id: `${name}-${styleId}`,
    styleId,
    userId: studio.artist.id,
    status: "COMPLETED",
    rev: 9,
    steps: 1_000,
    learningRate: 0.0004,
    triggerWord: studio.triggerWord,
    set: Array.from({ length: 24 }, (_, one) => ({
      imageId: `${styleId}-${one}`,
      type: "image/jpeg",
      sizeBytes: 100,
      crc32: one,
      caption: `then ${one}`,
    })),
    imageCount: 24,
    remoteVersion: `studio/artistcloner-styles:${name}-${styleId}`,
    testImageKey: `styles/${styleId}/trainings/${name}-${styleId}/proof.webp`,
    weightsKey: `styles/${styleId}/trainings/${name}-${styleId}/weights.tar`,
    loss: [{ step: 10, loss: 0.3 }],
    createdAt: now + at * 60_000,
    completedAt: now + at * 60_000 + 30_000,
    deadlineAt: now + 9_000_000,
    ...more,
  });
  const rows = [
    row("v1", 1, { steps: 400, learningRate: 0.001, loraRank: 32, captionDropout: 0.2, resolution: "512" }),
    row("v2", 2, {}),
    row("f", 3, {
      status: "FAILED",
      remoteVersion: null,
      testImageKey: null,
      weightsKey: null,
      errorMessage: "Out of memory.",
    }),
  ];
  const db = open(env.DB);
  await together(
    db,
    rows.map((one) => db.insert(trainings).values(one)),
  );
  for (const key of rows.flatMap(({ weightsKey, testImageKey }) => [weightsKey, testImageKey]))
    if (key) await env.FILES.put(key, "bytes");
  return { ...studio, v1: `v1-${styleId}`, v2: `v2-${styleId}`, f: `f-${styleId}` };
}

const path = ({ styleId }: Studio, id = "") => `/api/styles/${styleId}/trainings${id && `/${id}`}`;
const history = async (studio: Studio) =>
  (await (await studio.artist.ask("GET", path(studio))).json<TrainingList>()).trainings;
const detail = async ({ artist, styleId }: Studio) =>
  (await artist.ask("GET", `/api/styles/${styleId}`)).json<StyleDetail>();
const codeOf = async (answer: Response) => [answer.status, (await answer.json<{ code: string }>()).code];

describe("the history of a style", () => {
  it("tells every run, newest first, with its curve and which version paints", async () => {
    const studio = await studioWithVersions();
    const runs = await history(studio);
    expect(runs.map(({ id, status, used }) => [id, status, used])).toEqual([
      [studio.f, "FAILED", false],
      [studio.v2, "COMPLETED", true],
      [studio.v1, "COMPLETED", false],
    ]);
    expect(runs[2]).toMatchObject({
      loss: [{ step: 10, loss: 0.3 }],
      config: { steps: 400, learningRate: 0.001, loraRank: 32, captionDropout: 0.2, resolution: "512" },
      testImageUrl: expect.stringContaining("/proof.webp"),
    });
    expect(runs[1]?.config).toMatchObject({ loraRank: 16, captionDropout: 0.05, resolution: "512,768,1024" });
  });

  it("is empty before the first, and nobody else's", async () => {
    const studio = await newStudio(0);
    expect(await history(studio)).toEqual([]);
    const stranger = await newArtist();
    expect((await stranger.ask("GET", path(studio))).status).toBe(404);
  });

  it("gives the page what an expectation is made from, and nothing else of anybody", async () => {
    const studio = await studioWithVersions();
    const { finishedRuns } = await detail(studio);
    expect(finishedRuns.length).toBeGreaterThan(0);
    expect(finishedRuns.length).toBeLessThanOrEqual(25);
    expect(finishedRun({ steps: 400, createdAt: 1_000, completedAt: 31_400 })).toEqual({ steps: 400, seconds: 30 });
    for (const run of finishedRuns) expect(Object.keys(run).sort()).toEqual(["seconds", "steps"]);
  });
});

describe("a version", () => {
  it("is named, and its number comes back when the name goes", async () => {
    const studio = await studioWithVersions();
    const named = await studio.artist.ask("PATCH", path(studio, studio.v1), { name: "  the calm one " });
    expect(await named.json<TrainingRecord>()).toMatchObject({ id: studio.v1, name: "the calm one", used: false });
    await studio.artist.ask("PATCH", path(studio, studio.v1), { name: "" });
    expect((await history(studio)).map(({ name }) => name)).toEqual([null, null, null]);
  });

  it("is chosen for new pictures, told to open tabs, and paints them", async () => {
    const studio = await studioWithVersions();
    const tab = await listen(studio.styleId, { Authorization: `Bearer ${studio.artist.token}` });
    const answer = await studio.artist.ask("PATCH", path(studio, studio.v1), { used: true });
    expect(await answer.json()).toMatchObject({ id: studio.v1, used: true });
    await soon(() => expect(tab.frames.at(-1)).toMatchObject({ type: "model", model: { trainingId: studio.v1 } }));
    tab.close();
    expect((await detail(studio)).model?.trainingId).toBe(studio.v1);
    await studio.artist.ask("PATCH", path(studio, studio.v1), { used: true });
    expect((await history(studio)).map(({ used }) => used)).toEqual([false, false, true]);

    const asked = await studio.artist.ask("POST", "/api/generate", { styleId: studio.styleId, prompt: "boats" });
    const { generationId } = await asked.json<{ generationId: string }>();
    expect(await (await studio.artist.ask("GET", `/api/generations/${generationId}`)).json()).toMatchObject({
      trainingId: studio.v1,
    });
  });

  it("that failed can be neither named nor chosen, and an unknown one is not there", async () => {
    const [studio, other] = [await studioWithVersions(), await studioWithVersions()];
    expect(await codeOf(await studio.artist.ask("PATCH", path(studio, studio.f), { used: true }))).toEqual([
      409,
      "NOT_A_VERSION",
    ]);
    expect(await codeOf(await studio.artist.ask("PATCH", path(studio, other.v1), { used: true }))).toEqual([
      404,
      "NOT_FOUND",
    ]);
    expect((await other.artist.ask("PATCH", path(studio, studio.v1), { used: true })).status).toBe(404);
    for (const body of [{ used: false }, { name: "x".repeat(61) }, { name: "a\nb" }, { name: 3 }])
      expect(await codeOf(await studio.artist.ask("PATCH", path(studio, studio.v1), body))).toEqual([
        400,
        "INVALID_INPUT",
      ]);
  });
});

describe("deleting a version", () => {
  it("takes its row, files, remote version and choice, twice the same, and the next newest paints", async () => {
    const studio = await studioWithVersions();
    const tab = await listen(studio.styleId, { Authorization: `Bearer ${studio.artist.token}` });
    await studio.artist.ask("PATCH", path(studio, studio.v1), { used: true });
    for (const _ of [1, 2]) expect((await studio.artist.ask("DELETE", path(studio, studio.v1))).status).toBe(204);
    expect((await history(studio)).map(({ id, used }) => [id, used])).toEqual([
      [studio.f, false],
      [studio.v2, true],
    ]);
    expect((await detail(studio)).model?.trainingId).toBe(studio.v2);
    const left = await env.FILES.list({ prefix: `styles/${studio.styleId}/trainings/${studio.v1}/` });
    expect(left.objects).toEqual([]);
    await soon(() => expect(tab.frames.map(({ type }) => type)).toContain("training-removed"));
    tab.close();
    await roomOf(studio.styleId).tap();
    const deletions = replicate.journal.filter((line) => line.startsWith("DELETE") && line.endsWith(studio.v1));
    expect(deletions).toHaveLength(1);
  });

  it("is finished by the clock when it was cut short", async () => {
    const studio = await studioWithVersions();
    await env.DB.prepare("INSERT INTO removals (id, user_id, style_id, prefixes, requested_at) VALUES (?, ?, ?, ?, ?)")
      .bind(
        studio.v2,
        studio.artist.id,
        studio.styleId,
        JSON.stringify([`styles/${studio.styleId}/trainings/${studio.v2}/`]),
        Date.now() - 90_000,
      )
      .run();
    await sweepRemovals(ctxOf(env, () => {}, "test"));
    expect((await history(studio)).map(({ id }) => id)).toEqual([studio.f, studio.v1]);
    expect((await env.FILES.list({ prefix: `styles/${studio.styleId}/trainings/${studio.v2}/` })).objects).toEqual([]);
  });

  it("is refused while it runs, and to strangers", async () => {
    const [studio, stranger] = [await newStudio(), await newArtist()];
    const answer = await studio.artist.ask("POST", `/api/styles/${studio.styleId}/train`, {});
    const { trainingId } = await answer.json<TrainAccepted>();
    expect(await codeOf(await studio.artist.ask("DELETE", path(studio, trainingId)))).toEqual([
      409,
      "TRAINING_RUNNING",
    ]);
    expect((await stranger.ask("DELETE", path(studio, trainingId))).status).toBe(404);
    await studio.artist.ask("POST", `/api/styles/${studio.styleId}/training/cancel`);
    expect((await studio.artist.ask("DELETE", path(studio, trainingId))).status).toBe(204);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
    const { trainings: known } = await roomOf(studio.styleId).live([trainingId]);
    expect(known).toEqual([]);
  });
});

describe("training again from a run", () => {
  const again = (studio: Studio, body: unknown) =>
    studio.artist.ask("POST", `/api/styles/${studio.styleId}/train`, body);
  const rowOf = async ({ styleId }: Studio) =>
    (await open(env.DB).select().from(trainings).where(eq(trainings.styleId, styleId))).find(
      ({ status }) => status === "QUEUED",
    );

  it("takes its pictures, captions and settings, whatever they are now", async () => {
    const studio = await studioWithVersions();
    await studio.artist.ask("PATCH", `/api/styles/${studio.styleId}/images/${studio.styleId}-0`, { caption: "now" });
    await env.DB.prepare("DELETE FROM images WHERE id = ?").bind(`${studio.styleId}-5`).run();
    const answer = await again(studio, { from: studio.v1, config: { steps: 600 } });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ missing: 1 });
    const row = await rowOf(studio);
    expect(row).toMatchObject({
      steps: 600,
      learningRate: 0.001,
      loraRank: 32,
      captionDropout: 0.2,
      resolution: "512",
      imageCount: 23,
    });
    expect(row?.set[0]?.caption).toContain("then 0");
    expect(row?.set.map(({ imageId }) => imageId)).not.toContain(`${studio.styleId}-5`);
  });

  it("is refused when too few of its pictures are left, and for what is no run of the style", async () => {
    const [studio, other] = [await studioWithVersions(), await studioWithVersions()];
    expect(await codeOf(await again(studio, { from: other.v1 }))).toEqual([404, "NOT_FOUND"]);
    expect(await codeOf(await again(studio, { from: 7 }))).toEqual([400, "INVALID_INPUT"]);
    await env.DB.prepare("DELETE FROM images WHERE style_id = ? AND crc32 < 5").bind(studio.styleId).run();
    expect(await codeOf(await again(studio, { from: studio.v1 }))).toEqual([409, "TOO_FEW_IMAGES"]);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
  });

  it("sends the trainer what was chosen, and its own defaults otherwise", async () => {
    const studio = await newStudio();
    const config = { steps: 50, loraRank: 8, captionDropout: 0, resolution: "512,768" };
    const { trainingId } = await (await again(studio, { config })).json<TrainAccepted>();
    expect(await rowOf(studio)).toMatchObject({ ...config, learningRate: 0.0004 });
    const { tapQueue } = await import("../worker/replicate.ts");
    await tapQueue("training", studio.styleId, trainingId);
    expect(replicate.bought(trainingId)[0]?.input).toMatchObject({
      steps: 50,
      lora_rank: 8,
      caption_dropout_rate: 0,
      resolution: "512,768",
      learning_rate: 0.0004,
    });
    for (const bad of [{ loraRank: 0 }, { loraRank: 1.5 }, { captionDropout: 2 }, { resolution: "2048" }])
      expect(await codeOf(await again(studio, { config: bad }))).toEqual([400, "INVALID_INPUT"]);
  });
});

it("reads a history and the used version by the style's index", async () => {
  const asked: string[] = [];
  const d1 = { prepare: (text: string) => asked.push(text) && env.DB.prepare(text), batch: env.DB.batch.bind(env.DB) };
  const db = open(d1 as D1Database);
  await allTrainings({ db }, "s");
  await together(db, [usedVersion({ db }, "s")]);
  expect(asked).toHaveLength(2);
  for (const text of asked) {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    for (const { detail: step } of results) expect(step, text).not.toMatch(/^SCAN (?!.*USING.* INDEX)/);
  }
});
