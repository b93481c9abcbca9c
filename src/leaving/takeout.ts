import { and, asc, eq, gt, or } from "drizzle-orm";
import { identities, users } from "../accounts/table.ts";
import { historyCsv } from "../billing/history.ts";
import { subscriptions } from "../billing/table.ts";
import { baseModelLicence } from "../contract/rights.ts";
import { fileStem } from "../generation/file-name.ts";
import { recipeOf } from "../generation/recipe.ts";
import { notBinned } from "../generation/standing.ts";
import { generations } from "../generation/table.ts";
import type { UserCtx } from "../http/ctx.ts";
import { describe, log } from "../http/log.ts";
import { imageKeys, isStored } from "../images/entity.ts";
import { asHung, images } from "../images/table.ts";
import { styles } from "../styles/table.ts";
import { rightsStatements, trainings } from "../training/table.ts";
import { type Item, jsonItem, linesItem, pour, textItem } from "./pour.ts";

/** Rows in memory at a time. */
const PAGE = 200;

type StyleRow = typeof styles.$inferSelect;

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** Safe on every disk: no separators, no device names, no dots at its ends. */
const safe = (text: string): string =>
  text
    .normalize("NFC")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a file's name must not have them.
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, "-")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .slice(0, 80) || "unnamed";

const stored = (ctx: UserCtx, name: string, key: string): Item => ({
  name,
  open: async () => (await ctx.files.get(key))?.body ?? null,
});

const readme = (what: string) => `${what}

Your pictures, your words and what was made from them. What is yours stays yours.

styles/<style>/originals   the pictures you sent, byte for byte, each with its caption beside it
styles/<style>/versions    what was learned: weights, settings, the first proof
styles/<style>/results     the pictures made in the style; recipes.jsonl says how each was made, a line each
style.json, account.json   the rest of what is stored of you, credits.csv every movement of your credits

Weights
${baseModelLicence.name}
${baseModelLicence.url}
${baseModelLicence.sentence}
`;

async function* originals(ctx: UserCtx, folder: string, styleId: string): AsyncGenerator<Item> {
  const rows = await ctx.db
    .select()
    .from(images)
    .where(and(eq(images.styleId, styleId), eq(images.state, "confirmed")))
    .orderBy(...asHung);
  for (const [at, row] of rows.entries()) {
    if (!isStored(row)) continue;
    const stem = `${folder}/originals/${String(at + 1).padStart(2, "0")}-${safe(row.filename.replace(/\.[^.]*$/, ""))}`;
    const ending = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" }[row.mimeType];
    yield stored(ctx, `${stem}.${ending}`, imageKeys(row).original);
    if (row.caption) yield textItem(`${stem}.txt`, `${row.caption}\n`);
  }
}

/** What the artist said of the pictures before this training. */
const statementOf = (row: typeof rightsStatements.$inferSelect | undefined) =>
  row ? { text: row.version, statedAt: iso(row.statedAt), by: row.by, files: row.files } : null;

async function* versions(ctx: UserCtx, folder: string, styleId: string): AsyncGenerator<Item> {
  const rows = await ctx.db
    .select()
    .from(trainings)
    .where(eq(trainings.styleId, styleId))
    .orderBy(asc(trainings.createdAt), asc(trainings.id));
  const stated = await ctx.db
    .select()
    .from(rightsStatements)
    .where(and(eq(rightsStatements.userId, ctx.user.id), eq(rightsStatements.styleId, styleId)));
  for (const [at, row] of rows.entries()) {
    const place = `${folder}/versions/${at + 1}${row.name ? `-${safe(row.name)}` : ""}`;
    const { id, name, status, steps, learningRate, triggerWord, loss, errorMessage, set } = row;
    const times = { createdAt: iso(row.createdAt), startedAt: iso(row.startedAt), completedAt: iso(row.completedAt) };
    yield jsonItem(`${place}/training.json`, {
      ...{ id, name, status, steps, learningRate, triggerWord, ...times, loss, errorMessage },
      pictures: set.map(({ imageId, caption }) => ({ imageId, caption })),
      rights: statementOf(stated.find(({ trainingId }) => trainingId === id)),
    });
    if (row.testImageKey) yield stored(ctx, `${place}/proof.webp`, row.testImageKey);
    if (!row.weightsKey) continue;
    yield stored(ctx, `${place}/weights.tar`, row.weightsKey);
    yield textItem(
      `${place}/LICENCE.txt`,
      `${baseModelLicence.name}\n${baseModelLicence.url}\n\n${baseModelLicence.sentence}\n`,
    );
  }
}

/** The style's finished pictures, oldest first, a page at a time. */
async function* results(ctx: UserCtx, style: StyleRow) {
  for (let place: { createdAt: number; id: string } | null = null; ; ) {
    const after = place
      ? or(
          gt(generations.createdAt, place.createdAt),
          and(eq(generations.createdAt, place.createdAt), gt(generations.id, place.id)),
        )
      : undefined;
    const rows: (typeof generations.$inferSelect)[] = await ctx.db
      .select()
      .from(generations)
      .where(and(eq(generations.styleId, style.id), eq(generations.userId, ctx.user.id), after, notBinned))
      .orderBy(asc(generations.createdAt), asc(generations.id))
      .limit(PAGE);
    yield* rows.filter(({ status, outputKey }) => status === "COMPLETED" && outputKey !== null);
    place = rows.at(-1) ?? place;
    if (rows.length < PAGE) return;
  }
}

/** The id makes the name its own, so that recipes name their files without remembering them. */
const resultName = (style: StyleRow, row: typeof generations.$inferSelect) =>
  `${fileStem(style.name, row)}-${row.id.slice(-6)}.webp`;

async function* styleItems(ctx: UserCtx, style: StyleRow, folder: string): AsyncGenerator<Item> {
  const { id, name, description, triggerWord } = style;
  yield jsonItem(`${folder}/style.json`, { id, name, description, triggerWord, createdAt: iso(style.createdAt) });
  yield* originals(ctx, folder, id);
  yield* versions(ctx, folder, id);
  yield linesItem(`${folder}/results/recipes.jsonl`, async function* () {
    for await (const row of results(ctx, style)) {
      yield `${JSON.stringify({ file: resultName(style, row), ...recipeOf(row, name) })}\n`;
    }
  });
  for await (const row of results(ctx, style)) {
    yield stored(ctx, `${folder}/results/${resultName(style, row)}`, row.outputKey ?? "");
  }
}

const answer = (ctx: UserCtx, name: string, items: AsyncIterable<Item>): Response => {
  const body = pour(items, (error) =>
    log("warn", "takeout.broken", { requestId: ctx.requestId, reason: describe(error) }),
  );
  const day = new Date(ctx.now()).toISOString().slice(0, 10);
  const plain = `${name
    .normalize("NFKD")
    .replace(/[^\w-]+/g, "-")
    .slice(0, 60)}-${day}.zip`;
  return new Response(body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${plain}"`,
      "Cache-Control": "no-store",
    },
  });
};

/** One style with everything that is the artist's of it, made while it is sent and never stored. */
export function styleTakeout(ctx: UserCtx, style: StyleRow): Response {
  async function* items(): AsyncGenerator<Item> {
    yield textItem("README.txt", readme(`The style ${style.name}.`));
    yield* styleItems(ctx, style, `styles/${safe(style.name)}`);
  }
  return answer(ctx, style.name, items());
}

/** Everything an account holds. Secrets are not data: passwords, tokens and sessions stay out. */
export function accountTakeout(ctx: UserCtx): Response {
  async function* items(): AsyncGenerator<Item> {
    const own = ctx.user.id;
    const [[user], [subscription], ways, rows] = await ctx.db.batch([
      ctx.db.select().from(users).where(eq(users.id, own)),
      ctx.db.select().from(subscriptions).where(eq(subscriptions.userId, own)),
      ctx.db.select().from(identities).where(eq(identities.userId, own)),
      ctx.db.select().from(styles).where(eq(styles.userId, own)).orderBy(asc(styles.createdAt), asc(styles.id)),
    ]);
    yield textItem("README.txt", readme("Your account."));
    const { plan, trainingCredits, generationCredits } = subscription!;
    yield jsonItem("account.json", {
      id: own,
      name: user!.name,
      email: user!.email,
      emailConfirmedAt: iso(user!.emailVerifiedAt),
      createdAt: iso(user!.createdAt),
      mails: { styleReady: user!.mailsStyleReady, trainingFailed: user!.mailsTrainingFailed },
      signsInWith: ways.map(({ provider, email }) => ({ provider, email })),
      plan,
      credits: { trainings: trainingCredits, pictures: generationCredits },
    });
    if (user!.avatarKey) yield stored(ctx, "avatar.webp", user!.avatarKey);
    yield { name: "credits.csv", open: async () => historyCsv(ctx) };
    for (const [at, style] of rows.entries()) {
      yield* styleItems(ctx, style, `styles/${String(at + 1).padStart(2, "0")}-${safe(style.name)}`);
    }
  }
  return answer(ctx, "artistcloner", items());
}
