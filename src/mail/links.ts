import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newSecret, secretHash } from "../http/session.ts";
import { mailLinks } from "./table.ts";

export type Purpose = typeof mailLinks.$inferSelect.purpose;

const MINUTE_MS = 60_000;
/** A reset opens the account, so its link is short-lived; a confirmation may wait for the evening. */
const GOOD_FOR_MS: Record<Purpose, number> = {
  "reset-password": 30 * MINUTE_MS,
  "confirm-address": 24 * 60 * MINUTE_MS,
  "change-address": 24 * 60 * MINUTE_MS,
  // Mail that nobody expects is read late.
  "take-back-address": 7 * 24 * 60 * MINUTE_MS,
};

/**
 * Makes a link that permits `purpose` once and keeps its hash. The secret stands behind the #, so that no server, log or
 * Referer ever sees it.
 */
export async function makeLink(ctx: Ctx, purpose: Purpose, user: { id: string; email: string }): Promise<string> {
  const secret = newSecret();
  const expiresAt = ctx.now() + GOOD_FOR_MS[purpose];
  await ctx.db
    .insert(mailLinks)
    .values({ hash: secretHash(secret), purpose, userId: user.id, email: user.email, expiresAt });
  return `${ctx.settings.APP_URL}/${purpose}#${secret}`;
}

/** The link a secret belongs to, as a condition that is true until the link is used. */
export const goodLink = (ctx: Ctx, purposes: readonly Purpose[], secret: string) =>
  and(
    eq(mailLinks.hash, secretHash(secret)),
    inArray(mailLinks.purpose, [...purposes]),
    gt(mailLinks.expiresAt, ctx.now()),
  ) ?? sql`0`;

/** Throws MAIL_LINK_INVALID: used, expired and never made are one answer. */
export async function readLink(ctx: Ctx, purposes: readonly Purpose[], secret: string) {
  const [link] = await ctx.db
    .select()
    .from(mailLinks)
    .where(goodLink(ctx, purposes, secret));
  if (!link) throw linkInvalid();
  return link;
}

export const linkInvalid = () =>
  new AppError("MAIL_LINK_INVALID", "This link was used already or is too old. Ask for a new one.");

export const mailIsOff = () =>
  new AppError("MAIL_OFF", "This site cannot send mail yet. Write to the people who run it.");
