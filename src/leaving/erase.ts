import { and, asc, eq, isNull, lt, lte, sql } from "drizzle-orm";
import { apiTokens, identities, oauthAttempts, sessions, users } from "../accounts/table.ts";
import type { Erasure } from "../contract/leaving.ts";
import { together } from "../db/client.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { mailLinks, mails } from "../mail/table.ts";
import { erasers, type ItemRow, mayGo } from "./erase-item.ts";
import { accountItems, styleItems, writeItems } from "./plan.ts";
import { signReceipt } from "./receipt.ts";
import { erasureItems, erasures } from "./table.ts";

type ErasureRow = typeof erasures.$inferSelect;

const MINUTE = 60_000;
/** Longer than one item takes; renewed with each. */
const LEASE_MS = 2 * MINUTE;
const FIRST_MS = 5_000;
const LONGEST_MS = 60 * MINUTE;
/** A Worker makes at most 1,000 calls a run; an item takes a handful. */
const ITEMS_A_RUN = 100;
const ERASURES_A_RUN = 20;
/** How long a receipt can be fetched. */
export const KEPT_MS = 90 * 24 * 60 * MINUTE;

/** Doubles from five seconds to an hour, without end: what was promised is done. */
const backoff = (attempts: number) => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, attempts - 1));

const begin = (ctx: Ctx, id: string, userId: string, subject: ErasureRow["subject"], name: string) =>
  ctx.db
    .insert(erasures)
    .values({ id, userId, subject, name, requestedAt: ctx.now(), dueAt: ctx.now() })
    .onConflictDoNothing();

/** Writes down everything that is to go before anything goes, then goes as far as it can; the clock does the rest. */
export async function eraseStyle(ctx: Ctx, style: { id: string; userId: string; name: string }): Promise<void> {
  const items = await styleItems(ctx, style);
  await together(ctx.db, [
    begin(ctx, style.id, style.userId, "style", style.name),
    ...writeItems(ctx, style.id, items),
  ]);
  await carryOn(ctx, style.id);
}

/**
 * In one batch with the list of what is to go, everybody is signed out, the address is free for another account and nobody
 * can come back in. Throws INVALID_INPUT when `email` is not the account's own.
 */
export async function eraseAccount(ctx: UserCtx, email: string): Promise<string> {
  const { id } = ctx.user;
  const [user] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, id));
  if (!user || email.normalize("NFC").trim().toLowerCase() !== user.email) {
    const sentence = "Write the address of this account, so that it is not deleted by a slip of the hand.";
    throw new AppError("INVALID_INPUT", sentence, { fields: { email: sentence } });
  }
  const items = await accountItems(ctx, id);
  const nobody = { email: `${id}@deleted.invalid`, name: null, password: null, avatarUrl: null, avatarKey: null };
  await together(ctx.db, [
    begin(ctx, id, id, "account", user.email),
    ...writeItems(ctx, id, items),
    ctx.db
      .update(users)
      .set({ ...nobody, updatedAt: ctx.now() })
      .where(eq(users.id, id)),
    ...[sessions, apiTokens, identities, oauthAttempts, mailLinks, mails].map((table) =>
      ctx.db.delete(table).where(eq(table.userId, id)),
    ),
  ]);
  ctx.waitUntil(carryOn(ctx, id));
  return id;
}

const itemsOf = ({ db }: Pick<Ctx, "db">, id: string) =>
  db.select().from(erasureItems).where(eq(erasureItems.erasureId, id)).orderBy(asc(erasureItems.place));

const ofItem = ({ erasureId, place }: ItemRow) =>
  and(eq(erasureItems.erasureId, erasureId), eq(erasureItems.place, place));

/** Takes or renews the right to work on an erasure; another's is only taken when it has run out. */
async function lease(ctx: Ctx, id: string, mine: number | null): Promise<number | null> {
  const until = ctx.now() + LEASE_MS;
  const free = mine === null ? lte(erasures.leaseUntil, ctx.now()) : eq(erasures.leaseUntil, mine);
  const taken = await ctx.db
    .update(erasures)
    .set({ leaseUntil: until })
    .where(and(eq(erasures.id, id), isNull(erasures.doneAt), free))
    .returning({ id: erasures.id });
  return taken.length > 0 ? until : null;
}

/** Does what is due of an erasure. Safe to call at any time and by anybody. */
export async function carryOn(ctx: Ctx, id: string): Promise<void> {
  let held = await lease(ctx, id, null);
  if (held === null) return;
  let items = await itemsOf(ctx, id);
  for (let done = 0; done < ITEMS_A_RUN; done += 1) {
    const next = items.find((one) => one.state !== "done" && one.dueAt <= ctx.now() && mayGo(one, items));
    if (!next) break;
    await eraseOne(ctx, next);
    held = await lease(ctx, id, held);
    if (held === null) return;
    items = await itemsOf(ctx, id);
  }
  await rest(ctx, id, items);
}

async function eraseOne(ctx: Ctx, item: ItemRow): Promise<void> {
  const now = ctx.now();
  const attempts = item.attempts + 1;
  try {
    await erasers[item.kind](ctx, item);
    await ctx.db.update(erasureItems).set({ state: "done", attempts, doneAt: ctx.now() }).where(ofItem(item));
  } catch (error) {
    const { erasureId: id, kind } = item;
    log("warn", "erasure.refused", { id, kind, attempts, reason: describe(error) });
    await ctx.db
      .update(erasureItems)
      .set({ state: "refused", attempts, dueAt: now + backoff(attempts) })
      .where(ofItem(item));
  }
}

/** Signs the receipt when everything is gone; else says when to go on. */
async function rest(ctx: Ctx, id: string, items: ItemRow[]): Promise<void> {
  const left = items.filter(({ state }) => state !== "done");
  const own = eq(erasures.id, id);
  if (left.length > 0) {
    const dueAt = Math.max(ctx.now(), Math.min(...left.filter((one) => mayGo(one, items)).map((one) => one.dueAt)));
    await ctx.db.update(erasures).set({ dueAt, leaseUntil: 0 }).where(own);
    return;
  }
  const [row] = await ctx.db.select().from(erasures).where(own);
  if (!row) return;
  const doneAt = ctx.now();
  const receipt = await signReceipt(ctx.settings, erasureEntity({ ...row, doneAt }, items));
  await ctx.db
    .update(erasures)
    .set({ doneAt, receipt, leaseUntil: 0 })
    .where(and(own, isNull(erasures.doneAt)));
}

/** Goes on with what waits, and forgets receipts that were kept long enough. Run by the clock. */
export async function sweepErasures(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(sql`${erasures.doneAt} IS NULL`, lte(erasures.dueAt, ctx.now())))
    .limit(ERASURES_A_RUN);
  for (const { id } of due) {
    await carryOn(ctx, id).catch((error: unknown) => log("error", "erasure.stalled", { id, reason: describe(error) }));
  }
  const old = await ctx.db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(sql`${erasures.doneAt} IS NOT NULL`, lt(erasures.doneAt, ctx.now() - KEPT_MS)))
    .limit(ERASURES_A_RUN);
  for (const { id } of old) {
    await together(ctx.db, [
      ctx.db.delete(erasureItems).where(eq(erasureItems.erasureId, id)),
      ctx.db.delete(erasures).where(eq(erasures.id, id)),
    ]);
  }
}

const iso = (at: number) => new Date(at).toISOString();

export const erasureEntity = (row: ErasureRow, items: readonly ItemRow[]): Erasure => ({
  id: row.id,
  subject: row.subject,
  name: row.name,
  requestedAt: iso(row.requestedAt),
  doneAt: row.doneAt === null ? null : iso(row.doneAt),
  items: items.map(({ label, count, state, attempts, doneAt, dueAt }) => ({
    label,
    count,
    state,
    attempts,
    doneAt: doneAt === null ? null : iso(doneAt),
    nextTryAt: state === "refused" ? iso(dueAt) : null,
  })),
  receipt: row.receipt,
});

/** How far an erasure is; who looks also moves it. Throws NOT_FOUND, for another's too. */
export async function standing(ctx: Ctx, id: string, userId: string | null): Promise<Erasure> {
  const [row] = await ctx.db
    .select()
    .from(erasures)
    .where(and(eq(erasures.id, id), userId === null ? undefined : eq(erasures.userId, userId)));
  if (!row) throw new AppError("NOT_FOUND", "Nothing was deleted here, or its receipt is no longer kept.");
  if (row.doneAt === null && row.dueAt <= ctx.now()) ctx.waitUntil(carryOn(ctx, id));
  return erasureEntity(row, await itemsOf(ctx, id));
}
