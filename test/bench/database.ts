import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Miniflare } from "miniflare";

const migrations = path.join(import.meta.dirname, "../../migrations");

export type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

/** Applies every migration to an empty database. */
export async function migrate(database: Database): Promise<void> {
  for (const file of readdirSync(migrations)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    const statements = readFileSync(path.join(migrations, file), "utf8").split("--> statement-breakpoint");
    await database.batch(statements.map((statement) => database.prepare(statement)));
  }
}

/** A D1 of its own with every migration applied. */
export async function emptyDatabase(): Promise<{ database: Database; runtime: Miniflare }> {
  const runtime = new Miniflare({
    cf: false,
    modules: true,
    script: "export default { fetch: () => new Response() };",
    d1Databases: { DB: "bench" },
  });
  const database = await runtime.getD1Database("DB");
  await migrate(database);
  return { database, runtime };
}

/** What the whole database takes on disk, in bytes. */
export async function sizeOf(database: Database): Promise<number> {
  const { meta } = await database.prepare("SELECT 1").run();
  return meta.size_after ?? 0;
}

const numbers = (from: number, count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${from + count - 1})`;

/** Twenty words that a prompt is made of, so that the index of words has something to index. */
const words = [
  "heron",
  "harbour",
  "dusk",
  "river",
  "lantern",
  "orchard",
  "snow",
  "ferry",
  "garden",
  "cliff",
  "market",
  "storm",
  "meadow",
  "window",
  "bridge",
  "willow",
  "moon",
  "tower",
  "field",
  "boat",
];
const word = (by: string) =>
  `CASE abs(${by}) % ${words.length} ${words.map((text, at) => `WHEN ${at} THEN '${text}'`).join(" ")} END`;

/** `count` completed pictures for artist `user`, the oldest first, as the room writes them. */
export async function addPictures(database: Database, user: string, count: number): Promise<void> {
  await database.batch([
    database.prepare(
      `INSERT OR IGNORE INTO users (id, email, name, created_at, updated_at) VALUES ('${user}', '${user}@example.com', 'Ada', 1, 1)`,
    ),
    database.prepare(
      `INSERT OR IGNORE INTO styles (id, user_id, name, trigger_word, created_at, updated_at) VALUES ('${user}-style', '${user}', 'Style', 'guvox77', 1, 1)`,
    ),
  ]);
  const STEP = 5_000;
  for (let from = 0; from < count; from += STEP) {
    await database
      .prepare(
        `${numbers(from, Math.min(STEP, count - from))} INSERT INTO generations
          (id, user_id, style_id, room_id, training_id, status, rev, prompt, width, height, steps, guidance, strength, seed,
           remote_id, output_key, thumbnail_key, created_at, started_at, completed_at, deadline_at)
         SELECT printf('%026d', i) || '${user}', '${user}', '${user}-style', '${user}-style', printf('%026d', 7), 'COMPLETED', 5,
           'a ' || ${word("i * 7919")} || ' by the ' || ${word("i * 104729")} || ' under a ' || ${word("i * 1299709")} || ' in the evening light, number ' || i,
           1024, 1024, 28, 3, 1, i, printf('%026d', i * 31),
           'styles/' || printf('%026d', 1) || '/generations/' || printf('%026d', i) || '/output.webp',
           'styles/' || printf('%026d', 1) || '/generations/' || printf('%026d', i) || '/thumbnail.webp',
           1790000000000 + i, 1790000000000 + i, 1790000004000 + i, 1790001800000 + i FROM n`,
      )
      .run();
  }
}

/** The two ledger rows that each picture leaves. */
export async function addMovements(database: Database, user: string, count: number): Promise<void> {
  const STEP = 5_000;
  for (let from = 0; from < count; from += STEP) {
    for (const [kind, amount] of [
      ["hold", -1],
      ["capture", 0],
    ] as const) {
      await database
        .prepare(
          `${numbers(from, Math.min(STEP, count - from))} INSERT INTO ledger (id, user_id, unit, kind, amount, job_id, reason, created_at)
           SELECT printf('%026d', i) || '${kind}${user}', '${user}', 'generation', '${kind}', ${amount}, printf('%026d', i) || '${user}', 'a picture', 1790000000000 + i FROM n`,
        )
        .run();
    }
  }
}
