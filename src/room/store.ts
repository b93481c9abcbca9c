import type { Clocks } from "./alarm.ts";
import { type Job, type Kind, wakeOf } from "./job.ts";
import { type Debt, firstDue, nameOf, type Owed } from "./outbox.ts";

/** `wake_at` is null once a job is over. `remote_id` is the run it holds now. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, remote_id TEXT, wake_at INTEGER, changed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS jobs_wake ON jobs (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS jobs_changed ON jobs (kind, changed_at);
CREATE TABLE IF NOT EXISTS outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, job_id TEXT NOT NULL, debt TEXT NOT NULL,
  attempts INTEGER NOT NULL, due_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due_at);
CREATE TABLE IF NOT EXISTS webhooks (id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

type JobRow = { kind: Kind; state: string };
type DebtRow = { seq: number; job_id: string; debt: string; attempts: number; due_at: number };

const toJob = ({ kind, state }: JobRow): Job => ({ kind, state: JSON.parse(state) }) as Job;

/** The room's own SQLite: every call is synchronous, so a caller's transaction cannot be interleaved. */
export class Store {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(SCHEMA);
  }

  job(id: string): Job | null {
    const [row] = this.#sql.exec<JobRow>("SELECT kind, state FROM jobs WHERE id = ?", id);
    return row ? toJob(row) : null;
  }

  put(job: Job, now: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO jobs (id, kind, state, remote_id, wake_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
      job.state.copy.id,
      job.kind,
      JSON.stringify(job.state),
      job.state.purchase.remoteId,
      wakeOf(job),
      now,
    );
  }

  /** Has a job looked at no sooner than `until`. */
  snooze(id: string, until: number): void {
    this.#sql.exec("UPDATE jobs SET wake_at = ? WHERE id = ?", until, id);
  }

  remove(id: string): void {
    this.#sql.exec("DELETE FROM jobs WHERE id = ?", id);
  }

  /** Jobs in flight, those that must be looked at by `until` first. */
  awake(until = Number.MAX_SAFE_INTEGER): Job[] {
    const rows = this.#sql.exec<JobRow>(
      "SELECT kind, state FROM jobs WHERE wake_at IS NOT NULL AND wake_at <= ? ORDER BY wake_at",
      until,
    );
    return rows.toArray().map(toJob);
  }

  /** In flight or changed since `since`, newest first. */
  recent(kind: Kind, since: number, limit: number): Job[] {
    const rows = this.#sql.exec<JobRow>(
      "SELECT kind, state FROM jobs WHERE kind = ? AND (wake_at IS NOT NULL OR changed_at > ?) ORDER BY changed_at DESC LIMIT ?",
      kind,
      since,
      limit,
    );
    return rows.toArray().map(toJob);
  }

  /** Remote runs that jobs of this room hold: no other job may take them for its own. */
  remoteIds(): Set<string> {
    const rows = this.#sql.exec<{ remote_id: string }>("SELECT remote_id FROM jobs WHERE remote_id IS NOT NULL");
    return new Set(rows.toArray().map(({ remote_id }) => remote_id));
  }

  owe(jobId: string, debt: Debt, now: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO outbox (name, job_id, debt, attempts, due_at) VALUES (?, ?, ?, 0, ?)",
      nameOf(jobId, debt),
      jobId,
      JSON.stringify(debt),
      firstDue(debt, now),
    );
  }

  owed(): Owed[] {
    const rows = this.#sql.exec<DebtRow>("SELECT seq, job_id, debt, attempts, due_at FROM outbox ORDER BY seq");
    return rows.toArray().map(({ seq, job_id, debt, attempts, due_at }) => ({
      seq,
      jobId: job_id,
      effect: JSON.parse(debt) as Debt,
      attempts,
      dueAt: due_at,
    }));
  }

  paid(seq: number): void {
    this.#sql.exec("DELETE FROM outbox WHERE seq = ?", seq);
  }

  postpone(seq: number, dueAt: number): void {
    this.#sql.exec("UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE seq = ?", dueAt, seq);
  }

  /** False when this webhook was seen before. */
  see(webhookId: string, now: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      "INSERT OR IGNORE INTO webhooks (id, seen_at) VALUES (?, ?)",
      webhookId,
      now,
    );
    return rowsWritten > 0;
  }

  get closed(): boolean {
    return this.#sql.exec("SELECT 1 FROM facts WHERE name = 'closed'").toArray().length > 0;
  }

  close(now: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO facts (name, value) VALUES ('closed', ?)", String(now));
  }

  /** Ended jobs that owe nothing, and webhook ids, untouched since `before`. */
  forget(before: number): void {
    this.#sql.exec(
      "DELETE FROM jobs WHERE wake_at IS NULL AND changed_at <= ? AND id NOT IN (SELECT job_id FROM outbox)",
      before,
    );
    this.#sql.exec("DELETE FROM webhooks WHERE seen_at <= ?", before);
  }

  /** Whether a proof is in flight; only then the others need be looked through. */
  get proving(): boolean {
    const found = "wake_at IS NOT NULL AND json_extract(state, '$.copy.purpose') = 'PROOF'";
    return this.#sql.exec(`SELECT 1 FROM jobs WHERE ${found} LIMIT 1`).toArray().length > 0;
  }

  /** @param lateAt when a debt that is being paid (`busy`) is due again: whoever pays it may be killed meanwhile. */
  clocks(busy: ReadonlySet<number>, lateAt: number): Omit<Clocks, "turn"> {
    const [{ job, oldest } = { job: null, oldest: null }] = this.#sql.exec<{
      job: number | null;
      oldest: number | null;
    }>(
      `SELECT (SELECT min(wake_at) FROM jobs WHERE wake_at IS NOT NULL) AS job,
        min((SELECT coalesce(min(changed_at), 9e15) FROM jobs
              WHERE wake_at IS NULL AND id NOT IN (SELECT job_id FROM outbox)),
            (SELECT coalesce(min(seen_at), 9e15) FROM webhooks)) AS oldest`,
    );
    const dues = this.owed().map(({ seq, dueAt }) => (busy.has(seq) ? lateAt : dueAt));
    const debt = dues.length === 0 ? null : Math.min(...dues);
    return { job, debt, oldest: oldest === null || oldest >= 9e15 ? null : oldest };
  }
}
