import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { open } from "../../src/db/client.ts";
import { orderProofs, waitsForPaidWork } from "../../src/generation/proofs/effects.ts";
import { toShowProofs } from "../../src/generation/proofs/sheets.ts";
import { ctxOf } from "../../src/http/ctx.ts";

it("reads sheets and looks for paid work by index", async () => {
  const asked: string[] = [];
  const d1 = { prepare: (text: string) => asked.push(text) && env.DB.prepare(text), batch: env.DB.batch.bind(env.DB) };
  const ctx = { ...ctxOf(env, () => {}, "test"), db: open(d1 as D1Database) };
  await waitsForPaidWork(ctx.db, "a");
  await orderProofs(ctx.db, ctx.settings, { trainingId: "a", round: 0 }, 1);
  const { sheets, versions, proofs: shown } = toShowProofs(ctx, "a");
  await Promise.all([sheets, versions, shown]);
  expect(asked.length).toBeGreaterThanOrEqual(9);
  for (const text of asked) {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    for (const { detail } of results) expect(detail, text).not.toMatch(/^SCAN (?!.*USING.* INDEX)/);
  }
});
