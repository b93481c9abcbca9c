import { and, asc, desc, eq, gt, lt, or } from "drizzle-orm";
import type { LedgerPage, Receipt } from "../contract/billing.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { csvLine } from "./csv.ts";
import { type LedgerRow, movementEntity, receiptOf } from "./entity.ts";
import { ledger } from "./table.ts";

const DEFAULT_LIMIT = 50;
/** Rows in memory at a time while the whole history streams. */
const CSV_PAGE = 500;

type Place = Pick<LedgerRow, "createdAt" | "id">;

const cursorOf = ({ createdAt, id }: Place): string => `${createdAt.toString(36)}-${id}`;

function placeOf(cursor: string): Place {
  const [, time = "", id = ""] = /^([0-9a-z]{1,11})-([0-9a-z]{1,64})$/.exec(cursor) ?? [];
  if (!id) {
    const sentence = "Use the nextCursor of the page before.";
    throw new AppError("INVALID_INPUT", `This is not a place in the list. ${sentence}`, {
      fields: { cursor: sentence },
    });
  }
  return { createdAt: Number.parseInt(time, 36), id };
}

const before = ({ createdAt, id }: Place) =>
  or(lt(ledger.createdAt, createdAt), and(eq(ledger.createdAt, createdAt), lt(ledger.id, id)));
const after = ({ createdAt, id }: Place) =>
  or(gt(ledger.createdAt, createdAt), and(eq(ledger.createdAt, createdAt), gt(ledger.id, id)));

/** The account's movements, newest first, a page at a time. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listMovements(
  ctx: UserCtx,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<LedgerPage> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const rows = await ctx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.userId, ctx.user.id), query.cursor === undefined ? undefined : before(placeOf(query.cursor))))
    .orderBy(desc(ledger.createdAt), desc(ledger.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    movements: page.map(movementEntity),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  };
}

/** What a job took and gave back. Throws NOT_FOUND, for another's job too. */
export async function receipt(ctx: UserCtx, jobId: string): Promise<Receipt> {
  const rows = await ctx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.jobId, jobId), eq(ledger.userId, ctx.user.id)))
    .orderBy(asc(ledger.createdAt), asc(ledger.id));
  const found = receiptOf(rows);
  if (!found) throw new AppError("NOT_FOUND", "There is no receipt for this.");
  return found;
}

const HEAD = ["time", "what", "kind", "amount", "balance", "reason", "job", "movement"];

/** The whole history, oldest first, with the balance after each movement; read as fast as it is taken, never held whole. */
export function historyCsv(ctx: UserCtx): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const balance = { training: 0, generation: 0 };
  let place: Place | null = null;
  const lineOf = (row: LedgerRow) => {
    balance[row.unit] += row.amount;
    const { unit, kind, amount, reason, jobId, id } = row;
    const what = unit === "training" ? "training" : "picture";
    return csvLine([new Date(row.createdAt).toISOString(), what, kind, amount, balance[unit], reason, jobId, id]);
  };
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(HEAD))),
    async pull(controller) {
      try {
        const rows: LedgerRow[] = await ctx.db
          .select()
          .from(ledger)
          .where(and(eq(ledger.userId, ctx.user.id), place ? after(place) : undefined))
          .orderBy(asc(ledger.createdAt), asc(ledger.id))
          .limit(CSV_PAGE);
        place = rows.at(-1) ?? place;
        if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(lineOf).join("")));
        if (rows.length < CSV_PAGE) controller.close();
      } catch (error) {
        // A broken file must look broken: the download fails instead of ending early.
        log("error", "history.broken", { requestId: ctx.requestId, reason: describe(error) });
        controller.error(error);
      }
    },
  });
}
