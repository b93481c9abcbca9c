import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { users } from "../../src/accounts/table.ts";
import { capture, grantMonth, hold, purchase, refund, regain, release } from "../../src/billing/ledger.ts";
import { refundMonth, regainMonth } from "../../src/billing/month-back.ts";
import { subscriptions } from "../../src/billing/table.ts";
import { open, type Statement, together } from "../../src/db/client.ts";
import { newId } from "../../src/http/ids.ts";
import { type Act, Books, broken, MONTH, type Row, story } from "./books.ts";

const db = open(env.DB);
const books = { db, now: Date.now };

async function newAccount(): Promise<string> {
  const now = Date.now();
  const userId = newId(now);
  const times = { createdAt: now, updatedAt: now };
  await db.insert(users).values({ id: userId, email: `${userId}@example.com`, ...times });
  await db.insert(subscriptions).values({ userId, trainingCredits: 0, generationCredits: 0, ...times });
  return userId;
}

/** The real statements of an act; every id is the account's own, since runs share one database. */
function statements(userId: string, one: Act): Statement[] {
  const movement = { userId, unit: "generation" as const, reason: "test" };
  switch (one.act) {
    case "born":
      return hold(books, { ...movement, jobId: `${userId}:${one.job}`, amount: one.amount });
    case "settled":
      return (one.how === "capture" ? capture : release)(books, { ...movement, jobId: `${userId}:${one.job}` });
    case "month": {
      const month = { subscriptionId: userId, start: one.month, length: MONTH, left: one.left };
      return grantMonth(books, { ...movement, month, plan: one.plan, amount: one.amount });
    }
    case "bought":
      return purchase(books, { ...movement, source: `purchase:${userId}:${one.payment}`, amount: one.amount });
    case "paid-back": {
      const purchaseId = `${userId}:${one.payment}`;
      const unlessWon = [String(one.dispute)];
      return refund(books, { ...movement, purchaseId, total: String(one.cents), unlessWon, amount: one.amount });
    }
    case "won": {
      const purchaseId = `${userId}:${one.payment}`;
      return regain(books, { ...movement, purchaseId, disputeId: String(one.dispute), amount: one.amount });
    }
    case "month-back":
    case "month-won": {
      const source = `month:${userId}:${one.month}:${one.plan}:generation`;
      const month = { ...movement, source, payment: "pi", back: one.quarters, of: 4 };
      if (one.act === "month-won") return regainMonth(books, month, String(one.dispute));
      return refundMonth(books, month, { total: String(one.quarters), unlessWon: [String(one.dispute)] });
    }
  }
}

const happen = (userId: string, one: Act): Promise<boolean> =>
  together(db, statements(userId, one)).then(
    () => true,
    () => false,
  );

async function read(userId: string): Promise<{ balance: number; rows: Row[] }> {
  const { results } = await env.DB.prepare(
    "SELECT kind, amount, job_id AS job, source FROM ledger WHERE user_id = ? ORDER BY rowid",
  )
    .bind(userId)
    .all<{ kind: Row["kind"]; amount: number; job: string | null; source: string | null }>();
  const rows = results.map(({ kind, amount, job, source }) => ({
    kind,
    amount,
    job: job === null ? null : Number(job.split(":")[1]),
    source: source?.replace(`${userId}:`, "").replace(":generation", "") ?? null,
  }));
  const balance = await env.DB.prepare("SELECT generation_credits FROM subscriptions WHERE user_id = ?")
    .bind(userId)
    .first<number>("generation_credits");
  return { balance: balance ?? Number.NaN, rows };
}

/** Stories of different accounts do not meet, so that twenty at a time make a thousand in a minute. */
const atATime = (one: fc.Arbitrary<Act[]>) => fc.array(one, { minLength: 20, maxLength: 20, size: "max" });
const each = async (stories: Act[][], tell: (acts: Act[]) => Promise<void>): Promise<void> => {
  await Promise.all(stories.map(tell));
};

it("keeps in D1 exactly the rows the model keeps, act by act", async () => {
  await fc.assert(
    fc.asyncProperty(atATime(story(25)), (stories) =>
      each(stories, async (acts) => {
        const userId = await newAccount();
        const model = new Books();
        for (const one of acts) expect(await happen(userId, one), JSON.stringify(one)).toBe(model.do(one));
        expect(await read(userId)).toEqual({ balance: model.balance, rows: model.rows });
      }),
    ),
    { numRuns: 50 },
  );
}, 240_000);

it("keeps its laws when everything happens at once", async () => {
  await fc.assert(
    fc.asyncProperty(atATime(story(25)), (stories) =>
      each(stories, async (acts) => {
        const userId = await newAccount();
        await Promise.all(acts.map((one) => happen(userId, one)));
        const { balance, rows } = await read(userId);
        expect(broken(balance, rows)).toEqual([]);
      }),
    ),
    { numRuns: 50 },
  );
}, 240_000);
