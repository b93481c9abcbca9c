import { env } from "cloudflare:workers";
import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import type { StyleImage } from "../../src/contract/images.ts";
import type { StyleDetail } from "../../src/contract/styles.ts";
import { open } from "../../src/db/client.ts";
import { signUrl } from "../../src/http/sign.ts";
import { sweepUploads } from "../../src/images/sweep.ts";
import { newArtist, SITE, send } from "../worker/artist.ts";
import { png } from "../worker/picture.ts";

import {
  artist,
  confirm,
  ctx,
  jpeg,
  newStyle,
  presign,
  problem,
  put,
  stored,
  uploaded,
  uploader,
  webp,
} from "../worker/uploads.ts";

uploader();

describe("stored pictures", () => {
  it("are served by signed links alone, as a browser likes them", async () => {
    const style = await newStyle();
    const { originalUrl } = await uploaded(style.id, jpeg);
    const whole = await send(originalUrl);
    expect(whole.status).toBe(200);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(jpeg);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(jpeg.length),
      "x-content-type-options": "nosniff",
      "accept-ranges": "bytes",
      "cache-control": expect.stringMatching(/^private, max-age=\d{5}, immutable$/),
    });
    const etag = whole.headers.get("ETag")!;
    expect((await send(originalUrl, { headers: { "If-None-Match": `"x", W/${etag}` } })).status).toBe(304);

    const part = await send(originalUrl, { headers: { Range: "bytes=10-19" } });
    expect(part.status).toBe(206);
    expect(part.headers.get("Content-Range")).toBe(`bytes 10-19/${jpeg.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(jpeg.slice(10, 20));
    const beyond = await send(originalUrl, { headers: { Range: "bytes=999999-" } });
    expect([beyond.status, beyond.headers.get("Content-Range")]).toEqual([416, `bytes */${jpeg.length}`]);

    const head = await send(originalUrl, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, String(jpeg.length)]);

    const url = new URL(originalUrl);
    for (const link of [url.pathname, originalUrl.replace(/.$/, (last) => (last === "A" ? "B" : "A"))]) {
      expect(await problem(await send(link, { headers: { Authorization: `Bearer ${artist.token}` } }))).toMatchObject({
        status: 403,
        code: "LINK_INVALID",
      });
    }
    expect((await send(signUrl(ctx.settings, url.pathname, Date.now() - 1))).status).toBe(403);
  });

  it("take captions and go when told to, for good", async () => {
    const style = await newStyle();
    const [image, kept] = [await uploaded(style.id, jpeg), await uploaded(style.id, webp)];
    const path = `/api/styles/${style.id}/images/${image.id}`;
    const changed = await artist.ask("PATCH", path, { caption: "  a heron\r\nat dusk " });
    expect(await changed.json()).toEqual({ ...image, caption: "a heron\nat dusk", rev: 2 });
    expect((await artist.ask("PATCH", path, { caption: "x".repeat(1_001) })).status).toBe(400);
    expect((await artist.ask("PATCH", `${path}x`, { caption: 7 })).status).toBe(404);
    const stranger = await newArtist();
    expect((await stranger.ask("PATCH", path, { caption: "mine" })).status).toBe(404);
    expect((await stranger.ask("DELETE", path)).status).toBe(404);

    for (let i = 0; i < 2; i += 1) expect((await artist.ask("DELETE", path)).status).toBe(204);
    expect((await send(image.originalUrl)).status).toBe(404);
    expect((await stored(style.id)).every((key) => key.includes(kept.id))).toBe(true);
    const detail = await (await artist.ask("GET", `/api/styles/${style.id}`)).json<StyleDetail>();
    expect(detail.images.map(({ id }) => id)).toEqual([kept.id]);
  });

  it("that were never filled or never confirmed are swept in time", async () => {
    const style = await newStyle();
    const confirmed = await uploaded(style.id, jpeg);
    const unconfirmed = await presign(style.id);
    await put(unconfirmed.uploadUrl, webp);
    const unfilled = await presign(style.id);
    await env.FILES.put(`${unfilled.key}/broken-attempt`, "bytes of a worker that died");
    await sweepUploads(ctx);
    expect(await stored(style.id)).toHaveLength(5);
    await env.DB.prepare("UPDATE images SET reserved_until = 1 WHERE style_id = ?").bind(style.id).run();
    await sweepUploads(ctx);
    expect((await stored(style.id)).every((key) => key.includes(confirmed.id))).toBe(true);
    const rows = await env.DB.prepare("SELECT id FROM images WHERE style_id = ?").bind(style.id).all();
    expect(rows.results).toEqual([{ id: confirmed.id }]);
  });

  it("leaves a picture alone that is confirmed while the sweep looks at it", async () => {
    const style = await newStyle();
    const { uploadUrl, imageId } = await presign(style.id);
    await put(uploadUrl, webp);
    await env.DB.prepare("UPDATE images SET reserved_until = 1 WHERE id = ?").bind(imageId).run();
    const db = open(env.DB);
    const batch = vi.spyOn(db, "batch").mockImplementationOnce(async (statements) => {
      expect((await confirm(style.id, imageId)).status).toBe(200);
      return db.batch(statements);
    });
    await sweepUploads({ ...ctx, db });
    expect(batch).toHaveBeenCalled();
    expect(await stored(style.id)).toHaveLength(2);
    const noted = await env.DB.prepare("SELECT id FROM removals WHERE id = ?").bind(imageId).all();
    expect(noted.results).toEqual([]);
  });
});

describe("open pages", () => {
  const login = async () => {
    const body = JSON.stringify({ email: artist.email, password: "correct horse" });
    const answer = await send("/api/auth/login", {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
    });
    return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  };

  it("hear of every change of a picture, and only pages of our own do", async () => {
    const style = await newStyle();
    const cookie = await login();
    const open = (headers: Record<string, string>) =>
      send(`/api/styles/${style.id}/live`, { headers: { Upgrade: "websocket", Cookie: cookie, ...headers } });
    expect((await open({})).status).toBe(403);
    expect((await open({ Origin: "https://evil.example" })).status).toBe(403);
    const { status, webSocket } = await open({ Origin: SITE });
    expect(status).toBe(101);
    const frames: { type: string; image?: StyleImage; rev?: number }[] = [];
    webSocket!.addEventListener("message", ({ data }) => frames.push(JSON.parse(String(data))));
    webSocket!.accept();

    const image = await uploaded(style.id, jpeg);
    const path = `/api/styles/${style.id}/images/${image.id}`;
    await artist.ask("PATCH", path, { caption: "a heron" });
    await artist.ask("DELETE", path);
    await vi.waitFor(() => expect(frames).toHaveLength(4));
    // They leave after their answers and may overtake each other: the page goes by their numbers.
    const inOrder = frames.slice(1).sort((a, b) => (a.image?.rev ?? a.rev ?? 0) - (b.image?.rev ?? b.rev ?? 0));
    expect(inOrder).toEqual([
      { type: "image", image },
      { type: "image", image: { ...image, caption: "a heron", rev: 2 } },
      { type: "image-removed", imageId: image.id, rev: 3 },
    ]);
    webSocket!.close();
  });
});

describe("the training set", () => {
  it("is a flat ZIP of the frozen list, the same each time, without what was deleted since", async () => {
    const style = await newStyle();
    const files = [jpeg, png(30, 40), webp];
    const images = [];
    for (const bytes of files) images.push(await uploaded(style.id, bytes));
    const captions = ["", `a ${style.triggerWord} heron`, "a reed"];
    const set = images.map(({ id, mimeType, sizeBytes }, at) => ({
      imageId: id,
      type: mimeType,
      sizeBytes,
      crc32: crc32(files[at]!),
      caption: captions[at],
    }));
    const trainingId = `training-of-${style.id}`;
    await env.DB.prepare(
      `INSERT INTO trainings (id, style_id, user_id, status, steps, learning_rate, trigger_word, "set", image_count, created_at, deadline_at)
       VALUES (?, ?, ?, 'CANCELED', 1, 1, ?, ?, 3, 1, 1)`,
    )
      .bind(trainingId, style.id, artist.id, style.triggerWord, JSON.stringify(set))
      .run();
    const url = signUrl(ctx.settings, `/files/sets/${trainingId}.zip`, Date.now() + 60_000);

    const answer = await send(url);
    expect(answer.headers.get("Content-Type")).toBe("application/zip");
    const zip = new Uint8Array(await answer.arrayBuffer());
    expect(answer.headers.get("Content-Length")).toBe(String(zip.length));
    const head = await send(url, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, String(zip.length)]);
    const read = unzipSync(zip);
    expect(Object.keys(read)).toEqual(["0001.jpg", "0001.txt", "0002.png", "0002.txt", "0003.webp", "0003.txt"]);
    expect([read["0001.jpg"], read["0002.png"], read["0003.webp"]]).toEqual(files);
    const texts = [1, 2, 3].map((n) => new TextDecoder().decode(read[`000${n}.txt`]));
    const word = `in the style of ${style.triggerWord}`;
    expect(texts).toEqual([word, captions[1], `a reed, ${word}`]);
    expect(new Uint8Array(await (await send(url)).arrayBuffer())).toEqual(zip);

    await artist.ask("DELETE", `/api/styles/${style.id}/images/${images[1]!.id}`);
    const less = unzipSync(new Uint8Array(await (await send(url)).arrayBuffer()));
    expect(Object.keys(less)).toEqual(["0001.jpg", "0001.txt", "0003.webp", "0003.txt"]);
    expect((await send(url.replace(trainingId, "another"))).status).toBe(403);
  });
});
