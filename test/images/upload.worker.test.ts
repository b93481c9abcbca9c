import { env } from "cloudflare:workers";
import { crc32 } from "node:zlib";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Presigned, StyleImage } from "../../src/contract/images.ts";
import type { Style, StyleDetail } from "../../src/contract/styles.ts";
import { open } from "../../src/db/client.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { signUrl } from "../../src/http/sign.ts";
import { sweepUploads } from "../../src/images/sweep.ts";
import { type Artist, newArtist, registeredArtist, SITE, send } from "../worker/artist.ts";
import { as, png, turned } from "../worker/picture.ts";

const ctx = ctxOf(env, () => {}, "test");
let artist: Artist;
let jpeg: Uint8Array<ArrayBuffer>;
let webp: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  artist = await registeredArtist();
  jpeg = await as("image/jpeg", png(300, 200));
  webp = await as("image/webp", png(300, 200));
});

const newStyle = async () => (await artist.ask("POST", "/api/styles", { name: "Salt & Indigo" })).json<Style>();
const presign = async (styleId: string, filename = "heron.jpg") =>
  (
    await artist.ask("POST", "/api/upload/presigned", { styleId, filename, contentType: "image/gif" })
  ).json<Presigned>();
const put = (url: string, body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}) =>
  send(url, { method: "PUT", body, headers: { "Content-Length": String(body?.length ?? 0), ...headers } });
const confirm = (styleId: string, imageId: string) =>
  artist.ask("POST", `/api/styles/${styleId}/images/confirm`, { imageId, width: 1, height: null, sizeBytes: 3 });
const uploaded = async (styleId: string, bytes: Uint8Array<ArrayBuffer>) => {
  const { uploadUrl, imageId } = await presign(styleId);
  expect((await put(uploadUrl, bytes)).status).toBe(204);
  return (await confirm(styleId, imageId)).json<StyleImage>();
};
const stored = async (styleId: string) =>
  (await env.FILES.list({ prefix: `styles/${styleId}/` })).objects.map(({ key }) => key);
const problem = async (answer: Response) => ({
  status: answer.status,
  ...(await answer.json<{ code: string; error: string }>()),
});
const info = async (answer: Response) => {
  const { width, height, format } = (await env.IMAGES.info(answer.body!)) as {
    width: number;
    height: number;
    format: string;
  };
  return { width, height, format };
};

describe("a picture's way in", () => {
  it("goes from presign to a thumbnail on the card, and twice harmlessly", async () => {
    const style = await newStyle();
    const ticket = await presign(style.id);
    expect(ticket).toEqual({
      uploadUrl: expect.stringContaining(`${SITE}/api/upload/${ticket.imageId}?style=${style.id}`),
      imageId: expect.stringMatching(/^[0-9a-z]{26}$/),
      key: `styles/${style.id}/images/${ticket.imageId}`,
    });
    expect(await problem(await confirm(style.id, ticket.imageId))).toMatchObject({ status: 409, code: "NOT_UPLOADED" });
    expect((await put(ticket.uploadUrl, jpeg)).status).toBe(204);
    expect(await problem(await put(ticket.uploadUrl, jpeg))).toMatchObject({ status: 409, code: "ALREADY_UPLOADED" });

    const confirmed = await confirm(style.id, ticket.imageId);
    expect(confirmed.status).toBe(200);
    const image = await confirmed.json<StyleImage>();
    expect(image).toEqual({
      id: ticket.imageId,
      styleId: style.id,
      filename: "heron.jpg",
      originalUrl: expect.stringContaining(`${SITE}/files/styles/${style.id}/images/${ticket.imageId}/`),
      thumbnailUrl: expect.stringContaining(`${SITE}/files/styles/${style.id}/thumbnails/${ticket.imageId}/`),
      width: 300,
      height: 200,
      sizeBytes: jpeg.length,
      mimeType: "image/jpeg",
      caption: null,
      createdAt: expect.stringMatching(/Z$/),
      rev: 1,
    });
    expect(await (await confirm(style.id, ticket.imageId)).json()).toEqual(image);

    const detail = await (await artist.ask("GET", `/api/styles/${style.id}`)).json<StyleDetail>();
    expect(detail).toMatchObject({ imageCount: 1, images: [image], thumbnailUrl: image.thumbnailUrl });
    const row = await env.DB.prepare("SELECT crc32 FROM images WHERE id = ?").bind(image.id).first("crc32");
    expect(row).toBe(crc32(jpeg));
  });

  it.each([
    ["image/png", () => png(40, 900), { width: 40, height: 900 }, { width: 23, height: 512 }],
    ["image/webp", () => webp, { width: 300, height: 200 }, { width: 300, height: 200 }],
    ["image/jpeg", () => turned(jpeg, 6), { width: 200, height: 300 }, { width: 200, height: 300 }],
    ["image/jpeg", () => turned(jpeg, 3), { width: 300, height: 200 }, { width: 300, height: 200 }],
  ] as const)("measures %s by its bytes and makes an upright thumbnail", async (mimeType, bytes, size, small) => {
    const style = await newStyle();
    const image = await uploaded(style.id, bytes());
    expect(image).toMatchObject({ mimeType, ...size });
    const thumbnail = await send(image.thumbnailUrl);
    expect(thumbnail.headers.get("Content-Type")).toBe("image/webp");
    expect(await info(thumbnail)).toEqual({ ...small, format: "image/webp" });
  });

  it("turns the pixels of a thumbnail as the EXIF says", async () => {
    const style = await newStyle();
    const square = await as("image/jpeg", png(64, 64));
    const redness = async (bytes: Uint8Array<ArrayBuffer>) => {
      const image = await uploaded(style.id, bytes);
      const whole = new Uint8Array(await (await send(image.thumbnailUrl)).arrayBuffer());
      const strip = env.IMAGES.input(new Blob([whole]).stream()).transform({ width: 2 });
      const tiny = await (await strip.output({ format: "image/png" })).response().arrayBuffer();
      return Buffer.from(tiny).toString("hex");
    };
    const [upright, half, clockwise] = [
      await redness(square),
      await redness(turned(square, 3)),
      await redness(turned(square, 6)),
    ];
    expect(new Set([upright, half, clockwise]).size).toBe(3);
    expect(await redness(turned(square, 1))).toBe(upright);
  });

  it("leaves one whole picture of two different PUTs at once", async () => {
    const style = await newStyle();
    const { uploadUrl, imageId } = await presign(style.id);
    const files = [png(100, 50, 90), png(90, 70, 210)];
    const answers = await Promise.all(files.map((bytes) => put(uploadUrl, bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const image = await (await confirm(style.id, imageId)).json<StyleImage>();
    const winner = files[answers.findIndex(({ status }) => status === 204)]!;
    const bytes = new Uint8Array(await (await send(image.originalUrl)).arrayBuffer());
    expect(crc32(bytes)).toBe(crc32(winner));
    expect(image.width * 1_000 + image.height).toBe(winner === files[0] ? 100_050 : 90_070);
    expect(await stored(style.id)).toHaveLength(2);
  });
});

describe("a picture that is refused", () => {
  const cases: [string, number, string, () => Uint8Array<ArrayBuffer>, Record<string, string>?][] = [
    ["GIF", 415, "UNSUPPORTED_IMAGE", () => Uint8Array.from(Buffer.from("GIF89a".padEnd(400, "x")))],
    ["text named .jpg", 415, "UNSUPPORTED_IMAGE", () => Uint8Array.from(Buffer.from("hello"))],
    ["a cut JPEG", 400, "FILE_TRUNCATED", () => jpeg.slice(0, -9)],
    ["a cut PNG", 400, "FILE_TRUNCATED", () => png(30, 30).slice(0, -12)],
    ["a cut WebP", 400, "FILE_TRUNCATED", () => webp.slice(0, -2)],
    ["fewer bytes than declared", 400, "FILE_TRUNCATED", () => jpeg, { "Content-Length": "9999" }],
    ["nothing", 400, "FILE_TRUNCATED", () => new Uint8Array(0)],
    ["more than 10 MB declared", 413, "FILE_TOO_LARGE", () => jpeg, { "Content-Length": "10000001" }],
    ["garbage inside", 422, "IMAGE_UNREADABLE", () => png(30, 30).fill(0, 45, 60)],
    [
      "a PNG without pixels",
      422,
      "IMAGE_UNREADABLE",
      () => Uint8Array.from([...png(30, 30).slice(0, 33), ...png(30, 30).slice(-12)]),
    ],
    ["12,001 px wide", 422, "IMAGE_TOO_BIG", () => png(12_001, 1)],
    ["more than 40 megapixels", 422, "IMAGE_TOO_BIG", () => huge()],
  ];
  const huge = () => {
    const bytes = Buffer.from(png(30, 30));
    bytes.writeUInt32BE(7_000, 16);
    bytes.writeUInt32BE(6_000, 20);
    return Uint8Array.from(bytes);
  };

  it("is told why, leaves nothing, and may be followed by a good one", async () => {
    const style = await newStyle();
    const { uploadUrl, imageId } = await presign(style.id);
    for (const [name, status, code, bytes, headers] of cases) {
      const refused = await problem(await put(uploadUrl, bytes(), headers));
      expect(refused, name).toMatchObject({ status, code, error: expect.stringMatching(/^[A-Z].{20,}\.$/) });
      expect(await stored(style.id), name).toEqual([]);
    }
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(jpeg);
        controller.close();
      },
    });
    const unmeasured = await send(uploadUrl, { method: "PUT", body });
    expect(await problem(unmeasured)).toMatchObject({ status: 411, code: "LENGTH_REQUIRED" });
    expect((await confirm(style.id, imageId)).status).toBe(409);
    expect((await put(uploadUrl, webp)).status).toBe(204);
  });

  it("leaves nothing either when it breaks off in the middle of a long stream", async () => {
    const style = await newStyle();
    const { uploadUrl, imageId } = await presign(style.id);
    const inPieces = (bytes: Uint8Array) => {
      let at = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at < bytes.length) controller.enqueue(bytes.slice(at, at + 100));
          else controller.close();
          at += 100;
        },
      });
    };
    const stream = (bytes: Uint8Array, declared = bytes.length) => {
      const headers = { "Content-Length": String(declared) };
      return send(uploadUrl, { method: "PUT", body: inPieces(bytes), headers });
    };
    expect(await problem(await stream(jpeg.slice(0, -2)))).toMatchObject({ code: "FILE_TRUNCATED" });
    expect(await problem(await stream(jpeg.slice(0, 900), jpeg.length))).toMatchObject({ code: "FILE_TRUNCATED" });
    expect(await stored(style.id)).toEqual([]);
    expect((await stream(jpeg)).status).toBe(204);
    const image = await (await confirm(style.id, imageId)).json<StyleImage>();
    expect(new Uint8Array(await (await send(image.originalUrl)).arrayBuffer())).toEqual(jpeg);
  });

  it("by an expired, forged or foreign link stays outside", async () => {
    const [style, other] = [await newStyle(), await newStyle()];
    const { uploadUrl, imageId } = await presign(style.id);
    const path = `/api/upload/${imageId}?style=${style.id}&user=${artist.id}`;
    const expired = signUrl(ctx.settings, path, Date.now() - 1);
    const foreign = signUrl(ctx.settings, path.replace(style.id, other.id), Date.now() + 9_999);
    const forged = uploadUrl.replace(style.id, other.id);
    expect(await problem(await put(expired, jpeg))).toMatchObject({ status: 403, code: "UPLOAD_LINK_EXPIRED" });
    expect(await problem(await put(foreign, jpeg))).toMatchObject({ status: 403, code: "UPLOAD_LINK_EXPIRED" });
    expect(await problem(await put(forged, jpeg))).toMatchObject({ status: 403, code: "UPLOAD_LINK_INVALID" });
    expect(await problem(await put(`/api/upload/${imageId}`, jpeg))).toMatchObject({
      status: 403,
      code: "UPLOAD_LINK_INVALID",
    });
    expect((await put(uploadUrl, jpeg)).status).toBe(204);
    expect((await confirm(other.id, imageId)).status).toBe(404);
  });

  it("as the 41st of a style is refused, however many ask at once; expired places are free again", async () => {
    const style = await newStyle();
    const ask = () => artist.ask("POST", "/api/upload/presigned", { styleId: style.id, filename: "a.png" });
    const taken = env.DB.prepare(
      "INSERT INTO images (id, style_id, filename, state, reserved_until, created_at) VALUES (?, ?, 'x', 'reserved', ?, 1)",
    );
    const until = Date.now() + 60_000;
    await env.DB.batch(Array.from({ length: 36 }, (_, at) => taken.bind(`${style.id}-${at}`, style.id, until)));
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(6);
    expect(await problem(refused[0]!)).toMatchObject({ status: 409, code: "TOO_MANY_IMAGES" });
    await env.DB.prepare("UPDATE images SET reserved_until = 1 WHERE style_id = ?").bind(style.id).run();
    expect((await ask()).status).toBe(200);
  });

  it("is answered in order: 401, 404, 400", async () => {
    const style = await newStyle();
    const stranger = await newArtist();
    const body = { styleId: style.id, filename: "" };
    const nobody = await send("/api/upload/presigned", { method: "POST", body: JSON.stringify(body) });
    expect(nobody.status).toBe(401);
    expect((await stranger.ask("POST", "/api/upload/presigned", body)).status).toBe(404);
    expect((await artist.ask("POST", "/api/upload/presigned", body)).status).toBe(400);
    expect((await artist.ask("POST", "/api/upload/presigned", { filename: "a.png" })).status).toBe(400);
    expect((await stranger.ask("POST", `/api/styles/${style.id}/images/confirm`, {})).status).toBe(404);
  });
});

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
    expect(frames.slice(1)).toEqual([
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
