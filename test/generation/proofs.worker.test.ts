import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { GenerateAccepted, Generation, GenerationList } from "../../src/contract/generation.ts";
import { PROOF_ROUNDS, type ProofSheets } from "../../src/contract/proofs.ts";
import { orderProofs, waitsForPaidWork } from "../../src/generation/proofs/effects.ts";
import { tapGenerations } from "../../src/generation/tap.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { QUIET_MS } from "../../src/room/turn.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { roomOf } from "../worker/room.ts";
import { balanceOf, newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";

const replicate = new FakeReplicate();
const clock = Date.now.bind(Date);
let passed = 0;
beforeAll(() => {
  replicate.install();
  vi.spyOn(Date, "now").mockImplementation(() => clock() + passed);
});
afterAll(() => replicate.leave());

const trainingOf = ({ styleId }: Studio) => `t-${styleId}`;
const proofs = async ({ artist, styleId }: Studio): Promise<ProofSheets> => {
  const answer = await artist.ask("GET", `/api/styles/${styleId}/proofs`);
  expect(answer.status).toBe(200);
  return answer.json<ProofSheets>();
};
const cells = async (studio: Studio) => (await proofs(studio)).sheets[0]?.cells ?? [];
const rowsOf = async ({ styleId }: Studio) =>
  (
    await env.DB.prepare("SELECT * FROM generations WHERE style_id = ? AND purpose = 'PROOF' ORDER BY id")
      .bind(styleId)
      .all<{ id: string; status: string; strength: number; seed: number; prompt: string; rev: number }>()
  ).results;
const movements = async ({ artist }: Studio) =>
  (await env.DB.prepare("SELECT * FROM ledger WHERE user_id = ? AND kind <> 'grant'").bind(artist.id).all()).results;

/** The pause after what the artist did is over. */
async function pass({ styleId }: Studio): Promise<void> {
  passed += QUIET_MS;
  await roomOf(styleId).tap();
}
const begun = async (studio: Studio) =>
  runInDurableObject(roomOf(studio.styleId), (_, { storage }) =>
    storage.sql
      .exec<{ id: string; state: string }>("SELECT id, state FROM jobs WHERE wake_at IS NOT NULL")
      .toArray()
      .map(({ state }) => JSON.parse(state))
      .filter(({ copy, waits }) => copy.purpose === "PROOF" && !waits)
      .map(({ copy }) => copy.id as string),
  );
/** Paints the proof whose turn it is. */
async function paintNext(studio: Studio): Promise<string> {
  await pass(studio);
  const [id = ""] = await begun(studio);
  await tapQueue("generation", studio.styleId, id);
  const run = replicate.bought(id).at(-1)!;
  replicate.succeed(run);
  await deliver(run);
  await tapQueue("generation", studio.styleId, id);
  return id;
}
async function proved(): Promise<Studio> {
  const studio = await newTrainedStudio();
  await roomOf(studio.styleId).prove(trainingOf(studio), 0);
  return studio;
}
const generate = async ({ artist, styleId }: Studio) => {
  const answer = await artist.ask("POST", "/api/generate", { styleId, prompt: "a quay" });
  expect(answer.status).toBe(202);
  return (await answer.json<GenerateAccepted>()).generationId;
};

describe("a sheet", () => {
  it("is nine free proofs, three sentences by three strengths on one seed each, and in no list that does not ask", async () => {
    const studio = await proved();
    const sheets = await proofs(studio);
    expect(sheets).toMatchObject({ on: true, strength: null, proofId: null });
    const [sheet] = sheets.sheets;
    expect(sheet?.strengths).toEqual([0.6, 0.9, 1.2]);
    expect(sheet?.cells).toHaveLength(9);
    expect(sheet?.cells.every((cell) => cell?.status === "PENDING" && cell.purpose === "PROOF")).toBe(true);
    expect(sheet?.cells.map((cell) => cell?.strength)).toEqual([0.6, 0.9, 1.2, 0.6, 0.9, 1.2, 0.6, 0.9, 1.2]);
    expect(new Set(sheet?.cells.slice(0, 3).map((cell) => `${cell?.seed} ${cell?.prompt}`)).size).toBe(1);
    const list = async (search: string) =>
      (await (await studio.artist.ask("GET", `/api/generations?${search}`)).json<GenerationList>()).generations;
    expect(await list(`styleId=${studio.styleId}`)).toEqual([]);
    expect(await list("purpose=PICTURE")).toEqual([]);
    expect(await list("purpose=PROOF")).toHaveLength(9);
    expect((await studio.artist.ask("GET", "/api/generations?purpose=ALL")).status).toBe(400);
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
    expect(await movements(studio)).toEqual([]);
  });

  it("is painted one after the other, small, and touches no credit to its end", async () => {
    const studio = await proved();
    for (let at = 0; at < 9; at += 1) expect(await paintNext(studio)).toBe(`${trainingOf(studio)}p0${at}`);
    const done = await cells(studio);
    expect(done.map((cell) => cell?.status)).toEqual(Array(9).fill("COMPLETED"));
    expect(done[0]?.outputUrl).toContain("/picture.webp?");
    const [run] = replicate.bought(done[2]?.id ?? "");
    expect(run?.input).toMatchObject({ width: 512, height: 512, lora_scale: 1.2, num_inference_steps: 20 });
    expect(await balanceOf(studio.artist)).toMatchObject({ generationCredits: 50 });
    expect(await movements(studio)).toEqual([]);
  }, 90_000);

  it("is made once: told twice, at once, after a crash, and when the row was written but no room was told", async () => {
    const studio = await proved();
    const room = () => roomOf(studio.styleId);
    await Promise.all([room().prove(trainingOf(studio), 0), room().prove(trainingOf(studio), 0)]);
    await abortAllDurableObjects();
    await room().prove(trainingOf(studio), 0);
    expect(await rowsOf(studio)).toHaveLength(9);

    const cut = await newTrainedStudio();
    const ctx = ctxOf(env, () => {}, "test");
    const births = await orderProofs(
      ctx.db,
      ctx.settings,
      { trainingId: trainingOf(cut), round: 0 },
      Date.now() - 60_000,
    );
    expect(births).toHaveLength(9);
    await tapGenerations(ctx);
    expect((await rowsOf(cut)).every(({ rev }) => rev === 1)).toBe(true);
    await paintNext(cut);
    expect((await cells(cut))[0]?.status).toBe("COMPLETED");
  });

  it("waits for a training that is not written as completed, and ends quietly when its style went", async () => {
    const studio = await newTrainedStudio();
    const ctx = ctxOf(env, () => {}, "test");
    await env.DB.prepare("UPDATE trainings SET status = 'PROCESSING' WHERE style_id = ?").bind(studio.styleId).run();
    const order = { trainingId: trainingOf(studio), round: 0 };
    await expect(orderProofs(ctx.db, ctx.settings, order, Date.now())).rejects.toThrow("not completed");
    expect(await orderProofs(ctx.db, ctx.settings, { trainingId: "nowhere", round: 0 }, Date.now())).toEqual([]);
    const off = { ...ctx.settings, PROOF_SIDE: 0 };
    expect(await orderProofs(ctx.db, off, order, Date.now())).toEqual([]);

    const gone = await proved();
    await paintNext(gone);
    await pass(gone);
    const [running = ""] = await begun(gone);
    await tapQueue("generation", gone.styleId, running);
    expect((await gone.artist.ask("DELETE", `/api/styles/${gone.styleId}`)).status).toBe(204);
    await roomOf(gone.styleId).tap();
    expect(replicate.bought(running)[0]?.status).toBe("canceled");
    await roomOf(gone.styleId).prove(trainingOf(gone), 1);
    expect(await rowsOf(gone)).toEqual([]);
    expect((await env.FILES.list({ prefix: `styles/${gone.styleId}/` })).objects).toEqual([]);
    expect(await movements(gone)).toEqual([]);
  });
});

describe("paid work first", () => {
  it("begins no proof while a picture is in flight, and stops the one under way", async () => {
    const studio = await proved();
    await pass(studio);
    const [first = ""] = await begun(studio);
    await tapQueue("generation", studio.styleId, first);
    expect(replicate.bought(first)[0]?.status).toBe("starting");
    const paid = await generate(studio);
    expect(await begun(studio)).toEqual([]);
    await roomOf(studio.styleId).tap();
    expect(replicate.bought(first)[0]?.status).toBe("canceled");
    await deliver(replicate.bought(first)[0]!);
    await pass(studio);
    await tapQueue("generation", studio.styleId, first);
    expect(await begun(studio)).toEqual([]);
    await tapQueue("generation", studio.styleId, paid);
    const run = replicate.bought(paid)[0]!;
    replicate.succeed(run);
    await deliver(run);
    await tapQueue("generation", studio.styleId, paid);
    await roomOf(studio.styleId).tap();
    expect(await begun(studio)).toEqual([]);
    expect(await paintNext(studio)).toBe(first);
    expect(replicate.bought(first)).toHaveLength(2);
    expect((await cells(studio))[0]?.status).toBe("COMPLETED");
  });

  it("knows of paid work in another style of the same artist", async () => {
    const studio = await newTrainedStudio();
    const { db } = ctxOf(env, () => {}, "test");
    expect(await waitsForPaidWork(db, studio.artist.id)).toBe(false);
    const other = await newTrainedStudio();
    await env.DB.prepare("UPDATE styles SET user_id = ? WHERE id = ?").bind(studio.artist.id, other.styleId).run();
    const paid = await generate({ ...other, artist: studio.artist });
    expect(await waitsForPaidWork(db, studio.artist.id)).toBe(true);
    await roomOf(studio.styleId).prove(trainingOf(studio), 0);
    await pass(studio);
    expect(await begun(studio)).toEqual([]);
    await studio.artist.ask("POST", `/api/generations/${paid}/cancel`);
    await pass(studio);
    await pass(studio);
    expect(await begun(studio)).toHaveLength(1);
  });
});

describe("what fails or is stopped", () => {
  it("ends without a word of credit, and is ordered again at most three times in all", async () => {
    const studio = await proved();
    const path = `/api/styles/${studio.styleId}/proofs`;
    for (const { id } of await rowsOf(studio)) {
      const answer = await studio.artist.ask("POST", `/api/generations/${id}/cancel`);
      expect((await answer.json<Generation>()).status).toBe("CANCELED");
    }
    for (let round = 1; round < PROOF_ROUNDS; round += 1) {
      const answers = await Promise.all([studio.artist.ask("POST", path, {}), studio.artist.ask("POST", path, {})]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      const rows = await rowsOf(studio);
      expect(rows).toHaveLength(9 * (round + 1));
      for (const { id } of rows.slice(9 * round)) await studio.artist.ask("POST", `/api/generations/${id}/cancel`);
    }
    const spent = await studio.artist.ask("POST", path, {});
    expect([spent.status, (await spent.json<{ code: string }>()).code]).toEqual([409, "NO_MORE_PROOFS"]);
    expect((await proofs(studio)).sheets[0]?.left).toBe(0);
    expect(await movements(studio)).toEqual([]);
  });

  it("tells of a refused proof in a sentence without a refund", async () => {
    const studio = await proved();
    await pass(studio);
    const [id = ""] = await begun(studio);
    await tapQueue("generation", studio.styleId, id, "generation-jobs-dead");
    const first = (await cells(studio))[0];
    expect(first).toMatchObject({ status: "FAILED" });
    expect(first?.errorMessage).not.toContain("credit");
    expect(await movements(studio)).toEqual([]);
    expect((await studio.artist.ask("POST", `/api/styles/${studio.styleId}/proofs`, {})).status).toBe(202);
    expect((await cells(studio))[0]).toMatchObject({ status: "PENDING", id: `${trainingOf(studio)}p10` });
    expect(await rowsOf(studio)).toHaveLength(10);
  });
});

describe("the choice", () => {
  it("makes a proof's strength the style's, which pictures then take", async () => {
    const studio = await proved();
    const id = await paintNext(studio);
    const path = `/api/styles/${studio.styleId}/proof`;
    const choose = (proofId: unknown) => studio.artist.ask("PUT", path, { proofId });
    const unmade = (await cells(studio))[5]?.id;
    expect((await choose(unmade)).status).toBe(404);
    expect((await choose(7)).status).toBe(400);
    expect((await choose({ $ne: null })).status).toBe(400);
    expect(await (await choose(id)).json()).toEqual({ strength: 0.6, proofId: id });
    expect(await proofs(studio)).toMatchObject({ strength: 0.6, proofId: id });
    const style = await (await studio.artist.ask("GET", `/api/styles/${studio.styleId}`)).json<{ strength: number }>();
    expect(style.strength).toBe(0.6);
    const paid = await generate(studio);
    const made = await (await studio.artist.ask("GET", `/api/generations/${paid}`)).json<Generation>();
    expect(made).toMatchObject({ strength: 0.6, purpose: "PICTURE" });
    expect((await choose(paid)).status).toBe(404);
    expect(await (await choose(null)).json()).toEqual({ strength: null, proofId: null });
  });

  it("is nobody else's, and answers 404 for everything of another artist", async () => {
    const studio = await proved();
    const id = await paintNext(studio);
    const stranger = await newTrainedStudio();
    const ask = stranger.artist.ask;
    expect((await ask("GET", `/api/styles/${studio.styleId}/proofs`)).status).toBe(404);
    expect((await ask("POST", `/api/styles/${studio.styleId}/proofs`, {})).status).toBe(404);
    expect((await ask("PUT", `/api/styles/${studio.styleId}/proof`, { proofId: id })).status).toBe(404);
    expect((await ask("PUT", `/api/styles/${stranger.styleId}/proof`, { proofId: id })).status).toBe(404);
    const version = { trainingId: trainingOf(studio) };
    expect((await ask("POST", `/api/styles/${stranger.styleId}/proofs`, version)).status).toBe(404);
    const bare = await newStudio(0);
    expect((await bare.artist.ask("POST", `/api/styles/${bare.styleId}/proofs`, {})).status).toBe(409);
  });
});

it("compares versions on the same sentences and seeds", async () => {
  const studio = await proved();
  const again = `u-${studio.styleId}`;
  await env.DB.prepare(
    `INSERT INTO trainings (id, "set", created_at, style_id, user_id, status, rev, steps, learning_rate, trigger_word, image_count, remote_version, completed_at, deadline_at)
      SELECT ?1, '[{"imageId":"i","type":"image/png","sizeBytes":1,"crc32":1,"caption":"a red barn"}]', created_at + 9, style_id, user_id, status, rev, steps, learning_rate, trigger_word, image_count, remote_version, completed_at, deadline_at
      FROM trainings WHERE id = ?2`,
  )
    .bind(again, trainingOf(studio))
    .run();
  await studio.artist.ask("POST", `/api/styles/${studio.styleId}/proofs`, {});
  const { sheets, versions } = await proofs(studio);
  expect(versions.map(({ trainingId }) => trainingId)).toEqual([again, trainingOf(studio)]);
  expect(sheets.map(({ trainingId }) => trainingId)).toEqual([again, trainingOf(studio)]);
  expect(sheets[0]?.rows).toEqual(sheets[1]?.rows);

  expect((await studio.artist.ask("DELETE", `/api/styles/${studio.styleId}/trainings/${again}`)).status).toBe(204);
  expect((await proofs(studio)).sheets.map(({ trainingId }) => trainingId)).toEqual([trainingOf(studio)]);
  expect(await rowsOf(studio)).toHaveLength(9);
  expect((await begun(studio)).every((id) => id.startsWith(trainingOf(studio)))).toBe(true);
});
