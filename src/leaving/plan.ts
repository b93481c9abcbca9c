import { and, count, eq, inArray, isNotNull } from "drizzle-orm";
import { users } from "../accounts/table.ts";
import { subscriptions } from "../billing/table.ts";
import { type Statement, together } from "../db/client.ts";
import { shares } from "../gallery/table.ts";
import { generations } from "../generation/table.ts";
import type { Ctx } from "../http/ctx.ts";
import { images } from "../images/table.ts";
import { stylePrefix } from "../styles/keys.ts";
import { styles } from "../styles/table.ts";
import { trainings } from "../training/table.ts";
import { erasureItems } from "./table.ts";

type Item = Omit<typeof erasureItems.$inferInsert, "erasureId" | "place">;

const rowsOf = <T>(answer: unknown): T[] => answer as T[];
const numberOf = (answer: unknown): number => rowsOf<{ n: number }>(answer)[0]?.n ?? 0;

/** Everything of one style, in the order in which it goes. */
export async function styleItems({ db }: Pick<Ctx, "db">, style: { id: string; name: string }): Promise<Item[]> {
  const { id, name } = style;
  const trained = eq(trainings.styleId, id);
  const painted = eq(generations.styleId, id);
  const answers = await together(db, [
    db
      .select({ n: count() })
      .from(trainings)
      .where(and(trained, inArray(trainings.status, ["PENDING", "QUEUED", "PROCESSING"]))),
    db
      .select({ n: count() })
      .from(generations)
      .where(and(painted, inArray(generations.status, ["PENDING", "PROCESSING"]))),
    db
      .select({ version: trainings.remoteVersion })
      .from(trainings)
      .where(and(trained, isNotNull(trainings.remoteVersion))),
    db.select({ n: count() }).from(images).where(eq(images.styleId, id)),
    db.select({ n: count() }).from(generations).where(painted),
    db
      .select({ n: count() })
      .from(shares)
      .innerJoin(generations, eq(generations.id, shares.generationId))
      .where(painted),
  ]);
  const [training, painting, versions, originals, results, links] = answers;
  const own = { scope: id, target: id };
  return [
    {
      ...own,
      kind: "jobs",
      label: `Work under way in ${name}, cancelled and given back`,
      count: numberOf(training) + numberOf(painting),
    },
    ...rowsOf<{ version: string }>(versions).map(
      ({ version }, at): Item => ({
        scope: id,
        target: version,
        kind: "version",
        label: `Trained version ${at + 1} of ${name}, at the provider`,
        count: 1,
      }),
    ),
    { ...own, kind: "links", label: `Public links to pictures in ${name}`, count: numberOf(links) },
    {
      ...own,
      kind: "rows",
      label: `${name} itself, and the captions, recipes and history of its pictures`,
      count: numberOf(originals) + numberOf(results),
    },
    {
      ...own,
      target: stylePrefix(id),
      kind: "files",
      label: `Stored files of ${name}: originals, results, weights`,
      count: 0,
    },
  ];
}

/** Everything of an account that is not a style's. The account's own rows go last. */
export async function accountItems({ db }: Pick<Ctx, "db">, userId: string): Promise<Item[]> {
  const [own, [account], [user]] = await Promise.all([
    db.select({ id: styles.id, name: styles.name }).from(styles).where(eq(styles.userId, userId)),
    db.select({ customer: subscriptions.stripeCustomerId }).from(subscriptions).where(eq(subscriptions.userId, userId)),
    db.select({ avatarKey: users.avatarKey }).from(users).where(eq(users.id, userId)),
  ]);
  const ofStyles: Item[] = [];
  for (const style of own) ofStyles.push(...(await styleItems({ db }, style)));
  const rest: Item[] = [];
  if (account?.customer) {
    const label = "Plan and customer at Stripe, cancelled";
    rest.push({ kind: "payments", scope: userId, target: account.customer, label, count: 1 });
  }
  if (user?.avatarKey) {
    rest.push({ kind: "files", scope: userId, target: user.avatarKey, label: "Profile picture", count: 0 });
  }
  const label = "Account: address, ways to sign in, sessions, mails";
  return [...ofStyles, ...rest, { kind: "account", scope: userId, target: userId, label, count: 1 }];
}

/** The items as rows, numbered from `first`. */
export const writeItems = (
  { db }: Pick<Ctx, "db">,
  erasureId: string,
  items: readonly Item[],
  first = 0,
): Statement[] =>
  items.map((item, at) =>
    db
      .insert(erasureItems)
      .values({ ...item, erasureId, place: first + at })
      .onConflictDoNothing(),
  );
