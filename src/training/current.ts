import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Training } from "../contract/training.ts";
import { remembered, type Value } from "../db/client.ts";
import type { Ctx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { describe, log } from "../http/log.ts";
import { WAITS } from "../styles/median-wait.ts";
import { introduce } from "./birth.ts";
import { trainingEntity } from "./entity.ts";
import { trainings, usedFirst } from "./table.ts";

type Row = typeof trainings.$inferSelect;

export const inFlight = ["PENDING", "QUEUED", "PROCESSING"];

const newest = remembered((db, value: Value<"styleId">) =>
  db
    .select()
    .from(trainings)
    .where(eq(trainings.styleId, value("styleId")))
    .orderBy(desc(trainings.createdAt), desc(trainings.id))
    .limit(1),
);

export const newestTraining = ({ db }: Pick<Ctx, "db">, styleId: string) => newest(db, { styleId });

const used = remembered((db, value: Value<"styleId">) =>
  db
    .select()
    .from(trainings)
    .where(
      and(
        eq(trainings.styleId, value("styleId")),
        eq(trainings.status, "COMPLETED"),
        isNotNull(trainings.testImageKey),
      ),
    )
    .orderBy(...usedFirst(value("styleId")))
    .limit(1),
);

/** The version that paints new pictures. */
export const usedVersion = ({ db }: Pick<Ctx, "db">, styleId: string) => used(db, { styleId });

const finished = remembered((db) =>
  db
    .select({ createdAt: trainings.createdAt, completedAt: trainings.completedAt, steps: trainings.steps })
    .from(trainings)
    // Written out, not bound: only then does the partial index serve.
    .where(sql`${trainings.status} = 'COMPLETED'`)
    .orderBy(desc(trainings.completedAt))
    .limit(WAITS),
);

/** The newest finished trainings of everybody: how long they took. */
export const finishedTrainings = ({ db }: Pick<Ctx, "db">) => finished(db, {});

export const noSuchTraining = () => new AppError("NOT_FOUND", "There is no such training.");

const noTraining = () => new AppError("NO_TRAINING", "This style was never trained.");

/** The training as it stands: while it runs its room knows step and speed, and the higher rev wins. Throws NO_TRAINING. */
export async function currentTraining(ctx: Ctx, row: Row | undefined): Promise<Training> {
  if (!row) throw noTraining();
  const copy = trainingEntity(ctx.settings, row, ctx.now());
  if (!inFlight.includes(row.status)) return copy;
  try {
    const { trainings: known } = await ctx.rooms(row.styleId).live([row.id]);
    return known[0] && known[0].rev >= copy.rev ? known[0] : copy;
  } catch (error) {
    // The row alone is true, if a little old.
    log("warn", "room.silent", { requestId: ctx.requestId, roomId: row.styleId, reason: describe(error) });
    return copy;
  }
}

/** Cancels and gives the credit back; one that ended stays as it ended. Throws NO_TRAINING. */
export async function cancelTraining(ctx: Ctx, row: Row | undefined): Promise<Training> {
  if (!row) throw noTraining();
  if (!inFlight.includes(row.status)) return trainingEntity(ctx.settings, row, ctx.now());
  await introduce(ctx, row);
  const knock = { kind: "training", event: { type: "cancel-requested" } } as const;
  const { frame } = await ctx.rooms(row.styleId).apply(row.id, knock);
  return frame?.type === "training" ? frame.training : trainingEntity(ctx.settings, row, ctx.now());
}
