import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { GenerationList } from "../../src/contract/generation.ts";
import { open, together } from "../../src/db/client.ts";
import { listStatements } from "../../src/generation/list.ts";
import { hang } from "../worker/gallery.ts";
import { newStudio, type Studio } from "../worker/studio.ts";

const DAY = Date.parse("2026-05-01T12:00:00Z");

async function list({ artist }: Studio, search: string): Promise<GenerationList> {
  const answer = await artist.ask("GET", `/api/generations?${search}`);
  expect(answer.status, search).toBe(200);
  return answer.json<GenerationList>();
}
const ids = async (studio: Studio, search: string) => (await list(studio, search)).generations.map(({ id }) => id);

it("finds prompts by the beginnings of their words, in one artist's pictures, as they come and go", async () => {
  const studio = await newStudio(0);
  const stranger = await newStudio(0);
  await hang(stranger, [{ prompt: "boats at sea" }]);
  const [boats, cafe, tower] = await hang(studio, [
    { prompt: "Boats in the harbour, at dusk" },
    { prompt: "a café by the harbour" },
    { prompt: "der Leuchtturm über 京都 “or” NEAR owner" },
  ]);
  const cases: [string, (string | undefined)[]][] = [
    ["harb", [cafe, boats]],
    ["HARBOUR boa", [boats]],
    ["harbour boats sea", []],
    ["arbour", []],
    ["cafe", [cafe]],
    ["uber", [tower]],
    ["京", []],
    ["京都", [tower]],
    ["a", [cafe]],
    ['"or"', [tower]],
    ["owner", [tower]],
    [studio.artist.id, []],
    ["NEAR(boats)", []],
    ["boats*", [boats]],
    ["dusk,harbour", [boats]],
    ["!!! *", []],
    ["prompt:boats", []],
  ];
  for (const [search, found] of cases)
    expect(await ids(studio, `search=${encodeURIComponent(search)}`), search).toEqual(found);
  expect(await ids(studio, "search=")).toEqual([tower, cafe, boats]);

  expect((await studio.artist.ask("DELETE", `/api/generations/${cafe}`)).status).toBe(204);
  expect(await ids(studio, "search=harbour")).toEqual([boats]);
  expect((await studio.artist.ask("DELETE", `/api/styles/${studio.styleId}`)).status).toBe(204);
  const { results } = await env.DB.prepare("SELECT rowid FROM generation_prompts WHERE generation_prompts MATCH ?")
    .bind(`owner : "${studio.artist.id}"`)
    .all();
  expect(results).toEqual([]);
});

it("keeps to style, time, size, shape, seed, prompt and heart, together and page by page", async () => {
  const studio = await newStudio(0);
  const made = await hang(studio, [
    { prompt: "a boat", width: 512, height: 512, createdAt: DAY },
    { prompt: "a boat", width: 768, height: 1_024, createdAt: DAY + 1_000, seed: 70 },
    { prompt: "a boat at sea", width: 1_024, height: 768, createdAt: DAY + 2_000, seed: 70 },
    { prompt: "a tree", width: 1_024, height: 1_024, createdAt: DAY + 3_000, status: "FAILED", outputKey: null },
    { prompt: "a boat", width: 1_440, height: 960, createdAt: DAY + 4_000 },
  ]);
  const [square, tall, sea, failed, large] = made;
  for (const id of [square, sea, large]) {
    expect((await studio.artist.ask("PATCH", `/api/generations/${id}`, { favourite: true })).status).toBe(200);
  }
  const iso = (at: number) => new Date(at).toISOString();
  const cases: [string, (string | undefined)[]][] = [
    [`styleId=${studio.styleId}`, [large, failed, sea, tall, square]],
    ["status=COMPLETED", [large, sea, tall, square]],
    ["shape=tall", [tall]],
    ["shape=wide", [large, sea]],
    ["shape=square&status=COMPLETED", [square]],
    ["size=1024", [failed, sea, tall]],
    ["seed=70", [sea, tall]],
    ["prompt=a+boat", [large, tall, square]],
    ["favourite=true", [large, sea, square]],
    ["favourite=false", [failed, tall]],
    ["favourite=true&shape=wide&search=sea", [sea]],
    ["favourite=false&search=boat", [tall]],
    [`from=${iso(DAY + 1_000)}&to=${iso(DAY + 4_000)}`, [failed, sea, tall]],
    [`favourite=true&from=${iso(DAY + 1_000)}`, [large, sea]],
    ["search=boat&size=1024", [sea, tall]],
  ];
  for (const [search, found] of cases) {
    const whole = await list(studio, `${search}&total=true`);
    expect(
      whole.generations.map(({ id }) => id),
      search,
    ).toEqual(found);
    expect(whole.total, search).toBe(found.length);
    const walked: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: GenerationList = await list(studio, `${search}&limit=1${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBeNull();
      walked.push(...page.generations.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(walked, search).toEqual(found);
  }
  const [first] = (await list(studio, "favourite=true")).generations;
  expect(first).toMatchObject({ favourite: true, preview: null, shareUrl: null, status: "COMPLETED" });
});

it("refuses wishes that mean nothing", async () => {
  const { artist } = await newStudio(0);
  const wrong = ["from=2026", "to=soon", "seed=-1", "seed=1.5", "size=9000", "shape=round", "favourite=yes", "total=1"];
  for (const query of [...wrong, `search=${"x".repeat(501)}`, "prompt="]) {
    expect((await artist.ask("GET", `/api/generations?${query}`)).status, query).toBe(400);
  }
});

it("answers every wish by an index and without sorting", async () => {
  const asked: string[] = [];
  const d1 = {
    prepare: (text: string) => asked.push(text) && env.DB.prepare(text),
    batch: (statements: D1PreparedStatement[]) => env.DB.batch(statements),
  };
  const db = open(d1 as unknown as D1Database);
  const wishes = [
    {},
    { status: "COMPLETED" },
    { status: "COMPLETED", from: 1, to: 2 },
    { styleId: "s", status: "COMPLETED" },
    { seed: 7 },
    { prompt: "a boat" },
    { favourite: true },
    { search: "boat" },
    { search: "boat", favourite: true, shape: "tall" },
  ] as const;
  for (const wish of wishes) {
    for (const cursor of [undefined, "1-a"]) {
      const { page, total } = listStatements(db, "u", { ...wish, ...(cursor && { cursor }) });
      await together(db, [page, total]);
    }
  }
  expect(asked).toHaveLength(wishes.length * 4);
  for (const text of asked) {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    const leads = text.includes("MATCH")
      ? "generation_prompts"
      : text.includes('from "favourites"')
        ? "favourites"
        : "generations";
    expect(results[0]?.detail, text).toMatch(new RegExp(`^(?:SCAN|SEARCH) ${leads} `));
    // Found by words, not asked about each row of another table.
    if (leads === "generation_prompts") expect(results[0]?.detail, text).not.toMatch(/INDEX \d+:=/);
    for (const { detail } of results) {
      expect(detail, text).not.toMatch(/^SCAN (?!.*(?:USING.* INDEX|VIRTUAL TABLE))/);
      expect(detail, text).not.toContain("TEMP B-TREE");
    }
  }
});
