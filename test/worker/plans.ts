import { env } from "cloudflare:workers";
import { afterAll, expect } from "vitest";
import { isScan } from "../bench/asked.ts";

/** Files share the runtime: what was judged in one need not be judged in the next. */
const shared = globalThis as { asked?: Map<string, boolean> };
shared.asked ??= watch();
const { asked } = shared;

/** Statement → whether its plan was looked at. Those that a test writes itself are its own business. */
function watch(): Map<string, boolean> {
  const texts = new Map<string, boolean>();
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { prepare } = database;
  database.prepare = function (this: D1Database, text: string) {
    if (!texts.has(text) && !(new Error().stack ?? "").split("\n")[2]?.includes("/test/")) texts.set(text, false);
    return prepare.call(this, text);
  };
  return texts;
}

/** A condition that is false whatever the rows: SQLite ends before it reads one, though its plan does not say so. */
const NOTHING = /\bwhere \(*0 and\b/;

const PLANNED = /^\s*(?:select|update|delete|insert|with)\b/i;

/**
 * Whatever the tests of a file make the Worker ask of D1 is found by an index: SQLite chooses its plans without statistics, so
 * that they are the same with a hundred thousand rows.
 */
afterAll(async () => {
  const scans: string[] = [];
  for (const [text, judged] of asked) {
    if (judged || !PLANNED.test(text) || NOTHING.test(text)) continue;
    asked.set(text, true);
    const values = Array.from(text.matchAll(/\?/g), () => "[]");
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
      .bind(...values)
      .all<{ detail: string }>();
    const scan = results.find(({ detail }) => isScan(detail));
    if (scan) scans.push(`${scan.detail}: ${text}`);
  }
  expect(scans).toEqual([]);
});
