import {
  abortAllDurableObjects,
  createExecutionContext,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "../../src/accounts/sessions.ts";
import { sweep } from "../../src/clock.ts";
import type { GenerateAccepted, Generation } from "../../src/contract/generation.ts";
import { SIGNED_OUT } from "../../src/contract/live.ts";
import type { Training } from "../../src/contract/training.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { send } from "../worker/artist.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { listen, rewind, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, brokenBooks, newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const bearer = ({ artist }: Studio) => ({ Authorization: `Bearer ${artist.token}` });

async function generate({ artist, styleId }: Studio): Promise<string> {
  const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a harbour" });
  expect(answer.status).toBe(202);
  return (await answer.json<GenerateAccepted>()).generationId;
}

const statusesOf = (frames: Record<string, unknown>[]) =>
  frames.flatMap(({ type, generation }) => (type === "generation" ? [(generation as Generation).status] : []));

describe("the live socket", () => {
  it("sends a snapshot, then whole frames with a rising rev, and answers pings", async () => {
    const studio = await newTrainedStudio();
    const before = await generate(studio);
    const page = await listen(studio.styleId, bearer(studio));
    await soon(() => expect(page.frames).toHaveLength(1));
    expect(page.frames[0]).toMatchObject({ type: "snapshot", trainings: [], generations: [{ id: before }] });
    page.send("ping");
    await soon(() => expect(page.texts).toContain("pong"));

    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    run.status = "processing";
    run.logs = " 50%|█████     | 14/28";
    await deliver(run);
    replicate.succeed(run);
    await deliver(run);
    await tapQueue("generation", studio.styleId, id);
    await soon(() => expect(statusesOf(page.frames).at(-1)).toBe("COMPLETED"));
    const mine = page.frames.filter(({ generation }) => (generation as Generation | undefined)?.id === id);
    const revs = mine.map(({ generation }) => (generation as Generation).rev);
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    expect(mine.some(({ generation }) => (generation as Generation).progress === 50)).toBe(true);
    expect((mine.at(-1)!.generation as Generation).outputUrl).toContain("/files/");

    const late = await listen(studio.styleId, bearer(studio));
    await soon(() => expect(late.frames).toHaveLength(1));
    expect((late.frames[0]!.generations as Generation[]).map((one) => one.id).sort()).toEqual([before, id].sort());
    await studio.artist.ask("POST", "/api/generations/bin", { ids: [id] });
    await soon(() => expect(late.frames.at(-1)).toMatchObject({ type: "generation-removed", generationId: id }));
    const without = await listen(studio.styleId, bearer(studio));
    await soon(() => expect(without.frames).toHaveLength(1));
    expect((without.frames[0]!.generations as Generation[]).map((one) => one.id)).toEqual([before]);
    without.close();
    await studio.artist.ask("POST", "/api/generations/restore", { ids: [id] });
    await soon(() => expect(late.frames.at(-1)).toMatchObject({ type: "generation", generation: { id } }));
    await studio.artist.ask("DELETE", `/api/generations/${id}`);
    await soon(() => expect(late.frames.at(-1)).toMatchObject({ type: "generation-removed", generationId: id }));
    page.close();
    late.close();
  });

  it("closes with its session, and with no other", async () => {
    const studio = await newTrainedStudio();
    const { row, token } = await openSession(
      ctxOf(env, () => {}, "test"),
      studio.artist.id,
    );
    await row;
    const leaving = { Authorization: `Bearer ${token}` };
    const [gone, stays] = [await listen(studio.styleId, leaving), await listen(studio.styleId, bearer(studio))];
    expect((await send("/api/auth/logout", { method: "POST", headers: leaving })).status).toBe(204);
    await soon(() => expect(gone.closedBy()).toBe(SIGNED_OUT));
    const id = await generate(studio);
    await soon(() => expect(stays.frames.at(-1)).toMatchObject({ generation: { id } }));
    expect(gone.frames).toHaveLength(1);
    expect(stays.closedBy()).toBeUndefined();
    stays.close();
  });

  it("lets only the style's artist in, and only from our own page when the cookie speaks", async () => {
    const studio = await newTrainedStudio();
    const stranger = await newStudio(0);
    const path = `/api/styles/${studio.styleId}/live`;
    const upgrade = { Upgrade: "websocket" };
    expect((await send(path, { headers: upgrade })).status).toBe(401);
    expect((await send(path, { headers: { ...upgrade, ...bearer(stranger) } })).status).toBe(404);
    expect((await send(path, { headers: bearer(studio) })).status).toBe(426);
  });

  it("passes on frames of other rooms' making", async () => {
    const studio = await newTrainedStudio();
    const page = await listen(studio.styleId, bearer(studio));
    await roomOf(studio.styleId).announce({ type: "image-removed", imageId: "i1", rev: 3 });
    await soon(() => expect(page.frames.at(-1)).toEqual({ type: "image-removed", imageId: "i1", rev: 3 }));
    page.close();
  });

  it("closes with 1006 in a crash, and the next page sees all", async () => {
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    const page = await listen(studio.styleId, bearer(studio));
    await abortAllDurableObjects();
    await soon(() => expect(page.closedBy()).toBe(1006));
    const again = await listen(studio.styleId, bearer(studio));
    await soon(() => expect(again.frames[0]).toMatchObject({ type: "snapshot", generations: [{ id }] }));
    again.close();
  });
});

describe("webhooks at the front door", () => {
  it("refuses what is forged, unsigned, stale, too large or no run; and takes five megabytes", async () => {
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    const path = new URL(run.webhook).pathname;
    replicate.succeed(run);
    expect((await deliver(run, { secret: `whsec_${btoa("another secret")}` })).status).toBe(401);
    expect((await deliver(run, { skew: -360 })).status).toBe(401);
    expect((await deliver(run, { skew: 360 })).status).toBe(401);
    expect((await send(path, { method: "POST", body: JSON.stringify(run) })).status).toBe(401);
    expect((await deliver(run, { body: "[]" })).status).toBe(400);
    expect((await deliver(run, { body: "{" })).status).toBe(400);
    const answer = await studio.artist.ask("GET", `/api/generations/${id}`);
    expect(await answer.json()).toMatchObject({ status: "PROCESSING" });
    const long = "x".repeat(5_500_000);
    expect((await deliver(run, { body: JSON.stringify({ ...run, status: "processing", logs: long }) })).status).toBe(
      200,
    );
    const tooLong = JSON.stringify({ ...run, logs: "x".repeat(10_000_001) });
    expect((await deliver(run, { body: tooLong })).status).toBe(413);
  });

  it("asks for a new secret once a minute at most", async () => {
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    const asked = () => replicate.journal.filter((line) => line.includes("/webhooks/default/secret")).length;
    await deliver(run);
    const before = asked();
    for (let i = 0; i < 5; i += 1) await deliver(run, { secret: `whsec_${btoa("another secret")}` });
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it("cancels a run whose token nobody waits for, and knows no stranger's job", async () => {
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    const ghost = {
      ...run,
      id: "ghost",
      status: "processing" as const,
      webhook: run.webhook.replace(/token=.*/, "token=x"),
    };
    replicate.runs.push(ghost);
    expect(await (await deliver(ghost)).json()).toEqual({ ignored: "a run nobody waits for" });
    await soon(() => expect(ghost.status).toBe("canceled"));
    replicate.runs.pop();
    const elsewhere = { ...run, webhook: run.webhook.replace(id, "nowhere") };
    expect(await (await deliver(elsewhere)).json()).toEqual({ ignored: "no such job" });
  });
});

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
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    replicate.succeed(run);
    await deliver(run);
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
    const studio = await newTrainedStudio();
    const id = await generate(studio);
    await tapQueue("generation", studio.styleId, id);
    const run = replicate.bought(id)[0]!;
    replicate.succeed(run);
    await deliver(run);
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
