import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { capture, creditError, grant, hold, isSettled, release, type Settlement } from "../../src/billing/ledger.ts";
import { open, type Statement, together } from "../../src/db/client.ts";
import { newId } from "../../src/http/ids.ts";
import { newArtist } from "../worker/artist.ts";

const books = { db: open(env.DB), now: Date.now };
const run = (...statements: Statement[][]) => together(books.db, statements.flat());
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const balance = (userId: string) =>
  env.DB.prepare("SELECT generation_credits FROM subscriptions WHERE user_id = ?")
    .bind(userId)
    .first("generation_credits");
const sum = (userId: string) =>
  env.DB.prepare("SELECT SUM(amount) AS sum FROM ledger WHERE user_id = ? AND unit = 'generation'")
    .bind(userId)
    .first("sum");

const job = (userId: string): Settlement => ({ userId, unit: "generation", jobId: newId(Date.now()), reason: "test" });

describe("the ledger", () => {
  it("never goes below zero: of 70 holds at once on 50 credits, 20 are refused whole", async () => {
    const { id } = await newArtist();
    const results = await Promise.all(
      Array.from({ length: 70 }, () => outcome(run(hold(books, { ...job(id), amount: 1 })))),
    );
    const refused = results.filter((error) => error !== null);
    expect(refused).toHaveLength(20);
    for (const error of refused) expect(creditError(error, "generation")).toMatchObject({ code: "NOT_ENOUGH_CREDIT" });
    expect(await balance(id)).toBe(0);
    expect(await sum(id)).toBe(0);
  });

  it("undoes what was born beside a refused hold", async () => {
    const { id } = await newArtist();
    const beside = grant(books, { userId: id, unit: "training", amount: 7, reason: "must vanish" });
    const error = await outcome(run(beside, hold(books, { ...job(id), amount: 51 })));
    expect(creditError(error, "generation")).toMatchObject({ code: "NOT_ENOUGH_CREDIT" });
    expect(creditError(error, "training")).toBe(error);
    const left = await env.DB.prepare("SELECT training_credits FROM subscriptions WHERE user_id = ?").bind(id).first();
    expect(left).toEqual({ training_credits: 1 });
  });

  it.each([
    ["capture", capture, 47],
    ["release", release, 50],
  ] as const)("settles once by %s, whatever is tried after it", async (_, settle, expected) => {
    const { id } = await newArtist();
    const held = job(id);
    await run(hold(books, { ...held, amount: 3 }));
    expect(await balance(id)).toBe(47);
    const tries = [settle, settle, capture, release].map((verb) => outcome(run(verb(books, held))));
    const [first, ...others] = await Promise.all(tries);
    expect(first).toBeNull();
    expect(others.map(isSettled)).toEqual([true, true, true]);
    expect(await balance(id)).toBe(expected);
    expect(await sum(id)).toBe(expected);
  });

  it("gives nothing back for a job that held nothing", async () => {
    const { id } = await newArtist();
    await run(release(books, job(id)));
    expect(await balance(id)).toBe(50);
  });
});
