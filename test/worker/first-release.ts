import { applyD1Migrations, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { ctxOf } from "../../src/http/ctx.ts";
import { newId } from "../../src/http/ids.ts";
import { signToken } from "../../src/http/session.ts";
import { type Artist, as } from "./artist.ts";
import recorded from "./first-release.json";
import { roomOf } from "./room.ts";

/** Unix milliseconds at which the recorded rooms believed to be. */
const RECORDED_AT = 1_795_000_000_000;
/** The room's tables of the first release. */
const FIRST_TABLES = [
  `CREATE TABLE jobs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, remote_id TEXT, wake_at INTEGER,
    changed_at INTEGER NOT NULL) WITHOUT ROWID`,
  "CREATE INDEX jobs_wake ON jobs (wake_at) WHERE wake_at IS NOT NULL",
  "CREATE INDEX jobs_changed ON jobs (kind, changed_at)",
  `CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, job_id TEXT NOT NULL,
    debt TEXT NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL)`,
  "CREATE INDEX outbox_due ON outbox (due_at)",
  "CREATE TABLE webhooks (id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID",
  "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
];

type Phase = keyof typeof recorded;
export interface Recorded {
  state: { copy: Record<string, string | number | null>; purchase: Record<string, unknown> };
  remote: string | null;
  wakeAt: number | null;
  debts: { name: string; debt: object }[];
}

const insert = (table: string, row: Record<string, unknown>) =>
  env.DB.prepare(
    `INSERT INTO ${table} (${Object.keys(row).map((name) => `"${name}"`)}) VALUES (${Object.keys(row).map(() => "?")})`,
  ).bind(...Object.values(row));

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Every table goes and those of the first release come: what else was in the database is nobody's any more. */
export async function backToTheFirstRelease(): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
  ).all<{ type: string; name: string; sql: string }>();
  const triggers = results.filter(({ type }) => type === "trigger");
  const tables = results.filter(({ type }) => type === "table");
  const virtual = tables.filter(({ sql }) => sql.startsWith("CREATE VIRTUAL"));
  const isShadow = (name: string) => virtual.some((table) => name.startsWith(`${table.name}_`));
  const left = tables.filter((table) => !virtual.includes(table) && !isShadow(table.name));
  const plain: typeof left = [];
  // Nothing may point at a table that is gone.
  const pointedAt = (name: string) =>
    left.some((table) => table.name !== name && table.sql.includes(`REFERENCES \`${name}\``));
  while (left.length > 0)
    plain.push(
      ...left.splice(
        left.findIndex(({ name }) => !pointedAt(name)),
        1,
      ),
    );
  await env.DB.batch([
    env.DB.prepare("PRAGMA defer_foreign_keys = on"),
    ...triggers.map(({ name }) => env.DB.prepare(`DROP TRIGGER "${name}"`)),
    ...[...virtual, ...plain].map(({ name }) => env.DB.prepare(`DROP TABLE "${name}"`)),
  ]);
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, 1));
}

export interface OldStyle {
  artist: Artist;
  styleId: string;
}

const CREDITS = 20;

export async function oldArtist(now: number): Promise<Artist> {
  const [id, sessionId] = [newId(now), newId(now)];
  const email = `old-${id}@example.com`;
  await env.DB.batch([
    insert("users", { id, email, name: "Ada Ink", created_at: now, updated_at: now }),
    insert("sessions", { id: sessionId, user_id: id, created_at: now, expires_at: now + 9e7 }),
    insert("subscriptions", {
      user_id: id,
      training_credits: CREDITS,
      generation_credits: CREDITS,
      created_at: now,
      updated_at: now,
    }),
    ...["training", "generation"].map((unit) =>
      insert("ledger", {
        id: newId(now),
        user_id: id,
        unit,
        kind: "grant",
        amount: CREDITS,
        reason: "Welcome",
        created_at: now,
      }),
    ),
  ]);
  const { settings } = ctxOf(env, () => {}, "test");
  return as(id, await signToken(settings, { userId: id, sessionId }, now, now + 9e7), email);
}

/** A style with 24 pictures and, when `trained`, the version that pictures are made with. */
export async function oldStyle(artist: Artist, now: number, trained: boolean): Promise<OldStyle> {
  const styleId = newId(now);
  const base = { style_id: styleId, created_at: now };
  await env.DB.batch([
    insert("styles", {
      id: styleId,
      user_id: artist.id,
      name: "Harbours",
      trigger_word: "HRBR",
      created_at: now,
      updated_at: now,
    }),
    ...Array.from({ length: 24 }, (_, at) =>
      insert("images", {
        ...base,
        id: `${styleId}-${at}`,
        filename: `${at}.jpg`,
        state: "confirmed",
        mime_type: "image/jpeg",
        width: 8,
        height: 8,
        size_bytes: 100,
        crc32: at,
        attempt: "first",
        reserved_until: now,
      }),
    ),
  ]);
  if (trained) {
    const done = { status: "COMPLETED", rev: 9, remote_version: "studio/artistcloner-styles:v1", completed_at: now };
    await insert("trainings", { ...base, ...trainingRow, ...done, id: `v-${styleId}`, user_id: artist.id }).run();
  }
  return { artist, styleId };
}

const trainingRow = {
  steps: 1_000,
  learning_rate: 0.0004,
  trigger_word: "HRBR",
  set: "[]",
  image_count: 24,
  deadline_at: 0,
};

/** A job as the first release left it: its hold, its row, and in its room the recorded state with what was owed. */
export async function leave({ artist, styleId }: OldStyle, phase: Phase, now: number, known = true): Promise<string> {
  const [kind = "", name = ""] = phase.split(" ");
  const jobId = newId(now);
  const told = JSON.stringify(recorded[phase])
    .replaceAll("PROOF-TOKEN", `proof-${jobId}`)
    .replaceAll("TOKEN", `token-${jobId}`)
    .replaceAll('"PROOF"', `"proof${jobId}"`)
    .replaceAll("REMOTE", `run${jobId}`)
    .replace(/\bJOB\b/g, jobId)
    .replaceAll('"STYLE"', `"${styleId}"`)
    .replaceAll('"USER"', `"${artist.id}"`)
    .replaceAll('"VERSION"', `"v-${styleId}"`)
    .replaceAll("TRIGGER", "HRBR")
    .replace(/\b1795\d{9}\b/g, (time) => String(Number(time) - RECORDED_AT + now));
  const { state, remote, wakeAt, debts } = JSON.parse(told) as Recorded;
  const { copy } = state;
  // What was owed and not yet paid had not reached the row.
  const unpaid = debts.some(({ name: owed }) => owed.endsWith("settle"));
  const begun = kind === "training" ? "QUEUED" : name === "settling" ? "PROCESSING" : "PENDING";
  const before = { status: begun, rev: known ? Number(copy.rev) - 1 : 0, completedAt: null };
  const unkept = name === "settling" ? { outputKey: null, thumbnailKey: null } : {};
  const row = Object.fromEntries(
    Object.entries(unpaid || !known ? { ...copy, ...before, ...unkept } : copy)
      .filter(([field]) => field !== "loss")
      .map(([field, value]) => [snake(field), value]),
  );
  const column = kind === "training" ? "training_credits" : "generation_credits";
  await env.DB.batch([
    insert(`${kind}s`, kind === "training" ? { ...trainingRow, ...row } : row),
    insert("ledger", {
      id: newId(now),
      user_id: artist.id,
      unit: kind,
      kind: "hold",
      amount: -1,
      job_id: jobId,
      reason: kind,
      created_at: now,
    }),
    env.DB.prepare(`UPDATE subscriptions SET ${column} = ${column} - 1 WHERE user_id = ?`).bind(artist.id),
  ]);
  if (known) {
    await runInDurableObject(roomOf(styleId), (_, { storage: { sql } }) => {
      if (!sql.exec("SELECT 1 FROM facts WHERE name = 'first'").toArray().length) {
        for (const table of ["jobs", "outbox", "webhooks", "facts"]) sql.exec(`DROP TABLE ${table}`);
        for (const statement of FIRST_TABLES) sql.exec(statement);
        sql.exec("INSERT INTO facts VALUES ('first', 'yes')");
      }
      const values = [jobId, kind, JSON.stringify(state), remote, wakeAt, now];
      sql.exec(
        "INSERT INTO jobs (id, kind, state, remote_id, wake_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
        ...values,
      );
      for (const { name: owed, debt } of debts) {
        sql.exec(
          "INSERT INTO outbox (name, job_id, debt, attempts, due_at) VALUES (?, ?, ?, 0, ?)",
          ...[owed, jobId, JSON.stringify(debt), now],
        );
      }
    });
  }
  return jobId;
}
