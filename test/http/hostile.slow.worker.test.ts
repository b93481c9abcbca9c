import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { users } from "../../src/accounts/table.ts";
import { api } from "../../src/api.ts";
import { open, together } from "../../src/db/client.ts";
import { sweepBin } from "../../src/gallery/bin.ts";
import { sweepBundles } from "../../src/gallery/bundle.ts";
import { toGenerate } from "../../src/generation/generate.ts";
import { tapGenerations } from "../../src/generation/tap.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { networkOf, takeForSignIn } from "../../src/http/limits.ts";
import { describe as told } from "../../src/http/log.ts";
import { sweepUploads } from "../../src/images/sweep.ts";
import { forgetRemovals, stalledRemovals } from "../../src/styles/removals.ts";
import { finishedTrainings } from "../../src/training/current.ts";
import { tapTrainings } from "../../src/training/tap.ts";
import { type Artist, newArtist, SITE, send } from "../worker/artist.ts";
import { hang } from "../worker/gallery.ts";
import { newTrainedStudio, type Studio } from "../worker/studio.ts";

/** Every address of the contract with an id in its path. */
const withIds = [
  ...new Set(
    api.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/") && path.includes(":"))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

/** A session or token that is not there is as gone as one that was ended a moment ago; the answer tells neither from the other. */
const endsAnything = /^DELETE \/api\/account\/(?:sessions|tokens)\//;

const oddIds = ["%00", "%", "%E0%A4%A", "%2e%2e", "'%20OR%201=1--", "__proto__", "a".repeat(3_000), "%F0%9F%92%A9"];

/** One field each that every schema knows by another type, text that cannot be stored, and shapes that are not objects. */
const bodies = [
  "[]",
  "null",
  "7",
  '"text"',
  "{",
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  '{"__proto__":{"name":"x","styleId":"y"},"constructor":{"prototype":{"prompt":"z"}}}',
  '{"name":["x"],"email":{"$ne":null},"password":1,"styleId":["a"],"imageId":{},"prompt":[],"config":[],"caption":7}',
  '{"name":"\\u0000","email":"\\u0000@example.com","password":"\\u0000","styleId":"\\u0000","imageId":"\\u0000","config":0,"caption":"\\u0000"}',
  '{"ids":["\\ud800"],"favourite":1,"withPrompt":"yes","listed":{},"styleId":"\\ud800","imageId":"\\ud800","name":"","config":{"steps":1e999},"description":{}}',
  `{"styleId":"${"a".repeat(60_000)}"}`,
];

const takingBodies = [
  "POST /api/auth/register",
  "POST /api/auth/login",
  "POST /api/styles",
  "POST /api/upload/presigned",
  "POST /api/generate",
  "POST /api/styles/ID/images/confirm",
  "POST /api/generations/bin",
  "POST /api/generations/restore",
  "POST /api/generations/zip",
  "PATCH /api/generations/PICTURE",
  "POST /api/generations/PICTURE/share",
];

describe("what nobody honest sends", () => {
  let artist: Artist;
  let studio: Studio;
  let mine: string;
  let picture = "";

  beforeAll(async () => {
    artist = await newArtist();
    studio = await newTrainedStudio();
    mine = (await (await artist.ask("POST", "/api/styles", { name: "Mine" })).json<{ id: string }>()).id;
    [picture = ""] = await hang({ artist, styleId: mine, triggerWord: "" }, [{ prompt: "a boat" }]);
  });
  afterAll(() => vi.restoreAllMocks());

  const ask = (method: string, path: string, body?: string) => {
    const headers = { Authorization: `Bearer ${artist.token}`, "Content-Type": "application/json" };
    return send(path, { method, headers, ...(body !== undefined && method !== "GET" && { body }) });
  };
  const refused = async (answer: Response, what: string) => {
    const { code, error, requestId } = await answer.json<Record<string, string>>();
    expect(answer.status, `${what} → ${error}`).toBeGreaterThanOrEqual(400);
    expect(answer.status, `${what} → ${error}`).toBeLessThan(500);
    expect([code, error, requestId]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  };

  it.each(withIds)("is refused at %s, whatever the ids", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    await Promise.all(
      oddIds.map(async (id) => {
        const odd = path.replaceAll(/:[a-zA-Z]+/g, id);
        // Dots are another address altogether, which the URL's parser goes to.
        if (new URL(odd, SITE).pathname.split("/").length < path.split("/").length) return;
        const answer = await ask(method, odd, "{}");
        if (endsAnything.test(route) && answer.status === 204) return;
        await refused(answer, id);
      }),
    );
  });

  it.each(withIds)("is refused at %s for another artist's style", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    const answer = await ask(method, path.replaceAll(/:[a-zA-Z]+/g, studio.styleId), "[]");
    expect(endsAnything.test(route) ? [204] : [401, 403, 404]).toContain(answer.status);
  });

  it.each(takingBodies)("is refused at %s, whatever the body", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    for (const body of bodies)
      await refused(await ask(method, path.replace("ID", mine).replace("PICTURE", picture), body), body.slice(0, 60));
  });

  it("is a query that means nothing", async () => {
    const queries = ["limit=0", "limit=x", "limit=101", "limit=1&limit=2", "cursor=", "cursor=%00", "status=DONE"];
    for (const query of queries) expect((await ask("GET", `/api/generations?${query}`)).status, query).toBe(400);
    for (const id of [studio.styleId, "%00", "nobody"]) {
      expect((await ask("GET", `/api/generations?styleId=${id}&limit=x`)).status, id).toBe(404);
    }
    expect((await ask("GET", `/api/generations?styleId=${mine}`)).status).toBe(200);
  });

  it("is half a character: it is stored and answered as the same sign", async () => {
    const { id, name } = await (await ask("POST", "/api/styles", '{"name":"a\\ud83d b"}')).json<{
      id: string;
      name: string;
    }>();
    expect(name).toBe("a\ufffd b");
    expect(await (await ask("GET", `/api/styles/${id}`)).json()).toMatchObject({ name });
  });

  it("is a webhook without a signature: it is refused before anything is asked or read", async () => {
    const asked = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("nobody may ask"));
    const cases: Record<string, string>[] = [
      {},
      { "webhook-id": "w", "webhook-timestamp": "soon", "webhook-signature": "v1,x" },
      { "webhook-id": "w", "webhook-timestamp": "1", "webhook-signature": "v1,x" },
    ];
    for (const headers of cases) {
      const answer = await send("/api/webhooks/replicate/a/b?token=c", { method: "POST", body: "{}", headers });
      expect(answer.status).toBe(401);
    }
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});

it("costs an answer nothing but news when a room is out of reach", async () => {
  const { artist, styleId } = await newTrainedStudio();
  const now = Date.now();
  await env.DB.prepare(
    `INSERT INTO trainings (id, style_id, user_id, status, steps, learning_rate, trigger_word, "set", image_count, created_at, deadline_at)
     VALUES (?1, ?2, ?3, 'PROCESSING', 10, 0.1, 'w', '[]', 20, ?4, ?4)`,
  )
    .bind(`away-${styleId}`, styleId, artist.id, now + 600_000)
    .run();
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const away = { idFromName: () => "id", get: () => ({ live: () => Promise.reject(new Error("away")) }) };
  const request = new Request(`${SITE}/api/styles/${styleId}`, {
    headers: { Authorization: `Bearer ${artist.token}` },
  });
  const answer = await api.fetch(request, { ...env, ROOMS: away } as never, createExecutionContext());
  expect(await answer.json()).toMatchObject({ status: "TRAINING", training: { status: "PROCESSING" } });
  expect(warned).toHaveBeenCalledWith(expect.stringContaining("room.silent"));
  warned.mockRestore();
});

it("logs of a failed query what was asked, not the artist's own words", async () => {
  const user = { id: "log-1", email: "secret@example.com", password: "hash", createdAt: 1, updatedAt: 1 };
  await open(env.DB).insert(users).values(user);
  const error: unknown = await open(env.DB)
    .insert(users)
    .values(user)
    .catch((thrown: unknown) => thrown);
  expect(told(error)).toContain("UNIQUE constraint failed");
  expect(told(error)).toContain("insert into");
  expect(told(error)).not.toContain("secret@example.com");
});

it("counts an IPv6 household as one, however its address is written", () => {
  const of = (address: string) => networkOf({ req: { header: () => address } } as never);
  expect(of("203.0.113.9")).toBe("203.0.113.9");
  expect(of("2001:db8::1")).toBe("2001:db8:0:0");
  expect(of("2001:db8::2:3:4:5")).toBe("2001:db8:0:0");
  expect(of("2001:db8:0:0:9:9:9:9")).toBe("2001:db8:0:0");
  expect(of("2001:db8:1:2::3")).toBe("2001:db8:1:2");
});

const kernel = ctxOf(env, () => {}, "test");

it("lets no network try one password at every address", async () => {
  const settings = { ...kernel.settings, SIGN_INS_PER_NETWORK: 40 };
  const tries = await Promise.all(
    Array.from({ length: 42 }, (_, at) => takeForSignIn({ ...kernel, settings }, "10.99.0.1", `${at}@example.com`)),
  );
  expect(tries.filter((allowance) => allowance?.ok)).toHaveLength(40);
});

it("finds what is late, old or lately finished without reading whole tables", async () => {
  const asked: string[] = [];
  const d1 = { prepare: (text: string) => asked.push(text) && env.DB.prepare(text), batch: env.DB.batch.bind(env.DB) };
  const ctx = { ...kernel, db: open(d1 as D1Database) };
  await tapGenerations(ctx);
  await tapTrainings(ctx);
  await sweepUploads(ctx);
  await stalledRemovals(ctx);
  await forgetRemovals(ctx);
  await sweepBin(ctx);
  await sweepBundles(ctx);
  await toGenerate(ctx, "a").finished;
  await together(ctx.db, [finishedTrainings(ctx)]);
  const looks = asked.filter((text) => /^(?:select|delete)/.test(text));
  expect(looks.length).toBeGreaterThanOrEqual(9);
  for (const text of looks) {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    for (const { detail } of results) expect(detail, text).not.toMatch(/^SCAN (?!.*USING.* INDEX)/);
  }
});
