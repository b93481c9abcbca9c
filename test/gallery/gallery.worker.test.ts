import { env } from "cloudflare:workers";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Binned, Bundle, Share } from "../../src/contract/gallery.ts";
import type { GalleryPicture, GenerationList } from "../../src/contract/generation.ts";
import { BINNED_MS, sweepBin } from "../../src/gallery/bin.ts";
import { sweepBundles } from "../../src/gallery/bundle.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { send } from "../worker/artist.ts";
import { hang, painted } from "../worker/gallery.ts";
import { balanceOf, newStudio, newTrainedStudio, type Studio } from "../worker/studio.ts";

const later = (ms: number) => ({ ...ctxOf(env, () => {}, "test"), now: () => Date.now() + ms });
const ids = async ({ artist }: Studio) => {
  const list = await (await artist.ask("GET", "/api/generations")).json<GenerationList>();
  return list.generations.map(({ id }) => id);
};
const post = async <T>({ artist }: Studio, path: string, body: unknown) => {
  const answer = await artist.ask("POST", path, body);
  expect(answer.status, path).toBeLessThan(300);
  return answer.json<T>();
};

it("keeps hearts, for their owner alone", async () => {
  const studio = await newStudio(0);
  const stranger = await newStudio(0);
  const [id] = await hang(studio, [{ prompt: "a boat" }]);
  const path = `/api/generations/${id}`;
  for (const favourite of [true, true, false, false]) {
    const answer = await studio.artist.ask("PATCH", path, { favourite });
    expect([answer.status, (await answer.json<GalleryPicture>()).favourite]).toEqual([200, favourite]);
    expect(await (await studio.artist.ask("GET", path)).json()).toMatchObject({ id, favourite });
  }
  expect((await stranger.artist.ask("PATCH", path, { favourite: true })).status).toBe(404);
  expect((await stranger.artist.ask("PATCH", path, {})).status).toBe(404);
  expect((await studio.artist.ask("PATCH", path, { favourite: "yes" })).status).toBe(400);
});

describe("the bin", () => {
  it("hides at once, gives back while there is time, and deletes for good after it", async () => {
    const studio = await newTrainedStudio();
    const [first = "", second = "", third = ""] = await hang(
      studio,
      [{ prompt: "one" }, { prompt: "two" }, { prompt: "three" }],
      true,
    );
    const before = await balanceOf(studio.artist);
    const binned = await post<Binned>(studio, "/api/generations/bin", { ids: [first, second, "nothing"] });
    expect(binned.ids.sort()).toEqual([first, second].sort());
    expect(Date.parse(binned.dueAt) - Date.now()).toBeGreaterThan(BINNED_MS - 60_000);
    expect(await ids(studio)).toEqual([third]);
    for (const path of ["", "/file", "/share"])
      expect((await studio.artist.ask("GET", `/api/generations/${first}${path}`)).status).toBe(404);
    expect((await studio.artist.ask("PATCH", `/api/generations/${first}`, { favourite: true })).status).toBe(404);

    await sweepBin(later(0));
    expect(await post(studio, "/api/generations/restore", { ids: [first, third] })).toEqual({ ids: [first] });
    expect(await ids(studio)).toEqual([third, first]);
    expect((await studio.artist.ask("POST", "/api/generations/restore", { ids: [first] })).status).toBe(404);

    await sweepBin(later(BINNED_MS + 1_000));
    expect((await studio.artist.ask("POST", "/api/generations/restore", { ids: [second] })).status).toBe(404);
    const { results } = await env.DB.prepare("SELECT id FROM generations WHERE id = ?").bind(second).all();
    expect(results).toEqual([]);
    const { objects } = await env.FILES.list({ prefix: `styles/${studio.styleId}/generations/${second}/` });
    expect(objects).toEqual([]);
    expect(await env.FILES.head(`styles/${studio.styleId}/generations/${first}/picture.webp`)).not.toBeNull();
    expect(await balanceOf(studio.artist)).toEqual(before);
  });

  it("is for finished pictures of one's own, and a second thought is as the first", async () => {
    const studio = await newTrainedStudio();
    const stranger = await newStudio(0);
    const [id] = await hang(studio, [{ prompt: "one" }]);
    const [running] = await hang(studio, [{ prompt: "two", status: "PROCESSING" }]);
    for (const ask of ["bin", "restore"])
      expect((await stranger.artist.ask("POST", `/api/generations/${ask}`, { ids: [id] })).status).toBe(404);
    expect((await studio.artist.ask("POST", "/api/generations/bin", { ids: [running] })).status).toBe(404);
    await post(studio, "/api/generations/bin", { ids: [id] });
    await post(studio, "/api/generations/bin", { ids: [id] });
    expect(await ids(studio)).toEqual([running]);
    expect((await studio.artist.ask("DELETE", `/api/generations/${id}`)).status).toBe(204);
    expect((await studio.artist.ask("POST", "/api/generations/restore", { ids: [id] })).status).toBe(404);
  });
});

describe("files", () => {
  it("come one by one with their recipe inside and a name", async () => {
    const studio = await newStudio(0);
    const stranger = await newStudio(0);
    const [id] = await hang(studio, [{ prompt: "Boats & bays", seed: 41 }], true);
    const answer = await studio.artist.ask("GET", `/api/generations/${id}/file`);
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="harbours-boats-bays-41.webp"');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes.length).toBe(Number(answer.headers.get("Content-Length")));
    expect(new TextDecoder().decode(bytes)).toContain("&quot;prompt&quot;:&quot;Boats &amp; bays&quot;");
    expect(await env.IMAGES.info(new Blob([bytes]).stream())).toMatchObject({ width: 48, height: 32 });
    expect((await stranger.artist.ask("GET", `/api/generations/${id}/file`)).status).toBe(404);
    expect((await send(`/api/generations/${id}/file`)).status).toBe(401);
    const [failed] = await hang(studio, [{ prompt: "no", status: "FAILED", outputKey: null }]);
    expect((await studio.artist.ask("GET", `/api/generations/${failed}/file`)).status).toBe(404);
  });

  it("come many at once, by a link, with all recipes beside them", async () => {
    const studio = await newStudio(0);
    const stranger = await newStudio(0);
    const wishes = [{ prompt: "a boat" }, { prompt: "a boat", seed: 0 }, { prompt: "a tree" }, { prompt: "gone" }];
    const [first, second, third, gone] = await hang(studio, wishes, true);
    await env.DB.prepare("DELETE FROM kept_pictures WHERE generation_id = ?").bind(third).run();
    const [failed] = await hang(studio, [{ prompt: "no", status: "FAILED", outputKey: null }]);
    const all = { ids: [first, second, third, gone, failed] };
    expect((await stranger.artist.ask("POST", "/api/generations/zip", all)).status).toBe(404);
    const { url, pictures } = await post<Bundle>(studio, "/api/generations/zip", all);
    expect(pictures).toBe(4);
    await post(studio, "/api/generations/bin", { ids: [gone] });
    const answer = await send(url);
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="pictures-[\d-]+\.zip"$/);
    const archive = new Uint8Array(await answer.arrayBuffer());
    expect(archive.length).toBe(Number(answer.headers.get("Content-Length")));
    const files = unzipSync(archive);
    const names = ["harbours-a-boat-0-2.webp", "harbours-a-boat-0.webp", "harbours-a-tree-2.webp", "recipes.json"];
    expect(Object.keys(files).sort()).toEqual(names);
    for (const name of names.slice(0, 3)) expect(files[name]).toEqual(await painted());
    const recipes = JSON.parse(new TextDecoder().decode(files["recipes.json"]));
    expect(recipes.map(({ generationId }: { generationId: string }) => generationId)).toEqual([third, second, first]);
    expect(recipes[0]).toMatchObject({ file: "harbours-a-tree-2.webp", prompt: "a tree", style: { name: "Harbours" } });
    expect((await send(url.replace("/zips/", "/zips/x"))).status).toBe(403);
    await sweepBundles(later(0));
    expect((await send(url)).status).toBe(200);
    await sweepBundles(later(2 * 60 * 60 * 1_000));
    expect((await send(url)).status).toBe(404);
  });
});

describe("a share page", () => {
  const page = async (url: string) => {
    const answer = await send(new URL(url).pathname);
    return { answer, status: answer.status, text: await answer.text() };
  };

  it("shows one picture and nothing else, until it is taken back", async () => {
    const studio = await newStudio(0);
    const stranger = await newStudio(0);
    const [id] = await hang(studio, [{ prompt: 'my <b>secret</b> "garden"' }], true);
    const path = `/api/generations/${id}/share`;
    expect(await (await studio.artist.ask("GET", path)).json()).toEqual({ share: null });
    for (const method of ["GET", "POST", "DELETE"])
      expect((await stranger.artist.ask(method, path, method === "GET" ? undefined : {})).status).toBe(404);
    const share = await post<Share>(studio, path, {});
    expect(share).toMatchObject({ withPrompt: false, listed: false });
    expect(await (await studio.artist.ask("GET", path)).json()).toEqual({ share });

    const shown = await page(share.url);
    expect(shown.status).toBe(200);
    expect(shown.answer.headers.get("X-Robots-Tag")).toContain("noindex");
    expect(shown.answer.headers.get("Cache-Control")).toBe("no-cache");
    const policy = shown.answer.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/sandbox|unsafe/);
    expect(shown.text).toContain(`<meta property="og:image" content="${share.url}/card.jpg">`);
    for (const secret of ["secret", studio.artist.email, studio.artist.id, studio.styleId, "Harbours", "Ada"])
      expect(shown.text).not.toContain(secret);

    const picture = await send(`${new URL(share.url).pathname}/picture.webp`);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(await painted());
    const etag = picture.headers.get("ETag") ?? "";
    const again = await send(`${new URL(share.url).pathname}/picture.webp`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
    const card = await send(`${new URL(share.url).pathname}/card.jpg`);
    expect(await env.IMAGES.info(card.body!)).toMatchObject({ format: "image/jpeg", width: 48 });

    const changed = await post<Share>(studio, path, { withPrompt: true, listed: true });
    expect(changed).toEqual({ ...share, withPrompt: true, listed: true });
    const listed = await page(share.url);
    expect(listed.answer.headers.get("X-Robots-Tag")).toBeNull();
    expect(listed.text).toContain("<p>my &lt;b&gt;secret&lt;/b&gt; &quot;garden&quot;</p>");
    expect(listed.text).not.toContain("noindex");

    await post(studio, "/api/generations/bin", { ids: [id] });
    expect((await page(share.url)).status).toBe(404);
    await post(studio, "/api/generations/restore", { ids: [id] });
    expect((await page(share.url)).status).toBe(200);

    for (let twice = 0; twice < 2; twice += 1) expect((await studio.artist.ask("DELETE", path)).status).toBe(204);
    const dead = await page(share.url);
    expect([dead.status, dead.answer.headers.get("X-Robots-Tag")]).toEqual([404, "noindex, nofollow"]);
    expect(dead.text).toContain("Nothing hangs here.");
    for (const file of ["picture.webp", "card.jpg"])
      expect((await send(`${new URL(share.url).pathname}/${file}`)).status).toBe(404);
    const anew = await post<Share>(studio, path, {});
    expect(anew.url).not.toBe(share.url);
    expect(anew).toMatchObject({ withPrompt: false, listed: false });
  });

  it("goes with its picture", async () => {
    const studio = await newStudio(0);
    const [id] = await hang(studio, [{ prompt: "a boat" }], true);
    const { url } = await post<Share>(studio, `/api/generations/${id}/share`, {});
    expect((await studio.artist.ask("DELETE", `/api/generations/${id}`)).status).toBe(204);
    expect((await page(url)).status).toBe(404);
    const { objects } = await env.FILES.list({ prefix: `styles/${studio.styleId}/` });
    expect(objects).toEqual([]);
    for (const odd of ["%00", "%", "..%2f", "a".repeat(3_000), "'--"])
      expect([400, 404]).toContain((await send(`/s/${odd}`)).status);
  });
});
