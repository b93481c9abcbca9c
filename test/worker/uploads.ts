import { env } from "cloudflare:workers";
import { beforeAll, expect } from "vitest";
import type { Presigned, StyleImage } from "../../src/contract/images.ts";
import type { Style } from "../../src/contract/styles.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { type Artist, registeredArtist, send } from "./artist.ts";
import { as, png } from "./picture.ts";

export const ctx = ctxOf(env, () => {}, "test");

/** Whoever uploads, and two pictures of 300 × 200. */
export let artist: Artist;
export let jpeg: Uint8Array<ArrayBuffer>;
export let webp: Uint8Array<ArrayBuffer>;

/** Before all tests of the file that calls it. */
export const uploader = () =>
  beforeAll(async () => {
    artist = await registeredArtist();
    jpeg = await as("image/jpeg", png(300, 200));
    webp = await as("image/webp", png(300, 200));
  });

export const newStyle = async () => (await artist.ask("POST", "/api/styles", { name: "Salt & Indigo" })).json<Style>();
export const presign = async (styleId: string, filename = "heron.jpg") =>
  (
    await artist.ask("POST", "/api/upload/presigned", { styleId, filename, contentType: "image/gif" })
  ).json<Presigned>();
export const put = (url: string, body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}) =>
  send(url, { method: "PUT", body, headers: { "Content-Length": String(body?.length ?? 0), ...headers } });
export const confirm = (styleId: string, imageId: string) =>
  artist.ask("POST", `/api/styles/${styleId}/images/confirm`, { imageId, width: 1, height: null, sizeBytes: 3 });
export const uploaded = async (styleId: string, bytes: Uint8Array<ArrayBuffer>) => {
  const { uploadUrl, imageId } = await presign(styleId);
  expect((await put(uploadUrl, bytes)).status).toBe(204);
  return (await confirm(styleId, imageId)).json<StyleImage>();
};
export const stored = async (styleId: string) =>
  (await env.FILES.list({ prefix: `styles/${styleId}/` })).objects.map(({ key }) => key);
export const problem = async (answer: Response) => ({
  status: answer.status,
  ...(await answer.json<{ code: string; error: string }>()),
});
export const info = async (answer: Response) => {
  const { width, height, format } = (await env.IMAGES.info(answer.body!)) as {
    width: number;
    height: number;
    format: string;
  };
  return { width, height, format };
};
