import { creditError, hold } from "../billing/ledger.ts";
import { MAX_IMAGES, MIN_IMAGES } from "../contract/styles.ts";
import {
  CAPTION_DROPOUT,
  LEARNING_RATE,
  LORA_RANK,
  RESOLUTION_DEFAULT,
  TRAINING_STEPS,
  type TrainAccepted,
  type TrainInput,
} from "../contract/training.ts";
import { together } from "../db/client.ts";
import { violates } from "../db/constraint.ts";
import type { UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { newId } from "../http/ids.ts";
import { log, markOf } from "../http/log.ts";
import type { images } from "../images/table.ts";
import { medianWait } from "../styles/median-wait.ts";
import { type StyleRow, styleDeleted } from "../styles/owned.ts";
import { withTriggerWord } from "../styles/trigger-word.ts";
import { birth } from "./birth.ts";
import { noSuchTraining } from "./current.ts";
import { configOf } from "./entity.ts";
import { stateRights } from "./rights.ts";
import { type FrozenImage, trainings } from "./table.ts";

export interface TrainFacts {
  style: StyleRow;
  /** Confirmed pictures in upload order. */
  images: (typeof images.$inferSelect)[];
  finished: { createdAt: number; completedAt: number | null }[];
  /** The earlier training to take again, if one was named and is the style's. */
  recipes: (typeof trainings.$inferSelect)[];
}

const defaults = {
  steps: TRAINING_STEPS.default as number,
  learningRate: LEARNING_RATE.default as number,
  loraRank: LORA_RANK.default as number,
  captionDropout: CAPTION_DROPOUT.default as number,
  resolution: RESOLUTION_DEFAULT,
};

/**
 * Asks for a training: hold, row and the statement of rights in one batch, then the room. Throws MODEL_TYPE_UNSUPPORTED, TOO_FEW_IMAGES,
 * TOO_MANY_IMAGES, TRAINING_RUNNING (the unique index decides between two at once), NOT_ENOUGH_CREDIT, RIGHTS_NOT_STATED
 * and, for an unknown `from`, NOT_FOUND.
 */
export async function train(ctx: UserCtx, input: TrainInput, facts: TrainFacts): Promise<TrainAccepted> {
  const { style } = facts;
  const { modelType, ...wish } = input.config ?? {};
  if (modelType !== undefined && modelType !== "LORA") {
    throw new AppError("MODEL_TYPE_UNSUPPORTED", "Only LORA can be trained. Leave the model type out, or choose LORA.");
  }
  const recipe = input.from === undefined ? undefined : facts.recipes[0];
  if (input.from !== undefined && !recipe) throw noSuchTraining();
  const set = recipe ? takenAgain(recipe, facts) : frozen(facts);
  const base = recipe ? configOf(recipe) : defaults;
  const now = ctx.now();
  const row: typeof trainings.$inferSelect = {
    id: newId(now),
    styleId: style.id,
    userId: ctx.user.id,
    status: "PENDING",
    stage: null,
    rev: 0,
    steps: wish.steps ?? base.steps,
    learningRate: wish.learningRate ?? base.learningRate,
    loraRank: wish.loraRank ?? base.loraRank,
    captionDropout: wish.captionDropout ?? base.captionDropout,
    resolution: wish.resolution ?? base.resolution,
    triggerWord: style.triggerWord,
    set,
    imageCount: set.length,
    loss: null,
    remoteId: null,
    remoteVersion: null,
    weightsKey: null,
    testImageKey: null,
    errorMessage: null,
    name: null,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    deadlineAt: now + ctx.settings.TRAINING_DEADLINE_MS,
  };
  const movement = { userId: ctx.user.id, unit: "training", jobId: row.id, amount: 1, reason: "Training" } as const;
  const rights = stateRights(ctx, input.rightsStatement, row);
  await together(ctx.db, [ctx.db.insert(trainings).values(row), rights, ...hold(ctx, movement)]).catch(
    (error: unknown) => {
      if (violates(error, "UNIQUE", "trainings.style_id")) {
        throw new AppError("TRAINING_RUNNING", "This style is being trained already. Wait for it, or cancel it first.");
      }
      throw violates(error, "FOREIGN KEY") ? styleDeleted() : creditError(error, "training");
    },
  );
  const { id: jobId, styleId, userId } = row;
  log("info", "job.asked", { requestId: ctx.requestId, user: markOf(userId), styleId, jobId, kind: "training" });
  return {
    trainingId: row.id,
    status: await birth(ctx, row),
    estimatedTime: medianWait(facts.finished),
    message: "Training job queued",
    ...(recipe && { missing: recipe.set.length - set.length }),
  };
}

/** The frozen set of an earlier run, as far as its pictures are still here: deleted means deleted. */
function takenAgain(recipe: { set: FrozenImage[] }, { images }: TrainFacts): FrozenImage[] {
  const here = new Set(images.map(({ id }) => id));
  const set = recipe.set.filter(({ imageId }) => here.has(imageId));
  if (set.length < MIN_IMAGES) {
    throw new AppError(
      "TOO_FEW_IMAGES",
      `Of the ${recipe.set.length} pictures of that training ${set.length} are still here; it takes at least ${MIN_IMAGES}. Train on the pictures you have now instead.`,
    );
  }
  return set;
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
