import { and, gt, lt, type SQL, sql } from "drizzle-orm";
import type { Statement } from "../db/client.ts";
import { type Books, refund, regain, type Unit } from "./ledger.ts";
import { ledger } from "./table.ts";

/** A part of what a payment brought back: what was granted for a paid month, in one unit. */
export interface MonthBack {
  userId: string;
  unit: Unit;
  /** Of the grant's row. */
  source: string;
  /** Of the provider; an invoice may be paid by more than one. */
  payment: string;
  /** Cents that went back, and that the invoice came to. */
  back: number;
  of: number;
  reason: string;
}

/** Years of one plan are a few hundred rows. */
const MOST_GRANTS = 1_000;

/** The rows that granted the months of a subscription. */
export async function grantsOf({ db }: Books, subscriptionId: string): Promise<{ source: string; start: number }[]> {
  const prefix = `month:${subscriptionId}:`;
  const rows = await db
    .select({ source: ledger.source })
    .from(ledger)
    .where(and(gt(ledger.source, prefix), lt(ledger.source, `${prefix}\uffff`)))
    .limit(MOST_GRANTS);
  return rows.map(({ source }) => ({
    source: source ?? "",
    start: Number(source?.slice(prefix.length).split(":")[0]),
  }));
}

const own = ({ userId, unit }: MonthBack) => sql`user_id = ${userId} AND unit = ${unit}`;
/** What was taken of the month whose row is `m`, or given to it again. */
const backOf = (m: string) =>
  sql.raw(`(SELECT COALESCE(SUM(b.amount), 0) FROM ledger b
    WHERE b.source > 'refund:' || ${m}.source || ':' AND b.source < 'refund:' || ${m}.source || ';')`);

/**
 * What is left of all months, as SQL: a month's credits are spent before any other, so what was spent while none were there
 * came from elsewhere. The lowest point below zero of the running sum is what came from elsewhere.
 */
const leftOfMonths = (month: MonthBack): SQL => sql`(
  SELECT COALESCE(SUM(step), 0) - MIN(0, COALESCE(MIN(sum), 0)) FROM (
    SELECT amount AS step, SUM(amount) OVER (ORDER BY rowid) AS sum FROM ledger h
    WHERE ${own(month)} AND (
      source GLOB 'month:*' OR source GLOB 'refund:month:*' OR (
        kind = 'hold' AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.job_id = h.job_id AND r.kind = 'release'))))
)`;

/** What is left of one month: the oldest is spent first, so the later ones are what is left of all, as far as it goes. */
const leftOf = (month: MonthBack): SQL<number> => sql`MAX(0, ${leftOfMonths(month)} - (
  SELECT COALESCE(SUM(m.amount + ${backOf("m")}), 0) FROM ledger m
  WHERE m.user_id = ${month.userId} AND m.unit = ${month.unit} AND m.source GLOB 'month:*'
    AND m.rowid > (SELECT rowid FROM ledger WHERE source = ${month.source})
))`;

/** The part of the grant that the money was, rounded down. */
const part = ({ source, back, of }: MonthBack): SQL<number> =>
  sql`COALESCE((SELECT amount * CAST(${back} AS INTEGER) / CAST(${of} AS INTEGER) FROM ledger WHERE source = ${source}), 0)`;

const idOf = ({ source, payment }: MonthBack) => `${source}:${payment}`;

/**
 * A paid month went back: that part of its credits goes, as far as they are still there. What was bought or given beside
 * the months is never taken, nor is another month's. Told again, or too late, it takes nothing, as {@link refund}.
 */
export const refundMonth = (
  books: Books,
  month: MonthBack,
  told: { total: string; unlessWon: string[] },
): Statement[] =>
  refund(books, {
    ...told,
    userId: month.userId,
    unit: month.unit,
    reason: month.reason,
    purchaseId: idOf(month),
    amount: part(month),
    left: leftOf(month),
  });

export const regainMonth = (books: Books, month: MonthBack, disputeId: string): Statement[] =>
  regain(books, {
    disputeId,
    userId: month.userId,
    unit: month.unit,
    reason: month.reason,
    purchaseId: idOf(month),
    amount: part(month),
  });
