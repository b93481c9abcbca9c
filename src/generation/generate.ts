import { and, desc, eq, sql } from "drizzle-orm";
import { creditError, hold } from "../billing/ledger.ts";
import { GENERATION, type GenerateAccepted, type GenerateInput } from "../contract/generation.ts";
import { together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { describe, log, markOf } from "../http/log.ts";
import { medianWait, WAITS } from "../styles/median-wait.ts";
import { type StyleRow, styleDeleted } from "../styles/owned.ts";
import { trainings, usedFirst } from "../training/table.ts";
import { introduce } from "./birth.ts";
import type { GenerationCopy } from "./machine.ts";
import { type Start, startOf } from "./start.ts";
import { generations } from "./table.ts";

export interface GenerateFacts {
  style: StyleRow;
  /** The kept version that new pictures are painted with, if any. */
  versions: { id: string; version: string | null }[];
  finished: { createdAt: number; completedAt: number | null }[];
  /** What the wish begins from, if it is there. */
  starts: Start[];
}

/** What {@link generate} needs to know, read with the session. */
export const toGenerate = ({ db }: Pick<Ctx, "db">, styleId: string) => ({
  versions: db
    .select({ id: trainings.id, version: trainings.remoteVersion })
    .from(trainings)
    .where(and(eq(trainings.styleId, styleId), eq(trainings.status, "COMPLETED")))
    .orderBy(...usedFirst(styleId))
    .limit(1),
  finished: db
    .select({ createdAt: generations.createdAt, completedAt: generations.completedAt })
    .from(generations)
    // Written out, not bound: only then does the partial index serve.
    .where(sql`${generations.status} = 'COMPLETED' AND ${generations.purpose} = 'PICTURE'`)
    .orderBy(desc(generations.completedAt))
    .limit(WAITS),
});

/** One room for a whole style; the row keeps which, so that this alone decides. */
export const roomOf = ({ styleId }: { styleId: string; userId: string }): string => styleId;

/**
 * Asks for one picture or up to four: all holds and rows in one batch, so credit for all or nothing.
 * Throws STYLE_NOT_TRAINED, NOT_ENOUGH_CREDIT, and STYLE_DELETED when the style was deleted meanwhile.
 */
export async function generate(ctx: UserCtx, input: GenerateInput, facts: GenerateFacts): Promise<GenerateAccepted> {
  const { style, versions, finished } = facts;
  const [kept] = versions;
  if (!kept?.version) {
    throw new AppError("STYLE_NOT_TRAINED", "This style is not trained yet. Train it first, then make pictures in it.");
  }
  const rows = rowsOf(ctx, input, style, kept.id, startOf(input.start, facts.starts));
  const statements = rows.flatMap((row) => [
    ctx.db.insert(generations).values(row),
    ...hold(ctx, { userId: row.userId, unit: "generation", jobId: row.id, amount: 1, reason: "Picture" }),
  ]);
  await together(ctx.db, statements).catch((error: unknown) => {
    throw violates(error, "FOREIGN KEY") ? styleDeleted() : creditError(error, "generation");
  });
  for (const { id: jobId, styleId, userId } of rows) {
    log("info", "job.asked", { requestId: ctx.requestId, user: markOf(userId), styleId, jobId, kind: "generation" });
  }
  const painting = { version: kept.version, triggerWord: style.triggerWord };
  const born = await Promise.all(
    rows.map((row) =>
      introduce(ctx, row, painting).catch((error: unknown) => {
        log("warn", "generation.unborn", { requestId: ctx.requestId, jobId: row.id, reason: describe(error) });
        return row;
      }),
    ),
  );
  const [first] = born;
  if (!first || first.status === "CANCELED") throw styleDeleted();
  return {
    generationId: first.id,
    generationIds: rows.map(({ id }) => id),
    status: first.status,
    estimatedTime: medianWait(finished),
    ...(input.negativePrompt && { ignored: ["negativePrompt"] }),
  };
}

const { side, steps, guidance, strength, promptStrength, seed: seeds } = GENERATION;

/** As the model does. */
const rounded = (pixels: number): number => Math.ceil(pixels / side.step) * side.step;

function rowsOf(
  ctx: UserCtx,
  input: GenerateInput,
  style: StyleRow,
  trainingId: string,
  start: ReturnType<typeof startOf>,
): GenerationCopy[] {
  const now = ctx.now();
  const count = input.count ?? GENERATION.count.default;
  const first = input.seed ?? randomSeed();
  // Ids sort by time and then at random; sorted, the pictures of one wish are listed in the order of their seeds.
  const ids = Array.from({ length: count }, () => newId(now)).sort();
  return ids.map((id, at) => ({
    id,
    userId: ctx.user.id,
    styleId: style.id,
    roomId: roomOf({ styleId: style.id, userId: ctx.user.id }),
    trainingId,
    status: "PENDING",
    rev: 0,
    prompt: input.prompt,
    negativePrompt: input.negativePrompt || null,
    width: start?.width ?? rounded(input.width ?? side.default),
    height: start?.height ?? rounded(input.height ?? side.default),
    steps: input.steps ?? steps.default,
    guidance: input.guidance ?? guidance.default,
    strength: input.strength ?? style.strength ?? strength.default,
    purpose: "PICTURE",
    startKey: start?.key ?? null,
    promptStrength: start ? (input.promptStrength ?? promptStrength.default) : null,
    seed: (first + at) % (seeds.max + 1),
    remoteId: null,
    outputKey: null,
    thumbnailKey: null,
    errorMessage: null,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    deadlineAt: now + ctx.settings.GENERATION_DEADLINE_MS,
  }));
}

const randomSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! & seeds.max;
