import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { GenerationList } from "../../src/contract/generation.ts";
import type { Presigned } from "../../src/contract/images.ts";
import { open } from "../../src/db/client.ts";
import { WAITS } from "../../src/styles/median-wait.ts";
import { trainings } from "../../src/training/table.ts";
import worker from "../../src/worker.ts";
import { SITE } from "../worker/artist.ts";
import { hang } from "../worker/gallery.ts";
import { as, png } from "../worker/picture.ts";
import { newTrainedStudio, type Studio } from "../worker/studio.ts";
import { allowed, ROWS_TOLERANCE } from "./allowed.ts";
import { type Counts, isScan } from "./asked.ts";
import { counted } from "./workers/counting.ts";

async function count(studio: Studio, method: string, path: string, body?: BodyInit | object) {
  const own = counted(env);
  const context = createExecutionContext();
  const raw = body instanceof Uint8Array;
  const headers: Record<string, string> = { Authorization: `Bearer ${studio.artist.token}` };
  if (raw) headers["Content-Length"] = String(body.length);
  else if (body) headers["Content-Type"] = "application/json";
  const sent = raw ? (body as BodyInit) : body ? JSON.stringify(body) : null;
  const request = new Request(new URL(path, SITE), { method, headers, body: sent });
  const answer = await worker.fetch(request as Request<unknown, IncomingRequestCfProperties>, own.env, context);
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  const text = new TextDecoder().decode(await answer.arrayBuffer());
  const counts = { ...own.counts };
  await waitOnExecutionContext(context);
  return { counts, text };
}

/** An artist whose answers read as much as they ever will: a full page of pictures, and all the waits that are asked for. */
async function settled(): Promise<Studio> {
  const studio = await newTrainedStudio();
  const now = Date.now();
  const rows = Array.from({ length: WAITS }, (_, at): typeof trainings.$inferInsert => ({
    id: `counted-${studio.styleId}-${at}`,
    styleId: studio.styleId,
    userId: studio.artist.id,
    status: "COMPLETED",
    rev: 9,
    steps: 1_000,
    learningRate: 0.0004,
    triggerWord: studio.triggerWord,
    set: [],
    imageCount: 24,
    createdAt: now - 90_000 - at,
    completedAt: now + at,
    deadlineAt: now,
  }));
  const db = open(env.DB);
  await db.batch([
    db.insert(trainings).values(rows[0]!),
    ...rows.slice(1).map((row) => db.insert(trainings).values(row)),
  ]);
  await hang(
    studio,
    Array.from({ length: 40 }, (_, at) => ({ prompt: `a harbour ${at}` })),
  );
  return studio;
}

const words: Record<keyof Counts, string> = {
  trips: "round trips to D1",
  rowsRead: "rows read in D1",
  rowsWritten: "rows written in D1",
  files: "operations on R2",
  objects: "calls of Durable Objects",
  messages: "messages to queues",
};

function compare(name: string, counts: Counts): string[] {
  return (Object.keys(words) as (keyof Counts)[]).flatMap((key) => {
    const most = allowed[name]?.[key] ?? 0;
    const bound = key === "rowsRead" ? Math.floor(most * (1 + ROWS_TOLERANCE)) : most;
    if (counts[key] <= bound) return [];
    return [`${name}: ${counts[key]} ${words[key]}, and test/bench/allowed.ts allows ${bound}.`];
  });
}

it("asks the platform for no more than what is written down", async () => {
  const studio = await settled();
  const { styleId } = studio;
  const found: [string, Counts][] = [];
  const take = async (name: string, ...request: [method: string, path: string, body?: BodyInit | object]) => {
    const { counts, text } = await count(studio, ...request);
    found.push([name, counts]);
    return text;
  };
  await take("me", "GET", "/api/auth/me");
  await take("styles list", "GET", "/api/styles");
  await take("style detail", "GET", `/api/styles/${styleId}`);
  const page = JSON.parse(await take("generations page", "GET", "/api/generations")) as GenerationList;
  const [first] = page.generations;
  await take("generation", "GET", `/api/generations/${first!.id}`);
  await env.FILES.put(new URL(first!.thumbnailUrl!).pathname.slice("/files/".length), "a picture");
  await take("picture file", "GET", first!.thumbnailUrl!);
  const wish = { styleId, filename: "heron.jpg", contentType: "image/jpeg" };
  const place = JSON.parse(await take("upload: a place", "POST", "/api/upload/presigned", wish)) as Presigned;
  await take("upload: the bytes", "PUT", place.uploadUrl, await as("image/jpeg", png(30, 20)));
  const filled = { imageId: place.imageId, width: 30, height: 20, sizeBytes: 1 };
  await take("upload: confirm", "POST", `/api/styles/${styleId}/images/confirm`, filled);
  await take("generate", "POST", "/api/generate", { styleId, prompt: "a harbour" });
  expect(found.map(([name]) => name).sort()).toEqual(Object.keys(allowed).sort());
  expect(found.flatMap(([name, counts]) => compare(name, counts))).toEqual([]);
});

it("finds the children of whatever is deleted by an index", async () => {
  const { results: tables } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const unfound: string[] = [];
  let keys = 0;
  for (const { name } of tables.filter(({ name }) => !/^(?:_cf|d1_|sqlite_|generation_prompts)/.test(name))) {
    const { results: parents } = await env.DB.prepare(`PRAGMA foreign_key_list("${name}")`).all<{ from: string }>();
    for (const { from } of parents) {
      keys += 1;
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM "${name}" WHERE "${from}" = 'x'`).all<{
        detail: string;
      }>();
      if (results.some(({ detail }) => isScan(detail) || / USING .*INDEX/.test(detail) !== true))
        unfound.push(`${name}.${from}`);
    }
  }
  expect(keys).toBeGreaterThan(15);
  expect(unfound).toEqual([]);
});
