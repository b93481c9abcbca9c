import { env } from "cloudflare:workers";
import { open, together } from "../../src/db/client.ts";
import { images } from "../../src/images/table.ts";
import { trainings } from "../../src/training/table.ts";
import { type Artist, newArtist } from "./artist.ts";

export interface Studio {
  artist: Artist;
  styleId: string;
  triggerWord: string;
}

/** An artist with a style of `count` confirmed pictures, whose bytes nobody asks for. */
export async function newStudio(count = 24): Promise<Studio> {
  const artist = await newArtist();
  const answer = await artist.ask("POST", "/api/styles", { name: "Harbours" });
  const { id: styleId, triggerWord } = await answer.json<{ id: string; triggerWord: string }>();
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, at): typeof images.$inferInsert => ({
    id: `${styleId}-${at}`,
    styleId,
    filename: `${at}.jpg`,
    state: "confirmed",
    mimeType: "image/jpeg",
    width: 8,
    height: 8,
    sizeBytes: 100,
    crc32: at,
    attempt: `first-${at}`,
    caption: null,
    reservedUntil: now,
    createdAt: now + at,
  }));
  const db = open(env.DB);
  const inserts = rows.map((row) => db.insert(images).values(row));
  if (inserts.length > 0) await together(db, inserts);
  return { artist, styleId, triggerWord };
}

/** A studio whose style has a version, as if a training had completed. */
export async function newTrainedStudio(): Promise<Studio & { version: string }> {
  const studio = await newStudio(0);
  const now = Date.now();
  const version = `studio/artistcloner-styles:${crypto.randomUUID()}`;
  await open(env.DB)
    .insert(trainings)
    .values({
      id: `t-${studio.styleId}`,
      styleId: studio.styleId,
      userId: studio.artist.id,
      status: "COMPLETED",
      rev: 9,
      steps: 1_000,
      learningRate: 0.0004,
      triggerWord: studio.triggerWord,
      set: [],
      imageCount: 24,
      remoteVersion: version,
      createdAt: now - 60_000,
      completedAt: now,
      deadlineAt: now,
    });
  return { ...studio, version };
}

interface Balance {
  trainingCredits: number;
  generationCredits: number;
}

export async function balanceOf(artist: Artist): Promise<Balance> {
  const { subscription } = await (await artist.ask("GET", "/api/auth/me")).json<{ subscription: Balance }>();
  return subscription;
}

/** The law of the ledger: an account's balances are the sums of its rows, and every settled job was held once. */
export async function brokenBooks(artist: Artist): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    `SELECT s.training_credits, s.generation_credits,
      (SELECT coalesce(sum(amount), 0) FROM ledger l WHERE l.user_id = s.user_id AND unit = 'training') AS training_sum,
      (SELECT coalesce(sum(amount), 0) FROM ledger l WHERE l.user_id = s.user_id AND unit = 'generation') AS generation_sum
     FROM subscriptions s WHERE s.user_id = ?1 AND (training_credits <> training_sum OR generation_credits <> generation_sum)`,
  )
    .bind(artist.id)
    .all();
  const { results: unheld } = await env.DB.prepare(
    `SELECT * FROM ledger WHERE user_id = ?1 AND kind IN ('capture', 'release')
      AND job_id NOT IN (SELECT job_id FROM ledger WHERE kind = 'hold')`,
  )
    .bind(artist.id)
    .all();
  return [...results, ...unheld];
}
