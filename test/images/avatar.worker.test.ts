import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type Artist, newArtist, send } from "../worker/artist.ts";
import { as, png } from "../worker/picture.ts";
import { soon } from "../worker/soon.ts";

const put = ({ token }: Artist, bytes: Uint8Array<ArrayBuffer>) =>
  send("/api/account/avatar", {
    method: "PUT",
    body: bytes,
    headers: { Authorization: `Bearer ${token}`, "Content-Length": String(bytes.length) },
  });
const shown = async (artist: Artist) =>
  (await (await artist.ask("GET", "/api/auth/me")).json<{ user: { avatarUrl: string | null } }>()).user.avatarUrl;
const keys = async ({ id }: Artist) => (await env.FILES.list({ prefix: `users/${id}/` })).objects.map(({ key }) => key);

it("hangs a picture beside the name, exchanges it and takes it down, and leaves nothing of the others", async () => {
  const artist = await newArtist();
  expect(await shown(artist)).toBeNull();
  const first = await put(artist, await as("image/jpeg", png(900, 600)));
  expect(first.status).toBe(200);
  const { avatarUrl } = await first.json<{ avatarUrl: string }>();
  expect(await shown(artist)).toBe(avatarUrl);
  const picture = await send(avatarUrl);
  expect([picture.status, picture.headers.get("Content-Type")]).toEqual([200, "image/webp"]);
  expect([...picture.headers.keys()].filter((name) => /ratelimit|retry/.test(name))).toEqual([]);
  const size = await env.IMAGES.info(picture.body ?? new Blob().stream());
  expect(size).toMatchObject({ width: 512, height: 341 });

  expect((await put(artist, png(64, 64))).status).toBe(200);
  await soon(async () => expect(await keys(artist)).toHaveLength(1));
  expect((await send(avatarUrl)).status).toBe(404);
  expect((await artist.ask("DELETE", "/api/account/avatar")).status).toBe(204);
  expect((await artist.ask("DELETE", "/api/account/avatar")).status).toBe(204);
  expect([await shown(artist), await keys(artist)]).toEqual([null, []]);
});

it("refuses what is no picture, and keeps the one that hangs", async () => {
  const artist = await newArtist();
  await put(artist, png(64, 64));
  const before = await shown(artist);
  const damaged = png(64, 64).slice(0, 90);
  for (const [bytes, status] of [
    [new TextEncoder().encode("<svg>".repeat(50)), 415],
    [damaged, 400],
  ] as const) {
    expect((await put(artist, Uint8Array.from(bytes))).status).toBe(status);
  }
  await soon(async () => expect(await keys(artist)).toHaveLength(1));
  expect(await shown(artist)).toBe(before);
  expect((await send("/api/account/avatar", { method: "PUT", body: "x" })).status).toBe(401);
});
