import { sql } from "drizzle-orm";
import type { Statement } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { newId } from "../http/ids.ts";
import { mails } from "./table.ts";

/** What the verbs need of a Ctx; a room has it too. */
type Desk = Pick<Ctx, "db" | "now">;

/** Owes a mail that somebody asked for. Runs in the batch of what it speaks of; {@link postMails} sends it. */
export function oweMail(
  { db, now }: Desk,
  userId: string,
  kind: "confirm-address" | "reset-password" | "password-changed" | "change-address" | "address-changed",
  { id, facts = {} }: { id?: string; facts?: Record<string, string> } = {},
): Statement {
  const at = now();
  const row = { id: id ?? newId(at), userId, kind, facts, dueAt: at, createdAt: at };
  return db.insert(mails).values(row).onConflictDoNothing();
}

/**
 * Owes the news of a training's end, once whatever happens, and only to an artist who wants such mail and has proved that
 * the address is theirs: a stranger's must not be written to.
 */
export function oweNews(
  { db, now }: Desk,
  news: { kind: "style-ready" | "training-failed"; trainingId: string; styleId: string; why?: string },
): Statement {
  const wanted = news.kind === "style-ready" ? sql.raw("mails_style_ready") : sql.raw("mails_training_failed");
  // In the order of the table's columns.
  const letter = sql`
    SELECT ${`${news.kind}:${news.trainingId}`}, users.id, ${news.kind},
      json_object('styleId', styles.id, 'style', styles.name, 'why', ${news.why ?? ""}), 0, ${now()}, NULL, ${now()}
    FROM styles JOIN users ON users.id = styles.user_id
    WHERE styles.id = ${news.styleId} AND users.email_verified_at IS NOT NULL AND users.${wanted} = 1`;
  return db.insert(mails).select(letter).onConflictDoNothing();
}
