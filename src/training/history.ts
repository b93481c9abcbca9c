import { desc, eq } from "drizzle-orm";
import type { PatchTrainingInput, TrainingRecord } from "../contract/training.ts";
import { together } from "../db/client.ts";
import type { Ctx, UserCtx } from "../http/ctx.ts";
import { AppError } from "../http/errors.ts";
import { announceModel } from "../styles/announce-model.ts";
import { styles } from "../styles/table.ts";
import { currentTraining, noSuchTraining, usedVersion } from "./current.ts";
import { trainings } from "./table.ts";

type Row = typeof trainings.$inferSelect;

/** A history longer than this is read by nobody, and each entry carries its curve. */
const MOST = 50;

export const allTrainings = ({ db }: Pick<Ctx, "db">, styleId: string) =>
  db
    .select()
    .from(trainings)
    .where(eq(trainings.styleId, styleId))
    .orderBy(desc(trainings.createdAt), desc(trainings.id))
    .limit(MOST);

const record = async (ctx: Ctx, row: Row, usedId: string | undefined): Promise<TrainingRecord> => ({
  ...(await currentTraining(ctx, row)),
  name: row.name,
  used: row.id === usedId,
});

/** At most one of a style's trainings is in flight, so the room is asked at most once. */
export const recordsOf = (ctx: Ctx, rows: readonly Row[], usedId: string | undefined): Promise<TrainingRecord[]> =>
  Promise.all(rows.map((row) => record(ctx, row, usedId)));

/** Names a version, or has new pictures painted with it. Throws NOT_FOUND and NOT_A_VERSION. */
export async function changeTraining(
  ctx: UserCtx,
  row: Row | undefined,
  { name, used }: PatchTrainingInput,
): Promise<TrainingRecord> {
  if (!row) throw noSuchTraining();
  if (row.status !== "COMPLETED") {
    throw new AppError("NOT_A_VERSION", "Only a training that was completed left a version to name or to paint with.");
  }
  const own = eq(trainings.id, row.id);
  const [[now], [kept]] = (await together(ctx.db, [
    name === undefined
      ? ctx.db.select().from(trainings).where(own)
      : ctx.db
          .update(trainings)
          .set({ name: name || null })
          .where(own)
          .returning(),
    ...(used ? [ctx.db.update(styles).set({ usedVersion: row.id }).where(eq(styles.id, row.styleId)).returning()] : []),
    usedVersion(ctx, row.styleId),
  ]).then((answers) => [answers[0], answers.at(-1)])) as [Row[], Row[]];
  if (!now) throw noSuchTraining();
  if (used) announceModel(ctx, row.styleId, kept);
  return record(ctx, now, kept?.id);
}
