import { eq, inArray, sql } from "drizzle-orm";
import { users } from "../accounts/table.ts";
import { tillOf } from "../billing/till.ts";
import { together } from "../db/client.ts";
import { shares } from "../gallery/table.ts";
import { generations } from "../generation/table.ts";
import type { Ctx } from "../http/ctx.ts";
import { providerOf } from "../replicate/client.ts";
import { removals, styles } from "../styles/table.ts";
import { styleItems, writeItems } from "./plan.ts";
import { erasureItems, erasures } from "./table.ts";

export type ItemRow = typeof erasureItems.$inferSelect;

/** R2 lists and deletes at most this many keys a call. */
const PAGE = 1_000;

/** Deletes one thing; every one may be done twice. Throws when it is not gone yet. */
type Eraser = (ctx: Ctx, item: ItemRow) => Promise<void>;

async function jobs(ctx: Ctx, { target }: ItemRow): Promise<void> {
  await ctx.rooms(target).close(target);
}

async function version(ctx: Ctx, { target }: ItemRow): Promise<void> {
  await providerOf(ctx.settings).forget(target);
}

async function links({ db }: Ctx, { target }: ItemRow): Promise<void> {
  const ofStyle = db.select({ id: generations.id }).from(generations).where(eq(generations.styleId, target));
  await db.delete(shares).where(inArray(shares.generationId, ofStyle));
}

async function rows({ db }: Ctx, { target }: ItemRow): Promise<void> {
  await db.delete(styles).where(eq(styles.id, target));
}

/** Counts what it deletes page by page, so that a receipt counts once what a crash divided. */
async function files(ctx: Ctx, item: ItemRow): Promise<void> {
  const { erasureId, place, scope, target } = item;
  const own = sql`${erasureItems.erasureId} = ${erasureId} AND ${erasureItems.place} = ${place}`;
  for (;;) {
    const { objects, truncated } = await ctx.files.list({ prefix: target, limit: PAGE });
    if (objects.length > 0) {
      await ctx.files.delete(objects.map(({ key }) => key));
      const counted = { count: sql`${erasureItems.count} + ${objects.length}` };
      await ctx.db.update(erasureItems).set(counted).where(own);
    }
    if (!truncated) break;
  }
  const now = ctx.now();
  // The clock looks once more in a week: what was being written just now goes too.
  const [erasure] = await ctx.db.select({ userId: erasures.userId }).from(erasures).where(eq(erasures.id, erasureId));
  const again = { id: scope, styleId: scope, prefixes: [target], requestedAt: now, doneAt: now };
  const removal = { ...again, userId: erasure?.userId ?? "" };
  await ctx.db.insert(removals).values(removal).onConflictDoNothing();
}

/** Also ends the plan, at once. A customer who is gone already counts as gone; a site that no longer sells cannot ask. */
async function payments(ctx: Ctx, { target }: ItemRow): Promise<void> {
  const till = await tillOf(ctx.settings);
  if (!till) throw new Error("there is no key for the payment provider");
  await till.stripe.customers.del(target).catch((error: unknown) => {
    if ((error as { code?: string }).code !== "resource_missing") throw error;
  });
}

/** A style that was made while the account was being closed is found here and goes first. */
async function account(ctx: Ctx, { erasureId, place, target }: ItemRow): Promise<void> {
  const late = await ctx.db.select({ id: styles.id, name: styles.name }).from(styles).where(eq(styles.userId, target));
  if (late.length === 0) {
    await ctx.db.delete(users).where(eq(users.id, target));
    return;
  }
  const items = [];
  for (const style of late) items.push(...(await styleItems(ctx, style)));
  const [known] = await ctx.db
    .select({ last: sql<number>`MAX(${erasureItems.place})`.as("last") })
    .from(erasureItems)
    .where(eq(erasureItems.erasureId, erasureId));
  await together(ctx.db, writeItems(ctx, erasureId, items, (known?.last ?? place) + 1));
  throw new Error(`${late.length} styles were made meanwhile`);
}

/** A forgotten kind is a type error. */
export const erasers: Record<ItemRow["kind"], Eraser> = { jobs, version, links, rows, files, payments, account };

/** What must be gone before an item may go: nothing loses its last trace while it still runs or is still shown. */
export function mayGo(item: ItemRow, all: readonly ItemRow[]): boolean {
  const gone = (kind: ItemRow["kind"], scope?: string) =>
    all.every((one) => one.kind !== kind || (scope !== undefined && one.scope !== scope) || one.state === "done");
  if (item.kind === "links" || item.kind === "rows") return gone("jobs", item.scope);
  if (item.kind === "files") return gone("rows", item.scope);
  if (item.kind === "account") return gone("jobs") && gone("rows");
  return true;
}
