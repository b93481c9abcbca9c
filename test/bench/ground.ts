import { signToken } from "../../src/http/session.ts";
import { addPictures, type Database } from "./database.ts";
import { settings } from "./runtime.ts";

export const ARTIST = "bench";
export const STYLE = `${ARTIST}-style`;
const DAY = 24 * 60 * 60 * 1_000;

/** Id of the picture number `at`, as {@link addPictures} makes it. */
export const pictureId = (at: number): string => String(at).padStart(26, "0") + ARTIST;

/** An artist with a session, twelve styles of 40 pictures each, 25 finished trainings and `pictures` results. Answers the session's token. */
export async function furnish(database: Database, pictures: number): Promise<string> {
  const now = Date.now();
  await addPictures(database, ARTIST, pictures);
  const rows = (from: string) => `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${from})`;
  const style = `CASE i % 12 WHEN 0 THEN '${STYLE}' ELSE '${STYLE}-' || (i % 12) END`;
  const statements = [
    `INSERT INTO subscriptions (user_id, training_credits, generation_credits, created_at, updated_at) VALUES ('${ARTIST}', 5, 50, 1, 1)`,
    `INSERT INTO sessions (id, user_id, created_at, expires_at, seen_at) VALUES ('session', '${ARTIST}', ${now}, ${now + DAY}, ${now})`,
    `${rows("11")} INSERT OR IGNORE INTO styles (id, user_id, name, trigger_word, created_at, updated_at)
     SELECT ${style}, '${ARTIST}', 'Style ' || i, 'guvox' || i, i, i FROM n`,
    `${rows("479")} INSERT INTO images (id, style_id, filename, state, mime_type, width, height, size_bytes, crc32, attempt, caption, position, reserved_until, created_at, rev)
     SELECT printf('%026d', i), ${style}, 'heron-' || i || '.jpg', 'confirmed', 'image/jpeg', 4000, 3000, 5000000, i, printf('%026d', i * 7),
       'a heron by the water, number ' || i, i / 12, 1, i, 1 FROM n`,
    `${rows("24")} INSERT INTO trainings (id, style_id, user_id, status, rev, steps, learning_rate, trigger_word, "set", image_count, test_image_key, created_at, started_at, completed_at, deadline_at)
     SELECT printf('%026d', i), ${style}, '${ARTIST}', 'COMPLETED', 9, 1000, 0.0004, 'guvox', '[]', 40,
       'styles/' || ${style} || '/trainings/' || printf('%026d', i) || '/proof.webp', i, i, i + 900000, i + 9000000 FROM n`,
  ];
  await database.batch(statements.map((text) => database.prepare(text)));
  return signToken(settings as never, { userId: ARTIST, sessionId: "session" }, now, now + DAY);
}
