import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Generation } from "../../src/contract/generation.ts";
import { deliver, FakeReplicate, tapQueue, WEBP } from "../worker/replicate.ts";
import { rewind } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, brokenBooks, newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";
import { generate, picture } from "../worker/wishes.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const runOf = (id: string) => {
  const runs = replicate.bought(id);
  expect(runs).toHaveLength(1);
  return runs[0]!;
};

/** Brings a picture to its end, as the queue and the provider would. */
async function paint(studio: Studio, id: string): Promise<void> {
  await tapQueue("generation", studio.styleId, id);
  const run = runOf(id);
  replicate.succeed(run);
  await deliver(run);
  await tapQueue("generation", studio.styleId, id);
}

describe("the whole way", () => {
  it("holds, paints with the trigger word, keeps picture and thumbnail, and captures", async () => {
    const studio = await newTrainedStudio();
    const accepted = await generate(studio, { width: 500, height: 768, seed: 7, negativePrompt: "blurry" });
    expect(accepted).toMatchObject({ status: "PENDING", ignored: ["negativePrompt"] });
    expect(accepted.generationIds).toEqual([accepted.generationId]);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 49 });
    const id = accepted.generationId;
    await tapQueue("generation", studio.styleId, id);
    const run = runOf(id);
    expect(run.input).toEqual({
      prompt: `a harbour at dawn, in the style of ${studio.triggerWord}`,
      seed: 7,
      aspect_ratio: "custom",
      width: 512,
      height: 768,
      num_outputs: 1,
      num_inference_steps: 28,
      guidance_scale: 3,
      lora_scale: 1,
      output_format: "webp",
      output_quality: 90,
    });
    expect(run.version).toBe(studio.version.split(":")[1]);
    run.status = "processing";
    run.logs = " 45%|████      | 13/28 [00:01<00:02,  9.00it/s]";
    await deliver(run);
    expect(await picture(studio, id)).toMatchObject({ status: "PROCESSING", progress: 45, outputUrl: null });
    replicate.succeed(run);
    await deliver(run);
    expect(await picture(studio, id)).toMatchObject({ status: "PROCESSING" });
    await tapQueue("generation", studio.styleId, id);
    const done = await picture(studio, id);
    expect(done).toMatchObject({
      status: "COMPLETED",
      seed: 7,
      width: 512,
      height: 768,
      progress: null,
      errorMessage: null,
    });
    expect(done.outputUrl).toContain(`/files/styles/${studio.styleId}/generations/${id}/picture.webp?expires=`);
    const kept = await env.FILES.get(`styles/${studio.styleId}/generations/${id}/picture.webp`);
    expect(new Uint8Array(await kept!.arrayBuffer())).toEqual(WEBP);
    expect(await env.FILES.head(`styles/${studio.styleId}/generations/${id}/thumbnail.webp`)).not.toBeNull();
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 49 });
    expect(await brokenBooks(studio.artist)).toEqual([]);
    expect((await generate(studio)).estimatedTime).not.toBeNull();
  });

  it("makes four from one wish, each with its own seed, and refunds the one that fails", async () => {
    const studio = await newTrainedStudio();
    const { generationIds } = await generate(studio, { count: 4, seed: 100 });
    expect(generationIds).toHaveLength(4);
    const pictures = await Promise.all(generationIds.map((id) => picture(studio, id)));
    expect(pictures.map(({ seed }) => seed)).toEqual([100, 101, 102, 103]);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 46 });
    const [unsafe = "", ...others] = generationIds;
    await tapQueue("generation", studio.styleId, unsafe);
    const run = runOf(unsafe);
    run.status = "failed";
    run.error = "NSFW content detected. Try running it again, or try a different prompt.";
    await deliver(run);
    for (const id of others) await paint(studio, id);
    expect(await picture(studio, unsafe)).toMatchObject({
      status: "FAILED",
      errorMessage: expect.stringContaining("safety filter"),
    });
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 47 });
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("is harmless twice, across crashes, and finds files that moved", async () => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await Promise.all([tapQueue("generation", studio.styleId, id), tapQueue("generation", studio.styleId, id)]);
    await abortAllDurableObjects();
    const run = runOf(id);
    replicate.succeed(run);
    const [gone] = run.output as string[];
    replicate.files.delete(gone!);
    run.output = ["https://replicate.delivery/elsewhere/out-0.webp"];
    replicate.files.set("https://replicate.delivery/elsewhere/out-0.webp", WEBP);
    await deliver(run, { body: JSON.stringify({ ...run, output: [gone] }), id: `twice-${id}` });
    await deliver(run, { id: `twice-${id}` });
    await tapQueue("generation", studio.styleId, id);
    await soon(async () => {
      await tapQueue("generation", studio.styleId, id);
      expect(await picture(studio, id)).toMatchObject({ status: "COMPLETED" });
    });
    await abortAllDurableObjects();
    await deliver(run);
    expect(await picture(studio, id)).toMatchObject({ status: "COMPLETED" });
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });
});

describe("what is refused", () => {
  it("says what is missing, in the order of the law", async () => {
    const trained = await newTrainedStudio();
    const bare = await newStudio(0);
    const ask = (studio: Studio, body: unknown) => studio.artist.ask("POST", "/api/generate", body);
    expect((await ask(bare, { styleId: trained.styleId, prompt: "" })).status).toBe(404);
    expect((await ask(trained, { styleId: trained.styleId, prompt: "" })).status).toBe(400);
    expect((await ask(trained, { styleId: trained.styleId, prompt: "x", count: 5 })).status).toBe(400);
    const untrained = await ask(bare, { styleId: bare.styleId, prompt: "x" });
    expect([untrained.status, (await untrained.json<{ code: string }>()).code]).toEqual([409, "STYLE_NOT_TRAINED"]);
  });

  it("never spends more than there is: 70 wishes at once on 50 credits", async () => {
    const studio = await newTrainedStudio();
    const body = { styleId: studio.styleId, prompt: "rush" };
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => studio.artist.ask("POST", "/api/generate", body)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(50);
    expect(statuses.filter((status) => status === 402)).toHaveLength(20);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 0 });
    const { results } = await env.DB.prepare("SELECT id FROM generations WHERE style_id = ?")
      .bind(studio.styleId)
      .all();
    expect(results).toHaveLength(50);
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("holds for all pictures of a wish or for none", async () => {
    const studio = await newTrainedStudio();
    await env.DB.batch([
      env.DB.prepare("UPDATE subscriptions SET generation_credits = 3 WHERE user_id = ?").bind(studio.artist.id),
      env.DB.prepare("UPDATE ledger SET amount = 3 WHERE user_id = ? AND unit = 'generation'").bind(studio.artist.id),
    ]);
    const answer = await studio.artist.ask("POST", "/api/generate", { styleId: studio.styleId, prompt: "x", count: 4 });
    expect(answer.status).toBe(402);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 3 });
    await generate(studio, { count: 3 });
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 0 });
  });
});

describe("cancelling and deleting", () => {
  it("cancels once, at the provider too", async () => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    for (let i = 0; i < 2; i += 1) {
      const answer = await studio.artist.ask("POST", `/api/generations/${id}/cancel`);
      expect([answer.status, (await answer.json<Generation>()).status]).toEqual([200, "CANCELED"]);
    }
    await soon(() => expect(runOf(id).status).toBe("canceled"));
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("deletes a running picture: refunded, cancelled, gone, and nothing late comes back", async () => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = runOf(id);
    const path = `/api/generations/${id}`;
    expect((await studio.artist.ask("DELETE", path)).status).toBe(204);
    expect((await studio.artist.ask("DELETE", path)).status).toBe(204);
    expect((await studio.artist.ask("GET", path)).status).toBe(404);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
    replicate.succeed(run);
    await deliver(run);
    await tapQueue("generation", studio.styleId, id);
    const { objects } = await env.FILES.list({ prefix: `styles/${studio.styleId}/` });
    expect(objects).toEqual([]);
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("deletes a finished picture with its files, and keeps the money", async () => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await paint(studio, id);
    const stranger = await newStudio(0);
    expect((await stranger.artist.ask("DELETE", `/api/generations/${id}`)).status).toBe(404);
    expect((await studio.artist.ask("DELETE", `/api/generations/${id}`)).status).toBe(204);
    const { objects } = await env.FILES.list({ prefix: `styles/${studio.styleId}/` });
    expect(objects).toEqual([]);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 49 });
  });
});

describe("what goes wrong", () => {
  it("gives up files that never come, and refunds", async () => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = runOf(id);
    replicate.succeed(run);
    replicate.files.clear();
    await deliver(run);
    run.data_removed = true;
    run.output = null;
    await tapQueue("generation", studio.styleId, id);
    await soon(async () =>
      expect(await picture(studio, id)).toMatchObject({
        status: "FAILED",
        errorMessage: "The provider finished this run, but its result was no longer there. Your credit was returned.",
      }),
    );
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
  });

  it("tells two equal wishes apart when both answers were lost", async () => {
    const studio = await newTrainedStudio();
    const wish = { seed: 5, prompt: "twins" };
    const first = (await generate(studio, wish)).generationId;
    const second = (await generate(studio, wish)).generationId;
    replicate.mischief = ["lost", "lost"];
    await tapQueue("generation", studio.styleId, first);
    await tapQueue("generation", studio.styleId, second);
    await rewind(studio.styleId);
    await soon(async () => {
      const remotes = await env.DB.prepare("SELECT status, remote_id FROM generations WHERE style_id = ?")
        .bind(studio.styleId)
        .all<{ status: string; remote_id: string | null }>();
      expect(remotes.results.map(({ status }) => status)).toEqual(["PROCESSING", "PROCESSING"]);
    });
    for (const id of [first, second]) {
      const run = runOf(id);
      replicate.succeed(run);
      await deliver(run);
    }
    for (const id of [first, second]) {
      await soon(async () => {
        await rewind(studio.styleId);
        await tapQueue("generation", studio.styleId, id);
        expect(await picture(studio, id)).toMatchObject({ status: "COMPLETED" });
      });
    }
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 48 });
  });

  it.each([
    ["generation-jobs-dead" as const, "could not be delivered"],
  ])("refunds what ends in %s", async (queue, why) => {
    const studio = await newTrainedStudio();
    const { generationId: id } = await generate(studio);
    await tapQueue("generation", studio.styleId, id, queue);
    expect(await picture(studio, id)).toMatchObject({ status: "FAILED", errorMessage: expect.stringContaining(why) });
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
  });
});
