import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "../../src/accounts/sessions.ts";
import type { Generation } from "../../src/contract/generation.ts";
import { SIGNED_OUT } from "../../src/contract/live.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { send } from "../worker/artist.ts";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { listen, roomOf } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";
import { generate as wish } from "../worker/wishes.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

const bearer = ({ artist }: Studio) => ({ Authorization: `Bearer ${artist.token}` });

const generate = async (studio: Studio) => (await wish(studio)).generationId;

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
