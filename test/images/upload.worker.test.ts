import { env } from "cloudflare:workers";
import { crc32 } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import type { StyleImage } from "../../src/contract/images.ts";
import type { StyleDetail } from "../../src/contract/styles.ts";
import { signUrl } from "../../src/http/sign.ts";
import { presign as presignVerb } from "../../src/images/presign.ts";
import { makeThumbnail } from "../../src/images/thumbnail.ts";
import { newArtist, SITE, send } from "../worker/artist.ts";
import { as, png, turned } from "../worker/picture.ts";
import {
  artist,
  confirm,
  ctx,
  info,
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
      crc32: crc32(jpeg),
      caption: null,
      position: 0,
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

  it("erases what an earlier PUT left that died with its bytes stored", async () => {
    const style = await newStyle();
    const { uploadUrl, imageId, key } = await presign(style.id);
    await env.DB.prepare("UPDATE images SET attempt = 'died' WHERE id = ?").bind(imageId).run();
    await env.FILES.put(`${key}/died`, "bytes");
    expect((await put(uploadUrl, jpeg)).status).toBe(204);
    await vi.waitFor(async () => expect(await stored(style.id)).toHaveLength(2));
    expect(await stored(style.id)).not.toContain(`${key}/died`);
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
      const source = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at < bytes.length) controller.enqueue(bytes.slice(at, at + 100));
          else controller.close();
          at += 100;
        },
      });
      // As the bytes of a network come.
      return source.pipeThrough(new IdentityTransformStream());
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

  it("because nobody could look at it is not called damaged", async () => {
    const style = await newStyle();
    const { imageId, uploadUrl } = await presign(style.id);
    expect((await put(uploadUrl, jpeg)).status).toBe(204);
    const key = (await stored(style.id)).find((one) => one.includes(imageId))!;
    const picture = {
      mimeType: "image/jpeg",
      width: 300,
      height: 200,
      sizeBytes: 1,
      crc32: 1,
      orientation: 1,
    } as const;
    const failing = (error: Error) =>
      ({
        input() {
          throw error;
        },
      }) as unknown as ImagesBinding;
    const look = (error: Error) =>
      makeThumbnail({ ...ctx, images: failing(error) }, key, "nowhere", { ...picture, orientationAt: null });
    const told = (code: number) => Object.assign(new Error(`IMAGES_TRANSFORM_ERROR ${code}`), { code });
    await expect(look(told(9422))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(look(new Error("Network connection lost."))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(look(told(9412))).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
  });

  it("when its style goes meanwhile says so", async () => {
    const style = await newStyle();
    await artist.ask("DELETE", `/api/styles/${style.id}`);
    const late = presignVerb({ ...ctx, user: { id: artist.id, sessionId: "" } }, style.id, {
      filename: "a.png",
    });
    await expect(late).rejects.toMatchObject({ code: "STYLE_DELETED" });
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
    const vague = { imageId: "0".repeat(26), sizeBytes: "three" };
    expect((await artist.ask("POST", `/api/styles/${style.id}/images/confirm`, vague)).status).toBe(404);
    expect((await artist.ask("POST", `/api/styles/${style.id}/images/confirm`, {})).status).toBe(400);
  });
});
