import { eq, inArray, lt, sql } from "drizzle-orm";
import MailComposer from "nodemailer/lib/mail-composer";
import { users } from "../accounts/table.ts";
import { together } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { type LetterKind, letterOf } from "./letters.ts";
import { makeLink, type Purpose } from "./links.ts";
import { mailLinks, mails } from "./table.ts";

type Row = typeof mails.$inferSelect;
type User = typeof users.$inferSelect;

const AT_ONCE = 20;
/** Over about four hours, each wait twice the one before. */
const MOST_TRIES = 8;
const DAY_MS = 24 * 60 * 60 * 1_000;
const KEPT_MS = 7 * DAY_MS;

/**
 * Sends what is owed and due. Taking a mail counts the try and puts off the next one in the same statement, so that two at
 * once never send one mail, and one whose sender died is tried again under the same Message-ID.
 */
export async function postMails(ctx: Ctx): Promise<void> {
  const { mail, settings } = ctx;
  if (!mail || !settings.MAIL_FROM) return;
  const now = ctx.now();
  const due = sql`SELECT id FROM mails WHERE sent_at IS NULL AND due_at <= ${now} AND attempts < ${MOST_TRIES} ORDER BY due_at LIMIT ${AT_ONCE}`;
  const taken = await ctx.db
    .update(mails)
    .set({ attempts: sql`attempts + 1`, dueAt: sql`${now} + (60000 << attempts)` })
    .where(sql`${mails.id} IN (${due})`)
    .returning();
  if (taken.length === 0) return;
  const known = await ctx.db
    .select()
    .from(users)
    .where(inArray(users.id, [...new Set(taken.map(({ userId }) => userId))]));
  await Promise.all(
    taken.map(async (row) => {
      const user = known.find(({ id }) => id === row.userId);
      try {
        if (user && isWanted(row, user)) await mail.send(await messageOf(ctx, settings.MAIL_FROM ?? "", row, user));
        await ctx.db.update(mails).set({ sentAt: ctx.now() }).where(eq(mails.id, row.id));
      } catch (error) {
        const level = row.attempts >= MOST_TRIES ? "error" : "warn";
        log(level, "mail.unsent", { mailId: row.id, kind: row.kind, attempts: row.attempts, reason: describe(error) });
      }
    }),
  );
}

/** Looked at again when it is sent: a lot may happen in four hours. */
function isWanted({ kind, facts }: Row, user: User): boolean {
  if (kind === "change-address") return user.email !== facts.to;
  if (kind === "confirm-address") return user.emailVerifiedAt === null;
  if (kind === "style-ready") return user.mailsStyleReady;
  return kind !== "training-failed" || user.mailsTrainingFailed;
}

/** What the link in a letter permits. */
const permits: Partial<Record<LetterKind, Purpose>> = {
  "confirm-address": "confirm-address",
  "reset-password": "reset-password",
  "change-address": "change-address",
  "address-changed": "take-back-address",
};

async function messageOf(ctx: Ctx, from: string, { id, kind, facts }: Row, user: User): Promise<EmailMessage> {
  const to = facts.to ?? user.email;
  const purpose = permits[kind];
  const link = purpose ? await makeLink(ctx, purpose, { id: user.id, email: to }) : null;
  const letter = letterOf(kind, { name: user.name, appUrl: ctx.settings.APP_URL, facts, link });
  const composer = new MailComposer({
    ...letter,
    from: { name: "ArtistCloner", address: from },
    to: { name: user.name ?? "", address: to },
    messageId: `<${id.replace(":", ".")}@${from.split("@")[1]}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    date: new Date(ctx.now()),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await composer.compile().build();
  // The runtime's own module, loaded where it is needed: programs that read the route table run elsewhere.
  const { EmailMessage } = await import("cloudflare:email");
  return new EmailMessage(from, to, bytes.toString("latin1"));
}

/** Sends at once what a request owes; what fails is the clock's. The answer does not wait, so its time tells nothing. */
export const postSoon = (ctx: Ctx): void =>
  ctx.waitUntil(postMails(ctx).catch((error: unknown) => log("warn", "mail.late", { reason: describe(error) })));

/** Run by the clock. Where mail is off, what is owed dies after a day. */
export async function sweepMails(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  await together(ctx.db, [
    ctx.db.delete(mailLinks).where(lt(mailLinks.expiresAt, now)),
    ctx.db.delete(mails).where(lt(mails.createdAt, now - (ctx.mail ? KEPT_MS : DAY_MS))),
  ]);
  await postMails(ctx);
}
