import { desc, sql } from "drizzle-orm";
import { creditError, hold } from "../billing/ledger.ts";
import { MAX_IMAGES, MIN_IMAGES } from "../contract/styles.ts";
import { LEARNING_RATE, TRAINING_STEPS, type TrainAccepted, type TrainInput } from "../contract/training.ts";
import { together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import type { images } from "../images/table.ts";
import { medianWait, WAITS } from "../styles/median-wait.ts";
import { type StyleRow, styleDeleted } from "../styles/owned.ts";
import { withTriggerWord } from "../styles/trigger-word.ts";
import { birth } from "./birth.ts";
import { type FrozenImage, trainings } from "./table.ts";

export interface TrainFacts {
  style: StyleRow;
  /** Confirmed pictures in upload order. */
  images: (typeof images.$inferSelect)[];
  finished: { createdAt: number; completedAt: number | null }[];
}

/** The newest finished trainings of everybody: how long they took. */
export const finishedTrainings = ({ db }: Pick<Ctx, "db">) =>
  db
    .select({ createdAt: trainings.createdAt, completedAt: trainings.completedAt })
    .from(trainings)
    // Written out, not bound: only then does the partial index serve.
    .where(sql`${trainings.status} = 'COMPLETED'`)
    .orderBy(desc(trainings.completedAt))
    .limit(WAITS);

/**
 * Asks for a training: hold and row in one batch, then the room. Throws MODEL_TYPE_UNSUPPORTED, TOO_FEW_IMAGES,
 * TOO_MANY_IMAGES, TRAINING_RUNNING (the unique index decides between two at once) and NOT_ENOUGH_CREDIT.
 */
export async function train(ctx: UserCtx, input: TrainInput, facts: TrainFacts): Promise<TrainAccepted> {
  const { style } = facts;
  const { steps = TRAINING_STEPS.default, learningRate = LEARNING_RATE.default, modelType } = input.config ?? {};
  if (modelType !== undefined && modelType !== "LORA") {
    throw new AppError("MODEL_TYPE_UNSUPPORTED", "Only LORA can be trained. Leave the model type out, or choose LORA.");
  }
  const set = frozen(facts);
  const now = ctx.now();
  const row: typeof trainings.$inferSelect = {
    id: newId(now),
    styleId: style.id,
    userId: ctx.user.id,
    status: "PENDING",
    stage: null,
    rev: 0,
    steps,
    learningRate,
    triggerWord: style.triggerWord,
    set,
    imageCount: set.length,
    loss: null,
    remoteId: null,
    remoteVersion: null,
    weightsKey: null,
    testImageKey: null,
    errorMessage: null,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    deadlineAt: now + ctx.settings.TRAINING_DEADLINE_MS,
  };
  const movement = { userId: ctx.user.id, unit: "training", jobId: row.id, amount: 1, reason: "Training" } as const;
  await together(ctx.db, [ctx.db.insert(trainings).values(row), ...hold(ctx, movement)]).catch((error: unknown) => {
    if (violates(error, "UNIQUE", "trainings.style_id")) {
      throw new AppError("TRAINING_RUNNING", "This style is being trained already. Wait for it, or cancel it first.");
    }
    throw violates(error, "FOREIGN KEY") ? styleDeleted() : creditError(error, "training");
  });
  return {
    trainingId: row.id,
    status: await birth(ctx, row),
    estimatedTime: medianWait(facts.finished),
    message: "Training job queued",
  };
}

function frozen({ style, images }: TrainFacts): FrozenImage[] {
  if (images.length < MIN_IMAGES) {
    const missing = MIN_IMAGES - images.length;
    throw new AppError(
      "TOO_FEW_IMAGES",
      `A style needs at least ${MIN_IMAGES} pictures to be trained. Add ${missing} more.`,
    );
  }
  if (images.length > MAX_IMAGES) {
    throw new AppError("TOO_MANY_IMAGES", `A style is trained on at most ${MAX_IMAGES} pictures. Remove some.`);
  }
  return images.map(({ id, mimeType, sizeBytes, crc32, caption }) => {
    if (mimeType === null || sizeBytes === null || crc32 === null) throw new Error(`image ${id} has no bytes`);
    return {
      imageId: id,
      type: mimeType,
      sizeBytes,
      crc32,
      caption: withTriggerWord(caption ?? "", style.triggerWord),
    };
  });
}
