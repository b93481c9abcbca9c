import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operations } from "../../src/contract/operations.ts";
import { ctxOf } from "../../src/http/ctx.ts";
import { forgetLetters } from "../../src/operations/dead-letter.ts";
import { operationsReads } from "../../src/operations/state.ts";
import { type Artist, newArtist } from "../worker/artist.ts";
import { FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { newTrainedStudio, type Studio } from "../worker/studio.ts";

const OPERATOR = "operator@example.com";
const replicate = new FakeReplicate();
let operator: Artist;
let studio: Studio;
beforeAll(async () => {
  replicate.install();
  operator = await newArtist();
  await env.DB.prepare("UPDATE users SET email = ?, email_verified_at = 1 WHERE id = ?")
    .bind(OPERATOR, operator.id)
    .run();
  studio = await newTrainedStudio();
});
afterAll(() => replicate.leave());

const look = async () => {
  const answer = await operator.ask("GET", "/api/operations");
  expect(answer.status).toBe(200);
  return answer.json<Operations>();
};

describe("the operators' view", () => {
  it("is not there for anybody else, nor for an address nobody proved", async () => {
    expect((await studio.artist.ask("GET", "/api/operations")).status).toBe(404);
    expect((await studio.artist.ask("POST", "/api/operations/dead-letters/x")).status).toBe(404);
    await env.DB.prepare("UPDATE users SET email_verified_at = NULL WHERE id = ?").bind(operator.id).run();
    expect((await operator.ask("GET", "/api/operations")).status).toBe(404);
    await env.DB.prepare("UPDATE users SET email_verified_at = 1 WHERE id = ?").bind(operator.id).run();
  });

  it("counts what is under way and what failed, and keeps the letters that died", async () => {
    const wish = { styleId: studio.styleId, prompt: "a harbour" };
    const { generationId: id } = await (await studio.artist.ask("POST", "/api/generate", wish)).json<{
      generationId: string;
    }>();
    expect((await look()).inFlight.some(({ kind, jobs }) => kind === "generation" && jobs > 0)).toBe(true);

    await tapQueue("generation", studio.styleId, id, "generation-jobs-dead");
    const { deadLetters, failures } = await look();
    const letter = deadLetters.find(({ jobId }) => jobId === id);
    expect(letter).toEqual({ jobId: id, kind: "generation", buriedAt: expect.any(String), triedAt: null });
    expect(failures.some(({ reason }) => reason.includes("could not be delivered"))).toBe(true);

    expect((await operator.ask("POST", `/api/operations/dead-letters/${id}`)).status).toBe(204);
    expect((await look()).deadLetters.find(({ jobId }) => jobId === id)?.triedAt).toEqual(expect.any(String));
    expect((await operator.ask("POST", "/api/operations/dead-letters/unknown")).status).toBe(404);
    await forgetLetters({ ...ctxOf(env, () => {}, "test"), now: () => Date.now() + 31 * 24 * 3_600_000 });
    expect((await look()).deadLetters).toEqual([]);
  });

  it("reads no whole table", async () => {
    const ctx = { ...ctxOf(env, () => {}, "test"), user: { id: operator.id, sessionId: "" } };
    for (const statement of Object.values(operationsReads(ctx))) {
      const { sql, params } = statement.toSQL();
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      for (const { detail } of results) expect(detail, sql).not.toMatch(/^SCAN (?!.*USING.* INDEX)/);
    }
  });
});
