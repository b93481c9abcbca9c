import { desc, eq, type SQL, sql } from "drizzle-orm";
import { users } from "../accounts/table.ts";
import type { FailureCount, InFlight, Operations } from "../contract/operations.ts";
import { generations } from "../generation/table.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import type { Rows } from "../http/guard.ts";
import { removals } from "../styles/table.ts";
import { trainings } from "../training/table.ts";
import { deadLetters } from "./table.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NEWEST = 50;

const jobs = sql<number>`count(*)`;

// Statuses are written out, not bound: only then do the partial indexes serve.
const training = sql`${trainings.status} IN ('PENDING', 'QUEUED', 'PROCESSING')`;
const painting = sql`${generations.status} IN ('PENDING', 'PROCESSING')`;

const inFlight = (ctx: UserCtx, table: typeof trainings | typeof generations, running: SQL) =>
  ctx.db
    .select({ status: table.status, jobs, oldestAt: sql<number>`min(${table.createdAt})` })
    .from(table)
    .where(running)
    .groupBy(table.status);

const failed = (ctx: UserCtx, table: typeof trainings | typeof generations) =>
  ctx.db
    .select({ reason: sql<string>`coalesce(${table.errorMessage}, '')`, jobs })
    .from(table)
    .where(sql`${table.status} = 'FAILED' AND ${table.completedAt} > ${ctx.now() - DAY_MS}`)
    .groupBy(table.errorMessage)
    .orderBy(desc(jobs))
    .limit(NEWEST);

/** One batch: who asks, and everything that is shown. */
export const operationsReads = (ctx: UserCtx) => ({
  user: ctx.db
    .select({ email: users.email, verifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, ctx.user.id)),
  trainings: inFlight(ctx, trainings, training),
  generations: inFlight(ctx, generations, painting),
  failedTrainings: failed(ctx, trainings),
  failedGenerations: failed(ctx, generations),
  removals: ctx.db
    .select({ open: jobs, oldestAt: sql<number | null>`min(${removals.requestedAt})` })
    .from(removals)
    .where(sql`${removals.doneAt} IS NULL`),
  letters: ctx.db.select().from(deadLetters).orderBy(desc(deadLetters.buriedAt)).limit(NEWEST),
});

type Read = Rows<ReturnType<typeof operationsReads>>;

/** Throws NOT_FOUND for everybody whose proven address is not among the operators'. */
export function onlyOperators(ctx: UserCtx, user: Read["user"][number] | undefined): void {
  const listed = ctx.settings.OPERATORS.includes(user?.email ?? "");
  if (!listed || user?.verifiedAt == null) throw new AppError("NOT_FOUND", "There is nothing at this address.");
}

const iso = (at: number) => new Date(at).toISOString();

export function operations(rows: Read): Operations {
  const flying = (kind: InFlight["kind"], list: { status: string; jobs: number; oldestAt: number }[]) =>
    list.map((row) => ({ kind, status: row.status, jobs: row.jobs, oldestAt: iso(row.oldestAt) }));
  const fallen = (kind: FailureCount["kind"], list: { reason: string; jobs: number }[]) =>
    list.map((row) => ({ kind, ...row }));
  const [open] = rows.removals;
  return {
    inFlight: [...flying("training", rows.trainings), ...flying("generation", rows.generations)],
    failures: [...fallen("training", rows.failedTrainings), ...fallen("generation", rows.failedGenerations)],
    removals: { open: open?.open ?? 0, oldestAt: open?.oldestAt ? iso(open.oldestAt) : null },
    deadLetters: rows.letters.map(({ jobId, kind, buriedAt, triedAt }) => ({
      jobId,
      kind,
      buriedAt: iso(buriedAt),
      triedAt: triedAt === null ? null : iso(triedAt),
    })),
  };
}
