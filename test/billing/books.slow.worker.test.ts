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

async function newAccounts(count: number): Promise<string[]> {
  const now = Date.now();
  const times = { createdAt: now, updatedAt: now };
  const ids = Array.from({ length: count }, () => newId(now));
  await together(
    db,
    ids.flatMap((userId) => [
      db.insert(users).values({ id: userId, email: `${userId}@example.com`, ...times }),
      db.insert(subscriptions).values({ userId, trainingCredits: 0, generationCredits: 0, ...times }),
    ]),
  );
  return ids;
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

const happen = (all: Statement[]): Promise<boolean> =>
  together(db, all).then(
    () => true,
    () => false,
  );

type Ledger = Pick<Row, "kind" | "amount" | "source"> & { job: string | null };

/** What stands in the books of each account. */
async function read(userIds: string[]): Promise<{ balance: number; rows: Row[] }[]> {
  const answers = await env.DB.batch<Ledger & { generation_credits: number }>(
    userIds.flatMap((userId) => [
      env.DB.prepare("SELECT kind, amount, job_id AS job, source FROM ledger WHERE user_id = ? ORDER BY rowid").bind(
        userId,
      ),
      env.DB.prepare("SELECT generation_credits FROM subscriptions WHERE user_id = ?").bind(userId),
    ]),
  );
  return userIds.map((userId, at) => ({
    balance: answers[2 * at + 1]?.results[0]?.generation_credits ?? Number.NaN,
    rows: (answers[2 * at]?.results ?? []).map(({ kind, amount, job, source }) => ({
      kind,
      amount,
      job: job === null ? null : Number(job.split(":")[1]),
      source: source?.replace(`${userId}:`, "").replace(":generation", "") ?? null,
    })),
  }));
}

/** Stories of different accounts do not meet: they are told side by side. */
const atATime = (one: fc.Arbitrary<Act[]>) => fc.array(one, { minLength: 20, maxLength: 20, size: "max" });

it("keeps in D1 exactly the rows the model keeps, act by act", async () => {
  await fc.assert(
    fc.asyncProperty(atATime(story(25)), async (stories) => {
      const accounts = await newAccounts(stories.length);
      const models = stories.map(() => new Books());
      const longest = Math.max(...stories.map(({ length }) => length));
      for (let at = 0; at < longest; at++) {
        // What the model lets happen is one batch for all accounts, which a single refusal undoes; what it refuses is tried alone.
        const allowed: Statement[] = [];
        const refused: Act[] = [];
        const trials: Promise<boolean>[] = [];
        for (const [i, acts] of stories.entries()) {
          const one = acts[at];
          if (!one) continue;
          const all = statements(accounts[i]!, one);
          if (models[i]!.do(one)) allowed.push(...all);
          else {
            refused.push(one);
            trials.push(happen(all));
          }
        }
        expect(await happen(allowed), JSON.stringify(stories.map((acts) => acts.slice(0, at + 1)))).toBe(true);
        const happened = await Promise.all(trials);
        expect(refused.filter((_, i) => happened[i])).toEqual([]);
      }
      expect(await read(accounts)).toEqual(models.map(({ balance, rows }) => ({ balance, rows })));
    }),
    { numRuns: 50 },
  );
}, 240_000);

it("keeps its laws when everything happens at once", async () => {
  await fc.assert(
    fc.asyncProperty(atATime(story(25)), async (stories) => {
      const accounts = await newAccounts(stories.length);
      await Promise.all(stories.flatMap((acts, i) => acts.map((one) => happen(statements(accounts[i]!, one)))));
      for (const { balance, rows } of await read(accounts)) expect(broken(balance, rows)).toEqual([]);
    }),
    { numRuns: 50 },
  );
}, 240_000);
