import { and, eq, sql } from "drizzle-orm";
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
