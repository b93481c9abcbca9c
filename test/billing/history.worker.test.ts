import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { capture, grant, hold, release } from "../../src/billing/ledger.ts";
import type { LedgerPage, Receipt } from "../../src/contract/billing.ts";
import { open, together } from "../../src/db/client.ts";
import { newId } from "../../src/http/ids.ts";
import { type Artist, newArtist, send } from "../worker/artist.ts";

const db = open(env.DB);
let clock = Date.now();
const books = {
  db,
  now: () => {
    clock = Math.max(clock + 1, Date.now());
    return clock;
  },
};
const page = async (artist: Artist, query = "") =>
  (await artist.ask("GET", `/api/billing/ledger${query}`)).json<LedgerPage>();

const grants = (userId: string, count: number, reason = "a gift") =>
  together(
    db,
    Array.from({ length: count }, () => grant(books, { userId, unit: "generation", amount: 1, reason })).flat(),
  );

describe("the history", () => {
  it("is the artist's own, newest first, whole, page by page", async () => {
    const [artist, other] = [await newArtist(), await newArtist()];
    await grants(artist.id, 12);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { movements, nextCursor }: LedgerPage = await page(artist, `?limit=5${cursor && `&cursor=${cursor}`}`);
      expect(movements.length).toBeLessThanOrEqual(5);
      seen.push(...movements.map(({ id }) => id));
      cursor = nextCursor;
    }
    expect(new Set(seen).size).toBe(14);
    const { movements } = await page(artist);
    expect(movements.map(({ id }) => id)).toEqual(seen);
    expect(movements.map(({ createdAt }) => createdAt)).toEqual(
      movements
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
    expect((await page(other)).movements).toHaveLength(2);
    expect((await artist.ask("GET", "/api/billing/ledger?cursor=nonsense")).status).toBe(400);
    expect((await artist.ask("GET", "/api/billing/ledger?limit=0")).status).toBe(400);
    expect((await send("/api/billing/ledger")).status).toBe(401);
    expect((await send("/api/billing/ledger.csv")).status).toBe(401);
  });

  it("comes as CSV with its balances, longer than one page, and no cell runs as a formula", async () => {
    const artist = await newArtist();
    await grants(artist.id, 600);
    await grants(artist.id, 1, '=HYPERLINK("http://evil","paid")');
    await grants(artist.id, 1, '+1,"quoted"');
    const answer = await artist.ask("GET", "/api/billing/ledger.csv");
    expect(answer.headers.get("Content-Type")).toContain("text/csv");
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    const lines = (await answer.text()).split("\r\n");
    expect(lines[0]).toBe('"time","what","kind","amount","balance","reason","job","movement"');
    expect(lines).toHaveLength(1 + 604 + 1);
    expect(lines.at(-3)).toMatch(/,"picture","grant",1,651,"'=HYPERLINK\(""http:\/\/evil"",""paid""\)","","\w{26}"$/);
    expect(lines.at(-2)).toMatch(/,652,"'\+1,""quoted""","",/);
    const cells = lines.slice(1, -1).flatMap((line) => line.split(","));
    expect(cells.filter((cell) => /^"?[=+@\t]/.test(cell))).toEqual([]);
  });

  it("gives a receipt for each job, to its artist alone", async () => {
    const [artist, other] = [await newArtist(), await newArtist()];
    const movement = { userId: artist.id, unit: "generation" as const, reason: "Picture" };
    const [kept, failed, running] = [newId(1), newId(2), newId(3)];
    for (const jobId of [kept, failed, running]) await together(db, hold(books, { ...movement, jobId, amount: 2 }));
    await together(db, capture(books, { ...movement, jobId: kept }));
    await together(db, release(books, { ...movement, jobId: failed }));
    const receipt = async (jobId: string) =>
      (await artist.ask("GET", `/api/billing/receipts/${jobId}`)).json<Receipt>();
    expect(await receipt(kept)).toMatchObject({ jobId: kept, cost: 2, state: "charged", unit: "generation" });
    expect(await receipt(failed)).toMatchObject({ cost: 0, state: "returned" });
    expect((await receipt(failed)).movements.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["hold", -2],
      ["release", 2],
    ]);
    expect(await receipt(running)).toMatchObject({ cost: 2, state: "held" });
    expect((await other.ask("GET", `/api/billing/receipts/${kept}`)).status).toBe(404);
    expect((await artist.ask("GET", "/api/billing/receipts/none")).status).toBe(404);
  });

  it("is read by index, its receipts too", async () => {
    const plan = async (sql: string) =>
      (await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>()).results
        .map(({ detail }) => detail)
        .join("; ");
    expect(
      await plan(
        "SELECT * FROM ledger WHERE user_id = 'x' AND (created_at < 9 OR (created_at = 9 AND id < 'a')) ORDER BY created_at DESC, id DESC LIMIT 9",
      ),
    ).toBe("SEARCH ledger USING INDEX ledger_user (user_id=? AND created_at<?)");
    expect(await plan("SELECT * FROM ledger WHERE job_id = 'x' AND user_id = 'y'")).toContain(
      "INDEX ledger_job (job_id=?)",
    );
    expect(await plan("SELECT SUM(amount) FROM ledger WHERE source > 'month:' AND source < 'month:z'")).toContain(
      "INDEX ledger_source_once (source>? AND source<?)",
    );
    expect(await plan("DELETE FROM stripe_events WHERE seen_at < 1")).toContain("stripe_events_seen (seen_at<?)");
  });
});

describe("a database of the first release", () => {
  it("keeps every row of its books when it grows", async () => {
    const old = env.OLD_DB;
    const [first, ...later] = env.TEST_MIGRATIONS;
    await applyD1Migrations(old, [first!]);
    await old.batch([
      old.prepare("INSERT INTO users (id, email, created_at, updated_at) VALUES ('u', 'a@b.c', 1, 1)"),
      old.prepare(
        "INSERT INTO subscriptions (user_id, training_credits, generation_credits, created_at, updated_at) VALUES ('u', 1, 47, 1, 1)",
      ),
      ...[50, -3].map((amount, n) =>
        old
          .prepare(
            "INSERT INTO ledger (id, user_id, unit, kind, amount, job_id, reason, created_at) VALUES (?, 'u', 'generation', ?, ?, ?, 'old', 1)",
          )
          .bind(`l${n}`, amount > 0 ? "grant" : "hold", amount, amount > 0 ? null : "j"),
      ),
    ]);
    await applyD1Migrations(old, [first!, ...later]);
    const { results } = await old.prepare("SELECT id, amount, source FROM ledger ORDER BY id").all();
    expect(results).toEqual([
      { id: "l0", amount: 50, source: null },
      { id: "l1", amount: -3, source: null },
    ]);
    const account = await old.prepare("SELECT plan, generation_credits, payment_due FROM subscriptions").first();
    expect(account).toEqual({ plan: "FREE", generation_credits: 47, payment_due: 0 });
    const again = hold(
      { db: open(old), now: Date.now },
      { userId: "u", unit: "generation", jobId: "j", reason: "twice", amount: 1 },
    );
    await expect(together(open(old), again)).rejects.toThrow();
  });
});
