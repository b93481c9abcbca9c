import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, brokenBooks, newStudio, type Studio } from "../worker/studio.ts";
import { log, only, startTraining, training } from "../worker/trainings.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

/** Brings a training to its proof, as the provider and the queue would. */
async function toProof(studio: Studio, id: string) {
  await tapQueue("training", studio.styleId, id);
  const run = only(replicate.bought(id));
  run.status = "processing";
  run.logs = log(500);
  await deliver(run);
  replicate.succeed(run);
  await deliver(run);
  await tapQueue("training", studio.styleId, id);
  await tapQueue("training", studio.styleId, id);
  const proof = replicate.bought(id)[1];
  if (!proof) throw new Error("no proof was ordered");
  return { run, proof };
}

describe("the whole way", () => {
  it("holds, trains, keeps the weights, paints a free proof and captures", async () => {
    const studio = await newStudio();
    const { artist, styleId } = studio;
    expect((await artist.ask("GET", `/api/styles/${styleId}/training`)).status).toBe(404);
    const id = await startTraining(studio);
    expect(await balanceOf(artist)).toMatchObject({ trainingCredits: 0, generationCredits: 50 });
    expect(await training(studio)).toMatchObject({ id, status: "QUEUED", stage: "waiting", imageCount: 24 });

    await tapQueue("training", styleId, id);
    const run = only(replicate.bought(id));
    expect(run.input).toMatchObject({
      input_images: expect.stringMatching(new RegExp(`^http://artistcloner.test/files/sets/${id}.zip\\?expires=`)),
      trigger_word: studio.triggerWord,
      autocaption: false,
      steps: 1_000,
    });
    expect(run.webhook).toMatch(
      new RegExp(`^http://artistcloner.test/api/webhooks/replicate/${styleId}/${id}\\?token=`),
    );

    run.status = "processing";
    run.logs = log(450);
    expect((await deliver(run)).status).toBe(200);
    expect(await training(studio)).toMatchObject({
      status: "PROCESSING",
      stage: "training",
      progress: 45,
      currentStep: 450,
      totalSteps: 1_000,
      stepsPerSecond: 2,
      estimatedTimeRemaining: 275,
      loss: [{ step: 450, loss: 0.2472 }],
    });

    replicate.succeed(run);
    await deliver(run);
    expect(await training(studio)).toMatchObject({ status: "PROCESSING", stage: "keeping" });
    await tapQueue("training", styleId, id);
    expect(await (await env.FILES.get(`styles/${styleId}/trainings/${id}/weights.tar`))?.text()).toBe("weights");
    expect(await training(studio)).toMatchObject({ status: "PROCESSING", stage: "proofing" });

    await tapQueue("training", styleId, id);
    const proof = replicate.bought(id)[1]!;
    expect(proof.input).toMatchObject({ width: 256, height: 256, num_outputs: 1, output_format: "webp" });
    expect(proof.input.prompt).toContain(studio.triggerWord);
    expect(proof.version).toBe(run.id);
    replicate.succeed(proof);
    await deliver(proof);
    await tapQueue("training", styleId, id);
    const done = await training(studio);
    expect(done).toMatchObject({ status: "COMPLETED", stage: null, progress: 100, errorMessage: null });
    expect(done.testImageUrl).toMatch(new RegExp(`/files/styles/${styleId}/trainings/${id}/proof.webp\\?expires=`));
    expect(await balanceOf(artist)).toMatchObject({ trainingCredits: 0, generationCredits: 50 });
    expect(await brokenBooks(artist)).toEqual([]);

    const style = await (await artist.ask("GET", `/api/styles/${styleId}`)).json();
    expect(style).toMatchObject({
      status: "TRAINED",
      training: { id, status: "COMPLETED" },
      model: { trainingId: id, triggerWord: studio.triggerWord, trainingSteps: 1_000, trainingLoss: 0.2472 },
    });
    const next = await artist.ask("POST", `/api/styles/${styleId}/train`, {});
    expect(next.status).toBe(402);
  });

  it("is harmless twice, late and out of order", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await Promise.all([tapQueue("training", studio.styleId, id), tapQueue("training", studio.styleId, id)]);
    const run = only(replicate.bought(id));
    run.status = "processing";
    run.logs = log(700);
    const first = JSON.stringify(run);
    expect(await (await deliver(run, { id: "hook-a" })).json()).toEqual({ ignored: null });
    expect(await (await deliver(run, { id: "hook-a" })).json()).toEqual({ ignored: "a repeat" });
    run.logs = log(200);
    await deliver(run);
    expect(await training(studio)).toMatchObject({ currentStep: 700 });
    replicate.succeed(run);
    await deliver(run);
    expect(await (await deliver(run, { body: first })).json()).toEqual({ ignored: "succeeded already" });
    for (let i = 0; i < 3; i += 1) await tapQueue("training", studio.styleId, id);
    const proof = replicate.bought(id)[1]!;
    replicate.succeed(proof);
    await deliver(proof);
    await Promise.all([tapQueue("training", studio.styleId, id), tapQueue("training", studio.styleId, id)]);
    expect(await training(studio)).toMatchObject({ status: "COMPLETED" });
    await deliver(run, { body: first });
    await deliver(proof);
    expect(await training(studio)).toMatchObject({ status: "COMPLETED" });
    expect(replicate.bought(id)).toHaveLength(2);
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("goes on after a crash at any place", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await abortAllDurableObjects();
    await tapQueue("training", studio.styleId, id);
    await abortAllDurableObjects();
    const run = only(replicate.bought(id));
    replicate.succeed(run);
    await deliver(run);
    await abortAllDurableObjects();
    await tapQueue("training", studio.styleId, id);
    await tapQueue("training", studio.styleId, id);
    await abortAllDurableObjects();
    const proof = replicate.bought(id)[1]!;
    replicate.succeed(proof);
    await deliver(proof);
    await tapQueue("training", studio.styleId, id);
    expect(await training(studio)).toMatchObject({ status: "COMPLETED" });
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });
});

describe("what is refused", () => {
  it("counts pictures, credits and trainings", async () => {
    const few = await newStudio(19);
    const answer = await few.artist.ask("POST", `/api/styles/${few.styleId}/train`, {});
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: "TOO_FEW_IMAGES",
      error: "A style needs at least 20 pictures to be trained. Add 1 more.",
    });
    const studio = await newStudio();
    const path = `/api/styles/${studio.styleId}/train`;
    const dreambooth = await studio.artist.ask("POST", path, { config: { modelType: "DREAMBOOTH" } });
    expect([dreambooth.status, (await dreambooth.json<{ code: string }>()).code]).toEqual([
      400,
      "MODEL_TYPE_UNSUPPORTED",
    ]);
    expect((await studio.artist.ask("POST", path, { config: { steps: 0 } })).status).toBe(400);
    expect((await few.artist.ask("POST", path, {})).status).toBe(404);
    const both = await Promise.all([studio.artist.ask("POST", path, {}), studio.artist.ask("POST", path, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });
});

describe("cancelling", () => {
  const places: [string, (studio: Studio, id: string) => Promise<unknown>][] = [
    ["queued", async () => {}],
    ["bought", ({ styleId }, id) => tapQueue("training", styleId, id)],
    ["proofing", toProof],
  ];
  it.each(places)("gives the credit back once when %s", async (_, bring) => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await bring(studio, id);
    const path = `/api/styles/${studio.styleId}/training/cancel`;
    for (let i = 0; i < 2; i += 1) {
      const answer = await studio.artist.ask("POST", path);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ id, status: "CANCELED", errorMessage: null });
    }
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
    expect(await brokenBooks(studio.artist)).toEqual([]);
    await soon(() => {
      const last = replicate.bought(id).at(-1);
      if (last) expect(last.status).toMatch(/canceled|succeeded/);
    });
    await tapQueue("training", studio.styleId, id);
    const running = replicate.bought(id).at(-1);
    if (running) {
      replicate.succeed(running);
      await deliver(running);
    }
    expect(await training(studio)).toMatchObject({ status: "CANCELED" });
    const again = await studio.artist.ask("POST", `/api/styles/${studio.styleId}/train`, {});
    expect(again.status).toBe(202);
  });
});
