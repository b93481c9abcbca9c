import { and, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Statement } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { ledger, subscriptions } from "./table.ts";

export type Unit = "training" | "generation";

/** What the verbs need of a Ctx; a room has it too. */
export type Books = Pick<Ctx, "db" | "now">;

interface Movement {
  userId: string;
  unit: Unit;
  /** Said to the artist on the receipt. */
  reason: string;
}

/** A movement of one job's hold. */
export interface Settlement extends Movement {
  jobId: string;
}

const column = { training: "trainingCredits", generation: "generationCredits" } as const;

/** Every verb returns statements: the caller's batch makes them true together with what they pay for. */
const change = ({ db, now }: Books, { userId, unit }: Movement, by: ReturnType<typeof sql>): Statement =>
  db
    .update(subscriptions)
    .set({ [column[unit]]: sql`${subscriptions[column[unit]]} + ${by}`, updatedAt: now() })
    .where(eq(subscriptions.userId, userId));

const row = (now: number, { userId, unit, reason }: Movement) => ({
  id: newId(now),
  userId,
  unit,
  reason,
  createdAt: now,
});

export function grant(books: Books, movement: Movement & { amount: number }): Statement[] {
  const { amount } = movement;
  if (amount === 0) return [];
  return [
    books.db.insert(ledger).values({ ...row(books.now(), movement), kind: "grant", amount }),
    change(books, movement, sql`${amount}`),
  ];
}

/** A movement that is told of perhaps many times and at once: its `source` moves credits the first time alone. */
export interface Told extends Movement {
  source: string;
}

/** Writes the row unless its source is known; the balance follows the row that was written, or nothing. */
function once(books: Books, told: Told, kind: "grant" | "purchase" | "refund", amount: SQL<number>): Statement[] {
  const entry = { ...row(books.now(), told), source: told.source, kind, amount };
  const written = books.db.select({ amount: ledger.amount }).from(ledger).where(eq(ledger.id, entry.id));
  return [
    books.db.insert(ledger).values(entry).onConflictDoNothing({ target: ledger.source }),
    change(books, told, sql`COALESCE((${written}), 0)`),
  ];
}

export const purchase = (books: Books, bought: Told & { amount: number }): Statement[] =>
  once(books, bought, "purchase", sql`${bought.amount}`);

/** The credits of one unit that rows whose source begins with `prefix` moved. */
const movedBy = ({ db }: Books, prefix: string, unit: Unit) => {
  const moved = db
    .select({ sum: sql`COALESCE(SUM(${ledger.amount}), 0)` })
    .from(ledger)
    .where(and(gt(ledger.source, prefix), lt(ledger.source, `${prefix}\uffff`), eq(ledger.unit, unit)));
  return sql`(${moved})`;
};

/** A paid month, and what of it is left when its plan begins. Milliseconds. */
export interface PaidMonth {
  /** Of the provider's subscription. */
  subscriptionId: string;
  start: number;
  length: number;
  left: number;
}

/**
 * The credits of a plan for one paid month. A second, larger plan in the same month adds the difference, by what of the
 * month is left; a smaller one adds nothing. Told again, neither does anything.
 */
export function grantMonth(
  books: Books,
  { month, plan, amount, ...movement }: Movement & { month: PaidMonth; plan: string; amount: number },
): Statement[] {
  const prefix = `month:${month.subscriptionId}:${month.start}:`;
  const known = movedBy(books, prefix, movement.unit);
  const [length, left] = [month.length, month.left].map((ms) => sql`CAST(${Math.round(ms)} AS INTEGER)`);
  const missing = sql`MAX(0, CAST(${amount} AS INTEGER) - ${known})`;
  const owed = sql<number>`CASE WHEN ${known} = 0 THEN ${amount} ELSE (${missing} * ${left} + ${length} - 1) / ${length} END`;
  return once(books, { ...movement, source: `${prefix}${plan}:${movement.unit}` }, "grant", owed);
}

interface PaidBack extends Movement {
  purchaseId: string;
  /** Credits that are paid back in all. */
  amount: number | SQL<number>;
}

const wonSource = (purchaseId: string, disputeId: string) => `refund:${purchaseId}:won:${disputeId}`;

/**
 * A purchase was paid back: up to `amount` of its credits in all go, and never more than are still there; what was spent is
 * not owed. `total` names what was paid back so far; each total takes once, and none takes after a dispute it counts was won.
 */
export function refund(
  books: Books,
  {
    purchaseId,
    total,
    unlessWon = [],
    amount,
    left,
    ...movement
  }: PaidBack & { total: string; unlessWon?: string[]; left?: SQL<number> },
): Statement[] {
  const prefix = `refund:${purchaseId}:`;
  const won = books.db
    .select({ one: sql`1` })
    .from(ledger)
    .where(
      inArray(
        ledger.source,
        unlessWon.map((id) => wonSource(purchaseId, id)),
      ),
    );
  const balance = books.db
    .select({ left: subscriptions[column[movement.unit]] })
    .from(subscriptions)
    .where(eq(subscriptions.userId, movement.userId));
  const due = sql`MAX(0, CAST(${amount} AS INTEGER) + ${movedBy(books, prefix, movement.unit)})`;
  const there = left ? sql`MIN((${balance}), ${left})` : sql`(${balance})`;
  const taken = sql<number>`CASE WHEN EXISTS ${won} THEN 0 ELSE -MIN(${due}, ${there}) END`;
  return once(books, { ...movement, source: `${prefix}${total}` }, "refund", taken);
}

/** A dispute was won: what it took, beyond the `amount` that is paid back all the same, is given again, once. */
export function regain(
  books: Books,
  { purchaseId, disputeId, amount, ...movement }: PaidBack & { disputeId: string },
): Statement[] {
  const taken = movedBy(books, `refund:${purchaseId}:`, movement.unit);
  const back = sql<number>`MAX(0, -${taken} - CAST(${amount} AS INTEGER))`;
  return once(books, { ...movement, source: wonSource(purchaseId, disputeId) }, "grant", back);
}

/** Takes `amount` credits for a job that is born in the same batch. {@link creditError} reads the refusal. */
export function hold(books: Books, movement: Settlement & { amount: number }): Statement[] {
  const { amount, jobId } = movement;
  return [
    change(books, movement, sql`${-amount}`),
    books.db.insert(ledger).values({ ...row(books.now(), movement), kind: "hold", amount: -amount, jobId }),
  ];
}

/** The job delivered: what was held stays spent. {@link isSettled} tells a second settlement. */
export const capture = (books: Books, movement: Settlement): Statement[] => [
  books.db.insert(ledger).values({ ...row(books.now(), movement), kind: "capture", amount: 0, jobId: movement.jobId }),
];

/** The job did not deliver: exactly what its hold took goes back. {@link isSettled} tells a second settlement. */
export function release(books: Books, movement: Settlement): Statement[] {
  const held = and(eq(ledger.jobId, movement.jobId), eq(ledger.kind, "hold"));
  const amount = sql<number>`COALESCE((${books.db
    .select({ back: sql`-${ledger.amount}` })
    .from(ledger)
    .where(held)}), 0)`;
  return [
    books.db.insert(ledger).values({ ...row(books.now(), movement), kind: "release", amount, jobId: movement.jobId }),
    change(books, movement, amount),
  ];
}

/** Runs on what a batch with a {@link hold} threw: NOT_ENOUGH_CREDIT when the balance was too small, else the error itself. */
export function creditError(error: unknown, unit: Unit): unknown {
  if (!violates(error, `${unit}_credits_not_negative`)) return error;
  const what = unit === "training" ? "a training" : "this many pictures";
  return new AppError("NOT_ENOUGH_CREDIT", `Your credits do not suffice for ${what}. Nothing was started or charged.`);
}

/** Whether a batch was undone because its job was settled before: then there is nothing left to do. */
export const isSettled = (error: unknown): boolean => violates(error, "UNIQUE", "ledger.job_id");
