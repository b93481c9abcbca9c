import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../src/clock.ts";
import type { Training } from "../../src/contract/training.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { listen, rewind, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, brokenBooks, newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";
import { generate as wish } from "../worker/wishes.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const bearer = ({ artist }: Studio) => ({ Authorization: `Bearer ${artist.token}` });

const generate = async (studio: Studio) => (await wish(studio)).generationId;

/** A picture that the provider has painted and nobody has copied yet. */
async function toBeKept() {
  const studio = await newTrainedStudio();
  const id = await generate(studio);
  await tapQueue("generation", studio.styleId, id);
  const run = replicate.bought(id)[0]!;
  replicate.succeed(run);
  await deliver(run);
  return { studio, id };
}

describe("a style that is deleted", () => {
  it("cancels, refunds, says goodbye, and lets nothing come back", async () => {
    const studio = await newTrainedStudio();
    const running = await generate(studio);
    const queued = await generate(studio);
    await tapQueue("generation", studio.styleId, running);
    const run = replicate.bought(running)[0]!;
    const page = await listen(studio.styleId, bearer(studio));
    expect((await studio.artist.ask("DELETE", `/api/styles/${studio.styleId}`)).status).toBe(204);
    await soon(() => expect(page.frames.at(-1)).toEqual({ type: "style-removed" }));
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
    await soon(() => expect(run.status).toBe("canceled"));
    await soon(() =>
      expect(replicate.journal).toContain(`DELETE /models/${studio.version.replace(":", "/versions/")}`),
    );
    replicate.succeed(run);
    await deliver(run);
    await tapQueue("generation", studio.styleId, running);
    await tapQueue("generation", studio.styleId, queued);
    const bought = replicate.bought(queued);
    await soon(() => expect(bought.filter(({ status }) => status !== "canceled")).toEqual([]));
    expect((await env.FILES.list({ prefix: `styles/${studio.styleId}/` })).objects).toEqual([]);
    expect(await brokenBooks(studio.artist)).toEqual([]);
    await roomOf(studio.styleId).close(studio.styleId);
  });

  it("sweeps what a copy under way still wrote", async () => {
    const { studio, id } = await toBeKept();
    const job = await roomOf(studio.styleId).claim(id);
    await studio.artist.ask("DELETE", `/api/styles/${studio.styleId}`);
    const key = `styles/${studio.styleId}/generations/${id}/picture.webp`;
    await env.FILES.put(key, "late");
    const event = { type: "kept", token: job!.state.purchase.token! } as const;
    await roomOf(studio.styleId).apply(id, { kind: "generation", event });
    await soon(async () => expect(await env.FILES.head(key)).toBeNull());
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
  });

  it("sweeps what a copier wrote who died before it could tell", async () => {
    const { studio, id } = await toBeKept();
    const room = roomOf(studio.styleId);
    await room.claim(id);
    await studio.artist.ask("POST", `/api/generations/${id}/cancel`);
    await room.tap();
    const key = `styles/${studio.styleId}/generations/${id}/picture.webp`;
    await env.FILES.put(key, "late");
    await room.tap();
    expect(await env.FILES.head(key)).not.toBeNull();
    await runInDurableObject(room, (_, { storage }) => void storage.sql.exec("UPDATE outbox SET due_at = 0"));
    await room.tap();
    expect(await env.FILES.head(key)).toBeNull();
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
  });

  it("gives back the hold of a job its room was never told of", async () => {
    const studio = await newStudio();
    const id = await unborn(studio);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 0 });
    await studio.artist.ask("DELETE", `/api/styles/${studio.styleId}`);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
    await tapQueue("training", studio.styleId, id);
    expect(replicate.bought(id)).toEqual([]);
  });
});

/** A training whose Worker died between its row and its room. */
async function unborn({ artist, styleId }: Studio, ageMs = 31_000): Promise<string> {
  const id = `unborn-${styleId}`;
  const now = Date.now();
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO trainings (id, style_id, user_id, status, rev, steps, learning_rate, trigger_word, "set", image_count, created_at, deadline_at)
       VALUES (?, ?, ?, 'PENDING', 0, 1000, 0.0004, 'zuvaq47', '[]', 24, ?, ?)`,
    ).bind(id, styleId, artist.id, now - ageMs, now + 600_000),
    env.DB.prepare("UPDATE subscriptions SET training_credits = training_credits - 1 WHERE user_id = ?").bind(
      artist.id,
    ),
    env.DB.prepare(
      "INSERT INTO ledger (id, user_id, unit, kind, amount, job_id, reason, created_at) VALUES (?, ?, 'training', 'hold', -1, ?, 'Training', ?)",
    ).bind(`hold-${id}`, artist.id, id, now),
  ]);
  return id;
}

async function ringTheClock(): Promise<void> {
  const context = createExecutionContext();
  await sweep(env, context);
  await waitOnExecutionContext(context);
}

it("rings again soon for a debt that is being paid, whose payer may be killed", async () => {
  const studio = await newTrainedStudio();
  const id = await generate(studio);
  await tapQueue("generation", studio.styleId, id);
  const run = replicate.bought(id)[0]!;
  let answer = () => {};
  replicate.hesitation = new Promise((resolve) => {
    answer = resolve;
  });
  const room = roomOf(studio.styleId);
  await studio.artist.ask("POST", `/api/generations/${id}/cancel`);
  const paying = room.tap();
  await soon(() => expect(replicate.journal).toContain(`POST /predictions/${run.id}/cancel`));
  await room.apply(id, { kind: "generation", event: { type: "cancel-requested" } });
  const alarm = await runInDurableObject(room, (_, { storage }) => storage.getAlarm());
  expect(alarm ?? Number.POSITIVE_INFINITY).toBeLessThan(Date.now() + 300_000);
  answer();
  await paying;
  await soon(() => expect(run.status).toBe("canceled"));
});

describe("the clock", () => {
  it("introduces rows whose Worker died, once they are old enough", async () => {
    const studio = await newStudio();
    const id = await unborn(studio);
    const young = await newStudio();
    await unborn(young, 1_000);
    await ringTheClock();
    const current = async (of: Studio) =>
      (await (await of.artist.ask("GET", `/api/styles/${of.styleId}/training`)).json<Training>()).status;
    expect(await current(studio)).toBe("QUEUED");
    expect(await current(young)).toBe("PENDING");
    await tapQueue("training", studio.styleId, id);
    expect(replicate.bought(id)).toHaveLength(1);
    const cancel = await young.artist.ask("POST", `/api/styles/${young.styleId}/training/cancel`);
    expect(await cancel.json()).toMatchObject({ status: "CANCELED" });
    expect(await balanceOf(young.artist)).toMatchObject({ trainingCredits: 1 });
  });

  it("ends what is past its deadline, though its room forgot it", async () => {
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    const lost = await newStudio();
    await unborn(lost);
    await env.DB.prepare("UPDATE trainings SET deadline_at = 1, rev = 3, status = 'PROCESSING' WHERE style_id = ?")
      .bind(lost.styleId)
      .run();
    await rewind(studio.styleId, 10_000_000);
    await ringTheClock();
    const answer = await studio.artist.ask("GET", `/api/generations/${id}`);
    expect(await answer.json()).toMatchObject({ status: "FAILED" });
    const training = await lost.artist.ask("GET", `/api/styles/${lost.styleId}/training`);
    expect(await training.json()).toMatchObject({ status: "FAILED" });
    expect(await balanceOf(lost.artist)).toMatchObject({ trainingCredits: 1 });
    expect(await brokenBooks(lost.artist)).toEqual([]);
  });
});
