import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { ImageList, StyleImage } from "../../src/contract/images.ts";
import type { StyleDetail } from "../../src/contract/styles.ts";
import { open } from "../../src/db/client.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { captionImages, orderImages, placesOf } from "../../src/images/change-many.ts";
import { newArtist } from "../worker/artist.ts";
import { listen } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { newStudio, type Studio } from "../worker/studio.ts";

/** A studio whose pictures count as stored, in the order 0, 1, 2 …. */
async function hungStudio(count: number): Promise<Studio & { ids: string[] }> {
  const studio = await newStudio(count);
  await env.DB.prepare(
    "UPDATE images SET attempt = 'a', position = CAST(substr(filename, 1, instr(filename, '.') - 1) AS INTEGER) WHERE style_id = ?",
  )
    .bind(studio.styleId)
    .run();
  return { ...studio, ids: Array.from({ length: count }, (_, at) => `${studio.styleId}-${at}`) };
}

const detail = async ({ artist, styleId }: Studio) =>
  (await artist.ask("GET", `/api/styles/${styleId}`)).json<StyleDetail>();
const order = ({ artist, styleId }: Studio, imageIds: unknown) =>
  artist.ask("PUT", `/api/styles/${styleId}/images/order`, { imageIds });
const caption = ({ artist, styleId }: Studio, captions: unknown) =>
  artist.ask("PATCH", `/api/styles/${styleId}/images`, { captions });
const idsOf = (images: readonly StyleImage[]) => images.map(({ id }) => id);

describe("the places pictures take", () => {
  const hung = [
    { id: "a", position: 0 },
    { id: "b", position: 3 },
    { id: "c", position: 7 },
  ];

  it.each([
    ["those they hold, dealt out anew", hung, ["c", "a", "b"], [0, 3, 7]],
    ["only those of the named ones", hung, ["c", "a"], [0, 7]],
    [
      "different ones, where several held the same",
      hung.map(({ id }) => ({ id, position: 0 })),
      ["b", "a", "c"],
      [0, 1, 2],
    ],
    ["none for strangers and repetitions", hung, ["x", "b", "a", "b"], [0, 3]],
  ])("are %s", (_, held, wanted, positions) => {
    expect(placesOf(held, wanted).map(({ position }) => position)).toEqual(positions);
  });

  it("are the same when asked for twice", () => {
    const once = placesOf(hung, ["c", "b", "a"]);
    expect(placesOf(once, ["c", "b", "a"])).toEqual(once);
  });
});

describe("the order of a style's pictures", () => {
  it("is kept, told to open tabs, seen by the training set and harmless to ask for twice", async () => {
    const studio = await hungStudio(22);
    const tab = await listen(studio.styleId, { Authorization: `Bearer ${studio.artist.token}` });
    const wanted = [...studio.ids].reverse();
    const answer = await order(studio, wanted);
    expect(answer.status).toBe(200);
    expect(idsOf((await answer.json<ImageList>()).images)).toEqual(wanted);
    await soon(() => expect(idsOf((tab.frames.at(-1) as unknown as ImageList).images ?? [])).toEqual(wanted));
    tab.close();
    const first = await detail(studio);
    expect(idsOf(first.images)).toEqual(wanted);
    expect(first.thumbnailUrl).toBe(first.images[0]?.thumbnailUrl);
    await order(studio, wanted);
    expect((await detail(studio)).images.map(({ id, rev }) => [id, rev])).toEqual(
      first.images.map(({ id, rev }) => [id, rev]),
    );

    await studio.artist.ask("POST", `/api/styles/${studio.styleId}/train`, {});
    const set = await env.DB.prepare('SELECT "set" FROM trainings WHERE style_id = ?')
      .bind(studio.styleId)
      .first<string>("set");
    expect((JSON.parse(set ?? "[]") as { imageId: string }[]).map(({ imageId }) => imageId)).toEqual(wanted);
  });

  it("leaves pictures that are not named where they are, those that come meanwhile at the end", async () => {
    const studio = await hungStudio(4);
    const [a, b, c, d] = studio.ids;
    const presigned = await studio.artist.ask("POST", "/api/upload/presigned", {
      styleId: studio.styleId,
      filename: "e.jpg",
    });
    const { imageId } = await presigned.json<{ imageId: string }>();
    const placed = await studio.artist.ask("POST", "/api/upload/presigned", {
      styleId: studio.styleId,
      filename: "f.jpg",
      position: 9,
    });
    const { imageId: chosen } = await placed.json<{ imageId: string }>();
    await order(studio, [d, a]);
    expect(idsOf((await detail(studio)).images)).toEqual([d, b, c, a]);
    const places = env.DB.prepare("SELECT position FROM images WHERE id = ?");
    expect(await places.bind(imageId).first("position")).toBe(4);
    expect(await places.bind(chosen).first("position")).toBe(9);
  });

  it("is one of the two that were asked for at once, never a mixture", async () => {
    const studio = await hungStudio(12);
    const orders = [[...studio.ids].reverse(), [...studio.ids.slice(6), ...studio.ids.slice(0, 6)]];
    await Promise.all(orders.map((ids) => order(studio, ids)));
    expect(orders).toContainEqual(idsOf((await detail(studio)).images));
  });
});

describe("captions of many", () => {
  it("are written at once, in one request, and told to open tabs", async () => {
    const studio = await hungStudio(3);
    const [a, b, c] = studio.ids;
    const wish = [
      { imageId: a, from: "", to: "  a boat " },
      { imageId: b, from: "", to: "a mill" },
    ];
    const { images } = await (await caption(studio, wish)).json<ImageList>();
    expect(images.map(({ id, caption: text, rev }) => [id, text, rev])).toEqual([
      [a, "a boat", 2],
      [b, "a mill", 2],
    ]);
    const again = await (await caption(studio, wish)).json<ImageList>();
    expect(again.images.map(({ rev }) => rev)).toEqual([2, 2]);
    await caption(studio, [
      { imageId: a, from: "a boat", to: "" },
      { imageId: c, from: "", to: "" },
    ]);
    expect((await detail(studio)).images.map(({ caption: text }) => text)).toEqual([null, "a mill", null]);
  });

  it("never overwrite what was changed since they were read", async () => {
    const studio = await hungStudio(2);
    const [a, b] = studio.ids;
    await studio.artist.ask("PATCH", `/api/styles/${studio.styleId}/images/${a}`, { caption: "written elsewhere" });
    const { images } = await (
      await caption(studio, [
        { imageId: a, from: "", to: "stale" },
        { imageId: b, from: "", to: "fresh" },
      ])
    ).json<ImageList>();
    expect(images.map(({ caption: text }) => text)).toEqual(["written elsewhere", "fresh"]);
  });

  it("carry forty of the longest ones only as far as a body may be long", async () => {
    const studio = await hungStudio(40);
    const all = studio.ids.map((imageId) => ({ imageId, from: "", to: "x".repeat(1_000) }));
    expect((await caption(studio, all)).status).toBe(200);
    const answer = await caption(
      studio,
      studio.ids.map((imageId) => ({ imageId, from: "x".repeat(1_000), to: "y".repeat(1_000) })),
    );
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([413, "BODY_TOO_LARGE"]);
  });
});

describe("many at once, refused", () => {
  it("for strangers, and for pictures of another style of the same artist", async () => {
    const [studio, other, stranger] = [await hungStudio(2), await hungStudio(2), await newArtist()];
    const path = `/api/styles/${studio.styleId}/images`;
    expect((await stranger.ask("PUT", `${path}/order`, { imageIds: studio.ids })).status).toBe(404);
    expect((await stranger.ask("PATCH", path, { captions: [] })).status).toBe(404);
    await caption(studio, [{ imageId: other.ids[0], from: "", to: "mine" }]);
    await order(studio, [...other.ids].reverse());
    const untouched = await detail(other);
    expect(untouched.images.map(({ id, caption: text, rev }) => [id, text, rev])).toEqual(
      other.ids.map((id) => [id, null, 1]),
    );
  });

  it.each([
    ["no list", {}],
    ["an empty list", { imageIds: [], captions: [] }],
    [
      "more than a style takes",
      { imageIds: Array(41).fill("a"), captions: Array(41).fill({ imageId: "a", from: "", to: "b" }) },
    ],
    ["other things than ids", { imageIds: [1, {}], captions: [{ imageId: 1, from: null, to: [] }] }],
    ["a caption too long", { imageIds: "all", captions: [{ imageId: "a", from: "", to: "x".repeat(1_001) }] }],
  ])("with a sentence when there is %s", async (_, body) => {
    const studio = await hungStudio(1);
    const path = `/api/styles/${studio.styleId}/images`;
    for (const answer of [
      await studio.artist.ask("PUT", `${path}/order`, body),
      await studio.artist.ask("PATCH", path, body),
    ]) {
      expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([400, "INVALID_INPUT"]);
    }
  });

  it("takes quotes and SQL for what they are: words", async () => {
    const studio = await hungStudio(1);
    const to = `"}'); DROP TABLE images; -- \\ "`;
    const { images } = await (await caption(studio, [{ imageId: studio.ids[0], from: "", to }])).json<ImageList>();
    expect(images[0]?.caption).toBe(to.trim());
    expect((await order(studio, [`' OR 1=1 --`])).status).toBe(200);
  });
});

it("finds what it changes by key, never by reading all pictures", async () => {
  const asked: string[] = [];
  const d1 = { prepare: (text: string) => asked.push(text) && env.DB.prepare(text), batch: env.DB.batch.bind(env.DB) };
  const ctx = { ...ctxOf(env, () => {}, "test"), db: open(d1 as D1Database), user: { id: "u", sessionId: "s" } };
  await orderImages(ctx, "s", [{ id: "a", position: 1 }], ["a"]);
  await captionImages(ctx, "s", [{ imageId: "a", from: "", to: "b" }]);
  expect(asked.length).toBeGreaterThanOrEqual(4);
  for (const text of asked) {
    const values = Array.from(text.matchAll(/\?/g), () => "[]");
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    for (const { detail: step } of results)
      expect(step, text).not.toMatch(/^SCAN (?!(?:place|wish) VIRTUAL|.*USING.* INDEX)/);
  }
});
