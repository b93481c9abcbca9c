import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Style, StyleDetail } from "../../src/contract/styles.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { sweepRemovals } from "../../src/styles/sweep.ts";
import { newArtist, send, sendJson } from "../worker/artist.ts";

const newStyle = async (artist: Awaited<ReturnType<typeof newArtist>>, name = "Salt & Indigo") =>
  (await artist.ask("POST", "/api/styles", { name })).json<Style>();

const remaining = (id: string) => env.DB.prepare("SELECT COUNT(*) AS n FROM styles WHERE id = ?").bind(id).first("n");

describe("styles", () => {
  it("are made, read, changed and listed newest first", async () => {
    const artist = await newArtist();
    const created = await artist.ask("POST", "/api/styles", {
      name: "  Salt & Indigo ",
      description: "tides\r\nand ink",
    });
    expect(created.status).toBe(201);
    const style = await created.json<Style>();
    expect(style).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      name: "Salt & Indigo",
      description: "tides\nand ink",
      status: "DRAFT",
      imageCount: 0,
      thumbnailUrl: null,
      mosaicUrls: [],
      versionCount: 0,
      strength: null,
      triggerWord: expect.stringMatching(/^[a-z]{5}\d\d$/),
      createdAt: style.updatedAt,
      updatedAt: expect.stringMatching(/Z$/),
    });
    const detail = await (await artist.ask("GET", `/api/styles/${style.id}`)).json<StyleDetail>();
    expect(detail).toEqual({ ...style, images: [], training: null, model: null, finishedRuns: expect.any(Array) });

    const changed = await artist.ask("PATCH", `/api/styles/${style.id}`, { description: null });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({
      name: "Salt & Indigo",
      description: null,
      triggerWord: style.triggerWord,
    });

    const second = await newStyle(artist, "Second");
    const list = await (await artist.ask("GET", "/api/styles")).json<{ styles: Style[] }>();
    expect(list.styles.map(({ id }) => id)).toEqual([second.id, style.id]);
  });

  it("answer 401 before 404, and 404 before 400", async () => {
    const [owner, stranger] = [await newArtist(), await newArtist()];
    const { id } = await newStyle(owner);
    for (const [method, body] of [["GET"], ["PATCH", { name: "" }], ["DELETE"]] as const) {
      const nobody = body ? sendJson(method, `/api/styles/${id}`, body) : send(`/api/styles/${id}`, { method });
      expect((await nobody).status, method).toBe(401);
      expect((await stranger.ask(method, `/api/styles/${id}`, body)).status, method).toBe(404);
      expect((await owner.ask(method, `/api/styles/${id}x`, body)).status, method).toBe(404);
    }
    const refused = await owner.ask("PATCH", `/api/styles/${id}`, { name: "" });
    expect(await refused.json()).toMatchObject({ code: "INVALID_INPUT", fields: { name: "Write something here." } });
    expect(await remaining(id)).toBe(1);
    const list = await (await stranger.ask("GET", "/api/styles")).json();
    expect(list).toEqual({ styles: [] });
  });

  it("are deleted with everything of theirs, and a repeated DELETE answers as the first", async () => {
    const artist = await newArtist();
    const [gone, kept] = [await newStyle(artist), await newStyle(artist)];
    for (const { id } of [gone, kept]) await env.FILES.put(`styles/${id}/images/x`, "bytes");
    for (let i = 0; i < 2; i += 1) {
      expect((await artist.ask("DELETE", `/api/styles/${gone.id}`)).status).toBe(204);
    }
    expect((await artist.ask("GET", `/api/styles/${gone.id}`)).status).toBe(404);
    expect((await (await newArtist()).ask("DELETE", `/api/styles/${gone.id}`)).status).toBe(404);
    expect((await env.FILES.list({ prefix: `styles/${gone.id}/` })).objects).toEqual([]);
    expect((await env.FILES.list({ prefix: `styles/${kept.id}/` })).objects).toHaveLength(1);
  });

  it("whose deletion was cut short are swept", async () => {
    const artist = await newArtist();
    const { id } = await newStyle(artist);
    await env.FILES.put(`styles/${id}/images/x`, "bytes");
    await env.DB.prepare(
      "INSERT INTO removals (id, user_id, style_id, prefixes, requested_at) VALUES (?1, ?2, ?1, ?3, 0)",
    )
      .bind(id, artist.id, JSON.stringify([`styles/${id}/`]))
      .run();
    await sweepRemovals(ctxOf(env, () => {}, "sweep"));
    expect(await remaining(id)).toBe(0);
    expect((await env.FILES.list({ prefix: `styles/${id}/` })).objects).toEqual([]);
  });

  it("are counted when made", async () => {
    const artist = await newArtist();
    const limiter = env.LIMITER.get(env.LIMITER.idFromName(`user:${artist.id}`));
    for (let i = 0; i < 100; i += 1) await limiter.take("create-style", 100, 900_000, Date.now());
    expect((await artist.ask("POST", "/api/styles", { name: "One too many" })).status).toBe(429);
    expect((await artist.ask("GET", "/api/styles")).headers.get("RateLimit-Remaining")).toBe("1999");
  });

  it("show their newest training, and the newest version that can paint", async () => {
    const artist = await newArtist();
    const { id, triggerWord } = await newStyle(artist);
    const row = env.DB.prepare(
      `INSERT INTO trainings (id, style_id, user_id, status, rev, steps, learning_rate, trigger_word, "set", image_count,
         loss, test_image_key, error_message, created_at, completed_at, deadline_at)
       VALUES (?9, ?1, ?3, ?4, 5, 800, 0.0004, ?5, '[]', 24, ?6, ?7, ?8, ?2, ?2 + 9, 99)`,
    );
    const loss = JSON.stringify([{ step: 800, loss: 0.25 }]);
    const key = `styles/${id}/trainings/1/test`;
    await env.DB.batch([
      row.bind(id, 1, artist.id, "COMPLETED", triggerWord, loss, key, null, `${id}1`),
      row.bind(id, 2, artist.id, "FAILED", triggerWord, null, null, "It broke.", `${id}2`),
    ]);
    const detail = await (await artist.ask("GET", `/api/styles/${id}`)).json<StyleDetail>();
    expect(detail).toMatchObject({
      status: "TRAINED",
      thumbnailUrl: expect.stringContaining(key),
      training: { id: `${id}2`, status: "FAILED", errorMessage: "It broke.", rev: 5 },
      model: { trainingId: `${id}1`, triggerWord, trainingSteps: 800, trainingLoss: 0.25 },
    });
    expect(detail.model?.testImageUrl).toBe(detail.thumbnailUrl);
    const list = await (await artist.ask("GET", "/api/styles")).json<{ styles: Style[] }>();
    expect(list.styles[0]).toMatchObject({ status: "TRAINED", thumbnailUrl: detail.thumbnailUrl });
  });
});
