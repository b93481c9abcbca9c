import {
  applyD1Migrations,
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../src/clock.ts";
import type { GenerateAccepted, Generation } from "../../src/contract/generation.ts";
import type { StyleDetail } from "../../src/contract/styles.ts";
import { consume } from "../../src/jobs.ts";
import {
  backToTheFirstRelease,
  leave,
  type OldStyle,
  oldArtist,
  oldStyle,
  type Recorded,
} from "../worker/first-release.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { rewind, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { brokenBooks, newTrainedStudio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(async () => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await replicate.leave();
});

const statusOf = async ({ artist }: OldStyle, id: string) =>
  (await (await artist.ask("GET", `/api/generations/${id}`)).json<Generation>()).status;

/** The provider's side of a job that the first release bought. */
function ran({ styleId }: OldStyle, jobId: string, name: "run" | "proof" = "run", input: Record<string, unknown> = {}) {
  const token = name === "run" ? `token-${jobId}` : `proof-${jobId}`;
  const run = {
    ...{ id: `${name}${jobId}`, model: "studio/model", version: "v1", input, status: "processing" as const },
    ...{ webhook: `http://artistcloner.test/api/webhooks/replicate/${styleId}/${jobId}?token=${token}` },
    ...{ created_at: new Date().toISOString(), urls: { get: "", cancel: "" } },
  };
  replicate.runs.push(run);
  return replicate.runs.at(-1)!;
}

const kept = async (prefix: string) =>
  (await env.FILES.list({ prefix })).objects.map(({ key }) => key.split("/").at(-1));

const settlements = async (jobId: string) =>
  (
    await env.DB.prepare("SELECT kind FROM ledger WHERE job_id = ? ORDER BY created_at, kind DESC")
      .bind(jobId)
      .all<{ kind: string }>()
  ).results.map(({ kind }) => kind);

it("finishes what the first release left in flight, after the database grew under it", async () => {
  await backToTheFirstRelease();
  const now = Date.now() - 60_000;
  const artist = await oldArtist(now);
  const style = await oldStyle(artist, now, true);
  const ids = {
    unborn: await leave(style, "generation owed", now, false),
    owed: await leave(style, "generation owed", now),
    claimed: await leave(style, "generation claimed", now),
    running: await leave(style, "generation running", now),
    succeeded: await leave(style, "generation keep-owed", now),
    keeping: await leave(style, "generation keeping", now),
    settling: await leave(style, "generation settling", now),
  };
  const [trained, proofed] = [await oldStyle(artist, now, false), await oldStyle(artist, now, false)];
  const training = await leave(trained, "training training", now);
  const proofing = await leave(proofed, "training proofing", now);

  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

  // A page that was open asks anew; everything is there, and the new fields have their defaults.
  const detail = await (await artist.ask("GET", `/api/styles/${style.styleId}`)).json<StyleDetail>();
  expect(detail).toMatchObject({ status: "TRAINED", imageCount: 24, strength: null });
  expect(detail.images.map(({ position }) => position)).toEqual(Array(24).fill(0));

  // The first release's messages, of which some are lost and some come to the new consumer.
  const context = createExecutionContext();
  await sweep(env, context);
  await roomOf(style.styleId).tap();
  for (const id of [ids.unborn, ids.owed]) await tapQueue("generation", style.styleId, id);
  const bought = [ids.unborn, ids.owed].map((id) => replicate.bought(id)[0]!);
  expect(bought.map(({ input }) => input.prompt)).toEqual(Array(2).fill("a harbour, in the style of HRBR"));
  const going = [ran(style, ids.claimed), ran(style, ids.running), ...bought];
  for (const id of [ids.succeeded, ids.keeping]) replicate.succeed(ran(style, id));
  for (const run of going) {
    replicate.succeed(run);
    expect((await deliver(run)).status).toBe(200);
  }
  // The consumer that was copying died with its release; the clock takes it for dead.
  await rewind(style.styleId, 400_000);
  for (const id of Object.values(ids)) await tapQueue("generation", style.styleId, id);
  for (const [name, id] of Object.entries(ids)) {
    await soon(async () => expect([name, await statusOf(style, id)]).toEqual([name, "COMPLETED"]));
    expect([name, await settlements(id)]).toEqual([name, ["hold", "capture"]]);
    if (name !== "settling") expect(await kept(`styles/${style.styleId}/generations/${id}/`)).toHaveLength(2);
  }

  const learnt = ran(trained, training, "run", { steps: 1_000, input_images: "http://x/set.zip" });
  replicate.succeed(learnt);
  await deliver(learnt);
  await tapQueue("training", trained.styleId, training);
  await tapQueue("training", trained.styleId, training);
  const proof = replicate.bought(training).at(-1)!;
  expect(proof.id).not.toBe(learnt.id);
  for (const [job, run, at] of [
    [training, proof, trained],
    [proofing, ran(proofed, proofing, "proof"), proofed],
  ] as const) {
    replicate.succeed(run);
    await deliver(run);
    await tapQueue("training", at.styleId, job);
    await soon(async () => expect(await settlements(job)).toEqual(["hold", "capture"]));
    const { status, versionCount } = await (await artist.ask("GET", `/api/styles/${at.styleId}`)).json<StyleDetail>();
    expect([status, versionCount]).toEqual(["TRAINED", 1]);
    expect(await kept(`styles/${at.styleId}/trainings/${job}/`)).toContain("proof.webp");
  }
  expect(await brokenBooks(artist)).toEqual([]);
});

describe("a room that a newer release wrote before it was taken back", () => {
  /** Rewrites what the room keeps of a job. */
  const rewrite = (styleId: string, id: string, change: (job: Recorded["state"]) => void) =>
    runInDurableObject(roomOf(styleId), (_, { storage: { sql } }) => {
      const [row] = sql.exec<{ state: string }>("SELECT state FROM jobs WHERE id = ?", id).toArray();
      const state = JSON.parse(row!.state) as Recorded["state"];
      change(state);
      sql.exec("UPDATE jobs SET state = ?, wake_at = 0 WHERE id = ?", JSON.stringify(state), id);
    });
  const owed = (styleId: string) =>
    runInDurableObject(roomOf(styleId), (_, { storage: { sql } }) =>
      sql.exec<{ debt: string; attempts: number }>("SELECT debt, attempts FROM outbox").toArray(),
    );
  const wish = async ({ artist, styleId }: OldStyle) => {
    const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a harbour" });
    return (await answer.json<GenerateAccepted>()).generationId;
  };

  it("goes on past fields it does not know, and keeps them", async () => {
    const studio = await newTrainedStudio();
    const id = await wish(studio);
    await rewrite(studio.styleId, id, (state) => {
      Object.assign(state, { mood: "blue" });
      Object.assign(state.copy, { frame: "oak" });
      Object.assign(state.purchase, { insured: true });
    });
    await tapQueue("generation", studio.styleId, id);
    const [run] = replicate.bought(id);
    replicate.succeed(run!);
    await deliver(run!);
    await tapQueue("generation", studio.styleId, id);
    await soon(async () => expect(await statusOf(studio, id)).toBe("COMPLETED"));
    const [row] = await runInDurableObject(roomOf(studio.styleId), (_, { storage: { sql } }) =>
      sql.exec<{ state: string }>("SELECT state FROM jobs WHERE id = ?", id).toArray(),
    );
    expect(JSON.parse(row!.state)).toMatchObject({ mood: "blue", copy: { frame: "oak" }, purchase: { insured: true } });
  });

  it("keeps a debt that it cannot pay, and lets no job that it cannot move stop the others' clock", async () => {
    const studio = await newTrainedStudio();
    const [strange, plain] = [await wish(studio), await wish(studio)];
    await rewrite(studio.styleId, strange, ({ purchase }) => {
      Object.assign(purchase, { phase: "varnishing", wakeAt: 0 });
    });
    await runInDurableObject(roomOf(studio.styleId), (_, { storage: { sql } }) => {
      sql.exec(
        "INSERT INTO outbox (name, job_id, debt, attempts, due_at) VALUES ('x', ?, ?, 40, 0)",
        ...[strange, JSON.stringify({ type: "varnish" })],
      );
    });
    await rewrite(studio.styleId, plain, ({ copy }) => {
      copy.deadlineAt = 0;
    });
    await roomOf(studio.styleId).tap();
    await soon(async () => expect(await statusOf(studio, plain)).toBe("FAILED"));
    const [row] = await runInDurableObject(roomOf(studio.styleId), (_, { storage: { sql } }) =>
      sql.exec<{ wake_at: number }>("SELECT wake_at FROM jobs WHERE id = ?", strange).toArray(),
    );
    expect(row!.wake_at).toBeGreaterThan(Date.now());
    expect(await owed(studio.styleId)).toContainEqual({ debt: '{"type":"varnish"}', attempts: 41 });
    // The release that knows it takes it up again.
    await rewrite(studio.styleId, strange, ({ purchase }) => {
      Object.assign(purchase, { phase: "owed" });
    });
    await tapQueue("generation", studio.styleId, strange);
    expect(replicate.bought(strange)).toHaveLength(1);
  });

  it("sends a message of an unknown kind, or of none, back to the queue and takes its neighbour", async () => {
    const studio = await newTrainedStudio();
    const id = await wish(studio);
    const bodies = [
      { kind: "varnishing", roomId: studio.styleId, jobId: id },
      { kind: "generation", roomId: studio.styleId, jobId: id, insured: true },
      null,
    ];
    const batch = createMessageBatch(
      "generation-jobs",
      bodies.map((body, at) => ({ id: `skew-${at}`, timestamp: new Date(), attempts: 1, body })),
    );
    const context = createExecutionContext();
    await consume(batch, env, context);
    const result = await getQueueResult(batch, context);
    expect(result.explicitAcks).toEqual(["skew-1"]);
    expect(result.retryMessages.map(({ msgId }: { msgId: string }) => msgId)).toEqual(["skew-0", "skew-2"]);
    expect(replicate.bought(id)).toHaveLength(1);
  });
});
