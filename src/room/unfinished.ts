import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { open, together } from "../db/client.ts";
import type { GenerationCopy } from "../generation/machine.ts";
import { generations } from "../generation/table.ts";
import type { TrainingCopy } from "../training/machine.ts";
import { trainings } from "../training/table.ts";
import type { Knock } from "./job.ts";

/** What D1 holds of a style that its closing room must know: jobs whose hold is not settled, and versions at the provider. */
export async function unfinishedOf(d1: D1Database, styleId: string): Promise<{ births: Knock[]; versions: string[] }> {
  const db = open(d1);
  const [trained, painted, kept] = (await together(db, [
    db
      .select()
      .from(trainings)
      .where(and(eq(trainings.styleId, styleId), inArray(trainings.status, ["PENDING", "QUEUED", "PROCESSING"]))),
    db
      .select()
      .from(generations)
      .where(and(eq(generations.styleId, styleId), inArray(generations.status, ["PENDING", "PROCESSING"]))),
    db
      .select({ version: trainings.remoteVersion })
      .from(trainings)
      .where(and(eq(trainings.styleId, styleId), isNotNull(trainings.remoteVersion))),
  ])) as [(typeof trainings.$inferSelect)[], GenerationCopy[], { version: string }[]];
  return {
    births: [
      ...trained.map(({ set: _, name: __, ...copy }): Knock => birthOfTraining(copy)),
      // It will be closed at once: nothing is painted, so nothing needs a version.
      ...painted.map((copy): Knock => {
        const painting = { version: "", triggerWord: "" };
        return { kind: "generation", event: { type: "requested", copy, painting } };
      }),
    ],
    versions: kept.map(({ version }) => version),
  };
}

const birthOfTraining = (copy: TrainingCopy): Knock => ({ kind: "training", event: { type: "requested", copy } });
